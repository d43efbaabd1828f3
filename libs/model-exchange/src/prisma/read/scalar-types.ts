import type { DraftType } from './draft';

/** The types of Prisma, as it makes them in PostgreSQL. */
const PLAIN: ReadonlyMap<string, DraftType> = new Map<string, DraftType>([
  ['String', { type: 'text', store: 'text', maxLength: null }],
  ['Boolean', { type: 'boolean' }],
  ['Int', { type: 'integer', bytes: 4 }],
  ['BigInt', { type: 'integer', bytes: 8 }],
  ['Float', { type: 'double', bytes: 8 }],
  ['Decimal', { type: 'decimal', precision: 65, scale: 30 }],
  ['DateTime', { type: 'timestamp', precision: 3, zone: false }],
  ['Json', { type: 'json', binary: true }],
  ['Bytes', { type: 'bytes' }],
]);

/** The type of PostgreSQL behind a type of Prisma; null for one that is no scalar. */
export const plainType = (name: string): DraftType | null => PLAIN.get(name) ?? null;

const other = (typeName: string): DraftType => ({ type: 'other', typeName });
const sized = (name: string, size: number | null) => other(size === null ? name : `${name}(${size})`);

type Make = (first: number | null, second: number | null) => DraftType;

/** What `@db.…` says: those of PostgreSQL, then those that CockroachDB has besides. */
const NATIVE: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['Text', () => ({ type: 'text', store: 'text', maxLength: null })],
  ['VarChar', (maxLength) => ({ type: 'text', store: 'varchar', maxLength })],
  ['Char', (maxLength) => ({ type: 'text', store: 'char', maxLength: maxLength ?? 1 })],
  ['Uuid', () => ({ type: 'uuid' })],
  ['Inet', () => other('inet')],
  ['Citext', () => other('citext')],
  ['Xml', () => other('xml')],
  ['Bit', (size) => sized('bit', size)],
  ['VarBit', (size) => sized('bit varying', size)],
  ['Boolean', () => ({ type: 'boolean' })],
  ['SmallInt', () => ({ type: 'integer', bytes: 2 })],
  ['Integer', () => ({ type: 'integer', bytes: 4 })],
  ['BigInt', () => ({ type: 'integer', bytes: 8 })],
  ['Oid', () => other('oid')],
  ['Real', () => ({ type: 'double', bytes: 4 })],
  ['DoublePrecision', () => ({ type: 'double', bytes: 8 })],
  [
    'Decimal',
    (precision, scale) => ({ type: 'decimal', precision, scale: precision === null ? null : (scale ?? 0) }),
  ],
  ['Money', () => other('money')],
  ['Timestamp', (precision) => ({ type: 'timestamp', precision, zone: false })],
  ['Timestamptz', (precision) => ({ type: 'timestamp', precision, zone: true })],
  ['Date', () => ({ type: 'date' })],
  ['Time', (precision) => ({ type: 'time', precision, zone: false })],
  ['Timetz', (precision) => ({ type: 'time', precision, zone: true })],
  ['Json', () => ({ type: 'json', binary: false })],
  ['JsonB', () => ({ type: 'json', binary: true })],
  ['ByteA', () => ({ type: 'bytes' })],
  ['String', (maxLength) => ({ type: 'text', store: maxLength === null ? 'text' : 'varchar', maxLength })],
  ['CatalogSingleChar', () => other('"char"')],
  ['Bool', () => ({ type: 'boolean' })],
  ['Int2', () => ({ type: 'integer', bytes: 2 })],
  ['Int4', () => ({ type: 'integer', bytes: 4 })],
  ['Int8', () => ({ type: 'integer', bytes: 8 })],
  ['Float4', () => ({ type: 'double', bytes: 4 })],
  ['Float8', () => ({ type: 'double', bytes: 8 })],
  ['Bytes', () => ({ type: 'bytes' })],
]);

/** The type that `@db.VarChar(20)` names, with the numbers that it has; null for one that nobody knows. */
export const nativeType = (name: string, numbers: readonly number[]): DraftType | null =>
  NATIVE.get(name)?.(numbers[0] ?? null, numbers[1] ?? null) ?? null;
