import { own } from '@amplication/foundation';
import { quoteName } from '@amplication/postgres-schema';
import type { Node, TypeName } from 'libpg-query';
import { namesOf, numberOf, textOf } from '../parser/tree';

/** Types of PostgreSQL by the names of its catalogue, as `format_type` writes them; `*` is where the modifier goes. */
const WRITTEN: Record<string, string> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  numeric: 'numeric*',
  varchar: 'character varying*',
  bpchar: 'character*',
  bit: 'bit*',
  varbit: 'bit varying*',
  timestamp: 'timestamp* without time zone',
  timestamptz: 'timestamp* with time zone',
  time: 'time* without time zone',
  timetz: 'time* with time zone',
};

const BUILT_IN = new Set([
  ...Object.keys(WRITTEN),
  ...(
    'text uuid json jsonb jsonpath bytea date interval inet cidr macaddr macaddr8 money xml point line lseg box path ' +
    'polygon circle tsvector tsquery oid name regclass regproc regprocedure regoper regoperator regtype regrole ' +
    'regnamespace regconfig regdictionary regcollation int4range int8range numrange tsrange tstzrange daterange ' +
    'int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange pg_lsn pg_snapshot ' +
    'txid_snapshot xid xid8 cid tid char'
  ).split(' '),
]);

/** Bits of the fields of an interval, in the order in which PostgreSQL writes them. */
const INTERVAL_FIELDS: Record<number, string> = {
  4: ' year',
  2: ' month',
  6: ' year to month',
  8: ' day',
  1024: ' hour',
  1032: ' day to hour',
  2048: ' minute',
  3080: ' day to minute',
  3072: ' hour to minute',
  4096: ' second',
  7176: ' day to second',
  7168: ' hour to second',
  6144: ' minute to second',
};

const SERIALS: Record<string, 'smallint' | 'integer' | 'bigint'> = {
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
  smallserial: 'smallint',
  serial2: 'smallint',
};

/** What kind of number a `serial` is; null for every other type. */
export function serialOf(type: TypeName): 'smallint' | 'integer' | 'bigint' | null {
  const names = namesOf(type.names);
  return names.length === 1 ? (own(SERIALS, names[0] ?? '') ?? null) : null;
}

/** Whether PostgreSQL has a type of this name by itself. */
export const isBuiltIn = (names: readonly string[]): boolean =>
  names.at(-2) === 'pg_catalog' ||
  (names.length === 1 && (BUILT_IN.has(names[0] ?? '') || own(SERIALS, names[0] ?? '') !== undefined));

/** A type that somebody made, by its name. */
export type FindType = (names: readonly string[]) => string | null;

/** A type as `format_type` writes it where nothing is found without its schema. */
export function typeText(type: TypeName, find: FindType): string {
  const dimensions = (type.arrayBounds ?? []).length > 0 ? '[]' : '';
  return `${baseText(type, find)}${dimensions}`;
}

function baseText(type: TypeName, find: FindType): string {
  const names = namesOf(type.names);
  const name = names.at(-1) ?? '';
  const modifiers = (type.typmods ?? []).flatMap((one) => numberOf(one) ?? wordOf(one) ?? []);
  const written = modifiers.length > 0 ? `(${modifiers.join(',')})` : '';
  const isSystem = names.length === 2 && names[0] === 'pg_catalog';
  if (!isSystem) {
    const made = find(names);
    if (made !== null) return `${made}${written}`;
  }
  if (!isSystem && (names.length > 1 || !BUILT_IN.has(name)))
    return `${(names.length > 1 ? names : ['public', name]).map(quoteName).join('.')}${written}`;
  if (name === 'interval') return intervalText(modifiers);
  if (name === 'char') return '"char"';
  if (name === 'bpchar' && modifiers.length === 0) return 'bpchar';
  if (name === 'numeric' && modifiers.length === 1) return `numeric(${modifiers[0]},0)`;
  return (own(WRITTEN, name) ?? (BUILT_IN.has(name) ? name : quoteName(name))).replace(/\*|$/, written);
}

/** A modifier that is a word, such as the `Point` of `geometry(Point,4326)`. */
const wordOf = (node: Node): string | null =>
  'ColumnRef' in node ? namesOf(node.ColumnRef.fields).join('.') : textOf(node);

function intervalText([fields, precision]: readonly string[]): string {
  const range = fields === undefined ? '' : (INTERVAL_FIELDS[Number(fields)] ?? '');
  return `interval${range}${precision === undefined ? '' : `(${precision})`}`;
}
