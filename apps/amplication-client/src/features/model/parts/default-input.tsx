import { Group, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { defaultKinds } from '../draft/field-types';
import { literalText, readLiteral } from '../draft/literals';
import type { EnumModel, FieldDefault, FieldModel } from '../draft/model';
import { OptionalText } from '../form/text-inputs';
import { WordSelect } from '../form/word-select';

type Kind = FieldDefault['kind'] | 'none';

const KIND_LABELS: Record<Kind, string> = {
  none: 'None',
  literal: 'A value',
  now: 'The time of now',
  id: 'An id made for it',
  identity: 'Counted up (identity)',
  sequence: 'Counted up (sequence)',
  expression: 'An SQL expression',
};

const MADE_LABELS = {
  uuidv4: 'UUID, random (v4)',
  uuidv7: 'UUID, in order of time (v7)',
  cuid: 'cuid',
  cuid2: 'cuid2',
  ulid: 'ULID',
  nanoid: 'nanoid',
} as const;

const UUID_LABELS = { uuidv4: MADE_LABELS.uuidv4, uuidv7: MADE_LABELS.uuidv7 } as const;

interface DefaultInputProps {
  field: FieldModel;
  enums: EnumModel[];
  problem: string | null;
  onChange: (value: FieldDefault | null) => void;
  /** What was typed is no value of the field's type; null once it is. */
  onProblem: (problem: string | null) => void;
}

/** Where a value comes from that a caller leaves out. */
export function DefaultInput({ field, enums, problem, onChange, onProblem }: DefaultInputProps) {
  const [kind, setKind] = useState<Kind>(field.default?.kind ?? 'none');
  const offered = new Set<Kind>(['none', ...defaultKinds(field.type, field.list), kind]);
  const choose = (next: Kind) => {
    setKind(next);
    const value = beginningOf(next, field);
    onChange(value);
    onProblem(next === 'literal' && value === null ? 'Enter the value.' : null);
  };
  return (
    <>
      <WordSelect label="Default" labels={pick(KIND_LABELS, offered)} value={kind} onChange={choose} />
      {kind === 'literal' && <LiteralInput {...{ field, enums, problem, onChange, onProblem }} />}
      {field.default?.kind === 'id' && (
        <MadeIdInput value={field.default} isUuid={field.type === 'uuid'} onChange={onChange} />
      )}
      {field.default?.kind === 'identity' && (
        <WordSelect
          label="Given values"
          labels={{ no: 'A caller may give a value', yes: 'Always counted by the database' }}
          value={field.default.always ? 'yes' : 'no'}
          onChange={(always) => onChange({ kind: 'identity', always: always === 'yes' })}
        />
      )}
      {field.default?.kind === 'sequence' && <SequenceInput value={field.default} onChange={onChange} />}
      {field.default?.kind === 'expression' && (
        <Textarea
          label="Expression"
          description="Evaluated by PostgreSQL, such as now() + interval '7 days'"
          autosize
          value={field.default.sql}
          error={problem}
          onChange={(event) => {
            const sql = event.currentTarget.value;
            onProblem(sql === '' ? 'Enter an expression.' : null);
            onChange({ kind: 'expression', sql });
          }}
        />
      )}
    </>
  );
}

/** The name of a sequence; how it counts is kept as it is. */
function SequenceInput({
  value,
  onChange,
}: {
  value: Extract<FieldDefault, { kind: 'sequence' }>;
  onChange: (value: FieldDefault) => void;
}) {
  return (
    <OptionalText
      label="Sequence"
      description="Empty: made from the names of table and column"
      value={value.sequence}
      onChange={(sequence) => onChange({ ...value, sequence })}
    />
  );
}

/** What a default of this kind begins with; of a value, only a list and a yes or no have one. */
function beginningOf(kind: Kind, field: FieldModel): FieldDefault | null {
  switch (kind) {
    case 'none':
      return null;
    case 'literal':
      if (field.list) return { kind: 'literal', value: [] };
      if (field.type === 'boolean') return { kind: 'literal', value: false };
      return field.type === 'text' ? { kind: 'literal', value: '' } : null;
    case 'now':
      return { kind: 'now' };
    case 'id':
      return { kind: 'id', made: field.type === 'uuid' ? 'uuidv7' : 'cuid2', by: 'service', length: null };
    case 'identity':
      return { kind: 'identity', always: false };
    case 'sequence':
      return { kind: 'sequence', sequence: null, bytes: null, start: '1', increment: '1', owned: true };
    case 'expression':
      return { kind: 'expression', sql: 'now()' };
  }
}

function LiteralInput({ field, enums, problem, onChange, onProblem }: DefaultInputProps) {
  const [text, setText] = useState(field.default?.kind === 'literal' ? literalText(field.default.value) : '');
  const type = (next: string) => {
    setText(next);
    const read = readLiteral(field, next);
    if ('value' in read) onChange({ kind: 'literal', value: read.value });
    onProblem('problem' in read ? read.problem : null);
  };
  if (field.list) return <ListInput {...{ field, problem, onChange, onProblem }} />;
  if (field.type === 'boolean')
    return (
      <WordSelect
        label="Value"
        labels={{ true: 'Yes', false: 'No' }}
        value={text === 'true' ? 'true' : 'false'}
        onChange={type}
      />
    );
  if (field.type === 'enum') {
    const values = enums.find(({ id }) => id === field.enumId)?.values ?? [];
    return (
      <Select
        label="Value"
        data={values.map(({ name, label }) => ({ value: name, label: label ?? name }))}
        value={text}
        allowDeselect={false}
        searchable
        error={problem}
        onChange={(next) => type(next ?? '')}
      />
    );
  }
  return field.type === 'json' ? (
    <Textarea
      label="Value"
      autosize
      value={text}
      error={problem}
      onChange={(event) => type(event.currentTarget.value)}
    />
  ) : (
    <TextInput
      label="Value"
      value={text}
      error={problem}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}

/** The values of a list: none of them for the default that lists mostly have. */
function ListInput({ field, problem, onChange, onProblem }: Omit<DefaultInputProps, 'enums'>) {
  const value = field.default?.kind === 'literal' ? field.default.value : [];
  const items = Array.isArray(value) ? value : [];
  const [texts, setTexts] = useState(items.map((item) => literalText(item)));
  return (
    <TagsInput
      label="Values"
      description="Press Enter after each; none makes an empty list"
      value={texts}
      error={problem}
      acceptValueOnBlur
      onChange={(next) => {
        setTexts(next);
        const read = next.map((text) => readLiteral({ ...field, list: false }, text));
        const wrong = read.find((one) => 'problem' in one);
        onProblem(wrong && 'problem' in wrong ? wrong.problem : null);
        if (!wrong)
          onChange({
            kind: 'literal',
            value: read.flatMap((one) =>
              'value' in one && typeof one.value !== 'object' ? [one.value] : [],
            ),
          });
      }}
    />
  );
}

function MadeIdInput({
  value,
  isUuid,
  onChange,
}: {
  value: Extract<FieldDefault, { kind: 'id' }>;
  isUuid: boolean;
  onChange: (value: FieldDefault) => void;
}) {
  const isOfUuid = value.made === 'uuidv4' || value.made === 'uuidv7';
  const hasLength = value.made === 'nanoid' || value.made === 'cuid2';
  return (
    <Group align="flex-start" grow>
      <WordSelect<keyof typeof MADE_LABELS>
        label="Kind of id"
        labels={
          isUuid && isOfUuid ? { ...pick(MADE_LABELS, new Set(Object.keys(UUID_LABELS))) } : MADE_LABELS
        }
        value={value.made}
        onChange={(made) => onChange({ ...value, made, length: null })}
      />
      {isUuid && (
        <WordSelect
          label="Made by"
          labels={{ service: 'The service', database: 'The database' }}
          value={value.by}
          onChange={(by) => onChange({ ...value, by })}
        />
      )}
      {hasLength && (
        <NumberInput
          label="Length"
          min={2}
          max={255}
          allowDecimal={false}
          placeholder={value.made === 'nanoid' ? '21' : '24'}
          value={value.length ?? ''}
          onChange={(length) => onChange({ ...value, length: length === '' ? null : Number(length) })}
        />
      )}
    </Group>
  );
}

/** The labels of some words only. */
function pick<W extends string>(labels: Record<W, string>, words: ReadonlySet<string>): Record<W, string> {
  const kept = { ...labels };
  for (const word in kept) if (!words.has(word)) delete kept[word];
  return kept;
}
