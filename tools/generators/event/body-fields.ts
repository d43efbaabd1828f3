import { listed } from '../source/names';

/** How a field of one kind is checked, typed, and given in an example. */
interface Kind {
  decorators: string;
  type: string;
  /** An expression in catalogue.spec.ts. */
  example: string;
  /** What the decorators need from class-validator. */
  validators: readonly string[];
  /** What they need from parts.ts. */
  parts: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  id: { decorators: '@IsUUID()', type: 'string', example: 'ID', validators: ['IsUUID'], parts: [] },
  'bitbucket-uuid': {
    decorators: '@Matches(BITBUCKET_UUID)',
    type: 'string',
    example: 'REPOSITORY',
    validators: ['Matches'],
    parts: ['BITBUCKET_UUID'],
  },
  text: {
    decorators: '@IsNotEmpty() @MaxLength(255) @IsString()',
    type: 'string',
    example: `'text'`,
    validators: ['IsNotEmpty', 'IsString', 'MaxLength'],
    parts: [],
  },
  time: {
    decorators: '@IsISO8601()',
    type: 'string',
    example: `'2026-11-24T10:00:00.000Z'`,
    validators: ['IsISO8601'],
    parts: [],
  },
  count: {
    decorators: '@IsInt() @Min(0)',
    type: 'number',
    example: '1',
    validators: ['IsInt', 'Min'],
    parts: [],
  },
};

export interface BodyField extends Kind {
  name: string;
}

/** What BuildReference, which every body extends, says already. */
const INHERITED = ['buildId', 'attempt'];

/** Reads `archivedAt:time` and so on, and adds the key's field when it is not among them. */
export function readFields(fields: readonly string[], key: string): BodyField[] {
  const read = fields.map(readField);
  for (const { name } of read) {
    if (INHERITED.includes(name))
      throw new Error(`Every body has ${name} already: leave it out of --fields.`);
    if (read.filter((field) => field.name === name).length > 1)
      throw new Error(`${name} is in --fields twice: name each field once.`);
  }
  if (key === 'buildId' || read.some(({ name }) => name === key)) return read;
  return [keyField(key), ...read];
}

function readField(field: string): BodyField {
  const [name = '', kind = '', ...rest] = field.split(':');
  const known = KINDS[kind];
  if (!known || rest.length > 0)
    throw new Error(
      `Write each of --fields as name:kind, with a kind of ${listed(Object.keys(KINDS))}: not "${field}".`,
    );
  return { name: checkedName(name), ...known };
}

function keyField(key: string): BodyField {
  const kind = /Id$/.test(key) ? KINDS.id : /Uuid$/.test(key) ? KINDS['bitbucket-uuid'] : undefined;
  if (!kind)
    throw new Error(
      `--key=${key} is no field of the body: give it a kind in --fields, such as --fields=${key}:text.`,
    );
  return { name: checkedName(key), ...kind };
}

function checkedName(name: string): string {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
    throw new Error(`Write a field as camelCase, such as archivedAt: not "${name}".`);
  if (/token|secret|password/i.test(name))
    throw new Error(`No event carries a secret: send what the reader can look it up by instead of ${name}.`);
  return name;
}
