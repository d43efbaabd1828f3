import { canonicalType } from '@amplication/postgres-schema';

import type { Reading } from '../reading/reading';

/** A type of the language with its rules. */
export type FieldType =
  | {
      type: 'text';
      store: 'text' | 'varchar' | 'char';
      minLength: number | null;
      maxLength: number | null;
      format: null;
      pattern: null;
    }
  | { type: 'integer'; bytes: 2 | 4 | 8; minimum: string | null; maximum: string | null }
  | {
      type: 'decimal';
      precision: number | null;
      scale: number | null;
      minimum: string | null;
      maximum: string | null;
    }
  | { type: 'double'; bytes: 4 | 8; minimum: number | null; maximum: number | null }
  | { type: 'boolean' | 'date' | 'bytes' | 'uuid' }
  | { type: 'time' | 'timestamp'; precision: number | null; zone: boolean }
  | { type: 'json'; binary: boolean }
  | { type: 'enum'; enumId: string }
  | { type: 'other'; typeName: string };

const TYPE = /^([a-z ]+?)(?:\((-?\d+)(?:,(-?\d+))?\))?( with(?:out)? time zone)?$/;

/** A type of a column as the language has it, and whether it is a list of such. */
export function readType(reading: Reading, written: string): { type: FieldType; list: boolean } {
  const list = written.endsWith('[]');
  const element = list ? written.slice(0, -2) : written;
  const found = reading.enumOf(element);
  if (found) return { type: { type: 'enum', enumId: found.id }, list };
  return { type: scalarType(element) ?? { type: 'other', typeName: shortName(element) }, list };
}

function scalarType(written: string): FieldType | null {
  const [, base = '', first, second, zone] = TYPE.exec(written) ?? [];
  const number = first === undefined ? null : Number(first);
  const bounds = { minimum: null, maximum: null };
  switch (base) {
    case 'text':
      return text('text', null);
    case 'character varying':
      return text('varchar', number);
    case 'character':
      return number === null ? null : text('char', number);
    case 'smallint':
      return { type: 'integer', bytes: 2, ...bounds };
    case 'integer':
      return { type: 'integer', bytes: 4, ...bounds };
    case 'bigint':
      return { type: 'integer', bytes: 8, ...bounds };
    case 'numeric':
      return {
        type: 'decimal',
        precision: number,
        scale: number === null ? null : Number(second ?? 0),
        ...bounds,
      };
    case 'real':
      return { type: 'double', bytes: 4, ...bounds };
    case 'double precision':
      return { type: 'double', bytes: 8, ...bounds };
    case 'time':
    case 'timestamp':
      return zone === undefined ? null : { type: base, precision: number, zone: zone === ' with time zone' };
    case 'json':
    case 'jsonb':
      return { type: 'json', binary: base === 'jsonb' };
    case 'bytea':
      return { type: 'bytes' };
    case 'boolean':
    case 'date':
    case 'uuid':
      return { type: base };
    default:
      return null;
  }
}

const text = (store: 'text' | 'varchar' | 'char', maxLength: number | null): FieldType => ({
  type: 'text',
  store,
  minLength: null,
  maxLength,
  format: null,
  pattern: null,
});

/** A type of an extension as people write it: without the schema in which it is looked for anyway. */
function shortName(written: string): string {
  const short = written.replace(/^public\./, '');
  return canonicalType(short) === written ? short : written;
}

