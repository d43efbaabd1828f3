import { Group, SegmentedControl, TextInput } from '@mantine/core';
import type { FieldModel, FieldOf } from '../draft/model';
import { OptionalText, OptionalWhole } from '../form/text-inputs';
import { WordSelect } from '../form/word-select';

interface RulesProps<F extends FieldModel> {
  field: F;
  onChange: (field: FieldModel) => void;
}

const TEXT_FORMATS = { none: 'Any text', email: 'E-mail address', url: 'Web address' } as const;

/** What the values of a field must be like, by its type. */
export function TypeRules({ field, onChange }: RulesProps<FieldModel>) {
  switch (field.type) {
    case 'text':
      return <TextRules field={field} onChange={onChange} />;
    case 'integer':
    case 'decimal':
    case 'double':
      return <NumberRules field={field} onChange={onChange} />;
    case 'timestamp':
      return (
        <WordSelect
          label="Time zone"
          labels={{ yes: 'A moment in time, the same everywhere', no: 'What a clock on a wall shows' }}
          value={field.zone ? 'yes' : 'no'}
          onChange={(zone) => onChange({ ...field, zone: zone === 'yes' })}
        />
      );
    case 'other':
      return (
        <TextInput
          label="PostgreSQL type"
          description="Such as inet, interval or vector(1536); the service reads and writes it as text"
          value={field.typeName}
          onChange={(event) => onChange({ ...field, typeName: event.currentTarget.value })}
        />
      );
    default:
      return null;
  }
}

function TextRules({ field, onChange }: RulesProps<FieldOf<'text'>>) {
  return (
    <Group align="flex-start">
      <WordSelect
        label="Format"
        labels={TEXT_FORMATS}
        value={field.format ?? 'none'}
        onChange={(format) => onChange({ ...field, format: format === 'none' ? null : format })}
      />
      <OptionalWhole
        label="Maximum length"
        min={1}
        value={field.maxLength}
        onChange={(maxLength) => onChange({ ...field, maxLength })}
      />
    </Group>
  );
}

function NumberRules({ field, onChange }: RulesProps<FieldOf<'integer' | 'decimal' | 'double'>>) {
  return (
    <>
      {field.type === 'integer' && (
        <SegmentedControl
          aria-label="Size"
          value={String(field.bytes)}
          data={[
            { value: '2', label: 'Small (16 bits)' },
            { value: '4', label: 'Normal (32 bits)' },
            { value: '8', label: 'Large (64 bits)' },
          ]}
          onChange={(bytes) => onChange({ ...field, bytes: bytes === '2' ? 2 : bytes === '8' ? 8 : 4 })}
        />
      )}
      {field.type === 'decimal' && (
        <Group align="flex-start">
          <OptionalWhole
            label="Digits in all"
            min={1}
            max={1000}
            value={field.precision}
            onChange={(precision) => onChange({ ...field, precision })}
          />
          <OptionalWhole
            label="Digits after the point"
            min={-1000}
            max={1000}
            value={field.scale}
            onChange={(scale) => onChange({ ...field, scale })}
          />
        </Group>
      )}
      <Group align="flex-start" grow>
        <BoundInput label="Minimum" bound="minimum" field={field} onChange={onChange} />
        <BoundInput label="Maximum" bound="maximum" field={field} onChange={onChange} />
      </Group>
    </>
  );
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Bounds are texts, since a decimal holds more digits than JSON's numbers; those of a double are numbers. */
function BoundInput({
  label,
  bound,
  field,
  onChange,
}: RulesProps<FieldOf<'integer' | 'decimal' | 'double'>> & { label: string; bound: 'minimum' | 'maximum' }) {
  const value = field[bound];
  const text = value === null ? null : String(value);
  return (
    <OptionalText
      label={label}
      value={text}
      error={text === null || NUMBER.test(text) ? null : 'Enter a number.'}
      onChange={(next) =>
        onChange(
          field.type === 'double'
            ? { ...field, [bound]: next === null || Number.isNaN(Number(next)) ? null : Number(next) }
            : { ...field, [bound]: next },
        )
      }
    />
  );
}
