import {
  columnOf,
  type EntityModel,
  type FieldDefaultModel,
  type FieldModel,
  tableOf,
} from '@amplication/service-model';
import { sequenceName } from '../prisma-names';
import { quoted } from './names';
import type { PrismaType } from './types';

/** `@default(…)` of a field, and what Prisma has no words for. */
export interface WrittenDefault {
  value: string | null;
  unsaid: string[];
}

/** Writes where a value comes from that a caller leaves out; `valueName` tells the values of enums. */
export function writeDefault(
  entity: EntityModel,
  field: FieldModel,
  type: PrismaType,
  valueName: (enumId: string, name: string) => string,
): WrittenDefault {
  const said = (value: string, unsaid: string[] = []) => ({ value, unsaid });
  const from = field.default;
  if (from === null) return { value: null, unsaid: [] };
  switch (from.kind) {
    case 'now':
      return said('now()');
    case 'id':
      return said(
        madeId(from),
        from.made === 'cuid2' && from.length !== null ? [`it has ${from.length} characters`] : [],
      );
    case 'identity':
      return said('autoincrement()', ['it is an identity']);
    case 'sequence': {
      const made = sequenceName(tableOf(entity).name, columnOf(field));
      const isMade = from.sequence === null || from.sequence === made;
      return said('autoincrement()', isMade ? [] : [`its sequence is ${from.sequence}`]);
    }
    case 'expression':
      return said(`dbgenerated(${quoted(from.sql)})`);
    case 'literal': {
      const one = (value: unknown) => literal(field, type, value, valueName);
      const { value } = from;
      if (field.list && type.name.startsWith('Unsupported'))
        return { value: null, unsaid: [`its default is ${JSON.stringify(value)}`] };
      return said(field.list && Array.isArray(value) ? `[${value.map(one).join(', ')}]` : one(value));
    }
  }
}

const MADE = {
  uuidv4: 'uuid()',
  uuidv7: 'uuid(7)',
  cuid: 'cuid()',
  cuid2: 'cuid(2)',
  ulid: 'ulid()',
  nanoid: 'nanoid()',
} as const;

const MADE_BY_DATABASE: ReadonlyMap<string, string> = new Map([
  ['uuidv4', 'gen_random_uuid()'],
  ['uuidv7', 'uuidv7()'],
]);

function madeId({ made, by, length }: FieldDefaultModel & { kind: 'id' }): string {
  const sql = by === 'database' ? MADE_BY_DATABASE.get(made) : undefined;
  if (sql !== undefined) return `dbgenerated(${quoted(sql)})`;
  return made === 'nanoid' && length !== null ? `nanoid(${length})` : MADE[made];
}

function literal(
  field: FieldModel,
  type: PrismaType,
  value: unknown,
  valueName: (enumId: string, name: string) => string,
): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'boolean':
      return text;
    case 'double':
      return digitsOf(text);
    case 'enum':
      return valueName(field.enumId, text);
    case 'date':
      return quoted(`${text}T00:00:00Z`);
    case 'time':
      return quoted(`1970-01-01T${wholeTime(text)}${field.zone ? '' : 'Z'}`);
    case 'timestamp':
      return quoted(
        /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : new Date(text).toISOString(),
      );
    case 'json':
      return quoted(JSON.stringify(value));
    case 'bytes':
      return quoted(Buffer.from(text, 'hex').toString('base64'));
    case 'text':
    case 'uuid':
      return quoted(text);
    case 'other':
      if (type.name === 'String') return quoted(text);
      return type.native === null ? `dbgenerated(${quoted(`'${text.replaceAll("'", "''")}'`)})` : text;
  }
}

/** `08:30+02` as Prisma wants it: `08:30:00+02:00`. */
function wholeTime(text: string): string {
  const [, minutes = text, seconds = '', zone = ''] = /^(\d\d:\d\d)(:[\d.]+)?([Z+-].*)?$/.exec(text) ?? [];
  const offset = zone.replace(
    /^([+-]\d\d):?(\d\d)?$/,
    (_whole, hours: string, rest = '00') => `${hours}:${rest}`,
  );
  return `${minutes}${seconds === '' ? ':00' : seconds}${offset}`;
}

/** A number without an exponent, which Prisma does not know. */
export function digitsOf(number: string): string {
  const [mantissa = '', exponent] = number.split('e');
  if (exponent === undefined) return number;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
