import { Checkbox, Group, Text } from '@mantine/core';
import { ROLE_LABELS, rolesOf } from '../draft/field-types';
import type { FieldModel, RoleModel } from '../draft/model';
import { columnName } from '../draft/names';
import { More } from '../form/more';
import { OptionalText, OptionalWhole } from '../form/text-inputs';
import { WordSelect } from '../form/word-select';

interface FieldMoreProps {
  field: FieldModel;
  roles: RoleModel[];
  onChange: (field: FieldModel) => void;
}

/** What the service does with the field besides keeping it, and how PostgreSQL keeps it. */
export function FieldMore({ field, roles, onChange }: FieldMoreProps) {
  return (
    <More>
      <Behaviour field={field} onChange={onChange} />
      <Permissions field={field} roles={roles} />
      {field.type === 'text' && (
        <Group align="flex-start">
          <OptionalWhole
            label="Minimum length"
            min={1}
            value={field.minLength}
            onChange={(minLength) => onChange({ ...field, minLength })}
          />
          <OptionalText
            label="Pattern"
            description="A regular expression that the text matches"
            value={field.pattern}
            onChange={(pattern) => onChange({ ...field, pattern })}
          />
        </Group>
      )}
      <Database field={field} onChange={onChange} />
    </More>
  );
}

function Behaviour({ field, onChange }: Omit<FieldMoreProps, 'roles'>) {
  const flags = [
    ['readOnly', 'Read-only', 'Callers see it and never write it', true],
    ['writeOnly', 'Write-only', 'Callers write it and never see it', true],
    ['secret', 'Secret', 'Only a hash of it is kept, as of a password', field.type === 'text' && !field.list],
    ['searchable', 'Searchable', 'The search of a list looks into it', field.type === 'text'],
    ['sortable', 'Sortable', 'A list can be sorted by it', true],
  ] as const;
  const roles = rolesOf(field.type);
  return (
    <>
      {flags
        .filter(([flag, , , fits]) => fits || field[flag])
        .map(([flag, label, description]) => (
          <Checkbox
            key={flag}
            label={label}
            description={description}
            checked={field[flag]}
            onChange={(event) => onChange({ ...field, [flag]: event.currentTarget.checked })}
          />
        ))}
      {(roles.length > 0 || field.role !== null) && (
        <WordSelect<string>
          label="Used by the service as"
          labels={roleLabels(roles)}
          value={field.role ?? 'none'}
          onChange={(chosen) => onChange({ ...field, role: roles.find((role) => role === chosen) ?? null })}
        />
      )}
    </>
  );
}

/** Who may see and write the field, as the model says it. */
function Permissions({ field, roles }: Omit<FieldMoreProps, 'onChange'>) {
  const names = (ids: string[]) =>
    ids.map((id) => roles.find((role) => role.id === id)?.name ?? id).join(', ') || 'nobody';
  if (field.readableBy === null && field.writableBy === null) return null;
  return (
    <Text size="sm">
      {field.readableBy !== null && `Seen by ${names(field.readableBy)}. `}
      {field.writableBy !== null && `Written by ${names(field.writableBy)}.`}
    </Text>
  );
}

function Database({ field, onChange }: Omit<FieldMoreProps, 'roles'>) {
  return (
    <>
      <Text size="sm" fw={600}>
        In the database
      </Text>
      <OptionalText
        label="Column"
        placeholder={columnName(field.name)}
        value={field.column}
        onChange={(column) => onChange({ ...field, column })}
      />
      {field.type === 'text' && (
        <WordSelect
          label="Kept as"
          labels={{ text: 'text', varchar: 'varchar', char: 'char' }}
          value={field.store}
          onChange={(store) => onChange({ ...field, store })}
        />
      )}
      {field.type === 'json' && (
        <WordSelect
          label="Kept as"
          labels={{ jsonb: 'jsonb', json: 'json, as it was written' }}
          value={field.binary ? 'jsonb' : 'json'}
          onChange={(kept) => onChange({ ...field, binary: kept === 'jsonb' })}
        />
      )}
      {field.type === 'double' && (
        <WordSelect
          label="Kept as"
          labels={{ '8': 'double precision', '4': 'real' }}
          value={field.bytes === 4 ? '4' : '8'}
          onChange={(bytes) => onChange({ ...field, bytes: bytes === '4' ? 4 : 8 })}
        />
      )}
      {field.type === 'time' && (
        <Checkbox
          label="With a time zone"
          checked={field.zone}
          onChange={(event) => onChange({ ...field, zone: event.currentTarget.checked })}
        />
      )}
      {(field.type === 'time' || field.type === 'timestamp') && (
        <OptionalWhole
          label="Digits after the second"
          max={6}
          value={field.precision}
          onChange={(precision) => onChange({ ...field, precision })}
        />
      )}
      <OptionalText
        label="Generated from"
        description="An SQL expression that PostgreSQL keeps the value by; nobody writes it"
        value={field.generated}
        onChange={(generated) =>
          onChange({ ...field, generated, default: generated === null ? field.default : null })
        }
      />
    </>
  );
}

function roleLabels(roles: readonly (keyof typeof ROLE_LABELS)[]): Record<string, string> {
  return { none: 'Nothing special', ...Object.fromEntries(roles.map((role) => [role, ROLE_LABELS[role]])) };
}
