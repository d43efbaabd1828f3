/** The longest name that PostgreSQL keeps, in bytes. */
const NAME_BYTES = 63;

/** What Prisma calls things in PostgreSQL when a schema gives no name. */
export const PRISMA_NAMES = {
  key: (table: string) => withSuffix(table, '_pkey'),
  unique: (table: string, columns: readonly string[]) => withSuffix([table, ...columns].join('_'), '_key'),
  index: (table: string, columns: readonly string[]) => withSuffix([table, ...columns].join('_'), '_idx'),
  foreignKey: (table: string, columns: readonly string[]) =>
    withSuffix([table, ...columns].join('_'), '_fkey'),
  /** The table behind a many-to-many, by the name of the relation or by the models in the order of the alphabet. */
  joinTable: (relation: string) => cutName(`_${relation}`),
  joinKey: (table: string) => withSuffix(table, '_AB_pkey'),
  joinIndex: (table: string) => withSuffix(table, '_B_index'),
  joinForeignKey: (table: string, column: 'A' | 'B') => withSuffix(table, `_${column}_fkey`),
  joinName: (model: string, other: string) => [model, other].sort(byCode).join('To'),
} as const;

/** The order of names in Prisma: by their characters, without a language. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A name as PostgreSQL keeps it. */
export const cutName = (name: string): string => cut(name, NAME_BYTES);

/** Whether a name is kept whole. */
export const isWholeName = (name: string): boolean => Buffer.byteLength(name) <= NAME_BYTES;

/** The name that PostgreSQL gives to the sequence of a `serial`: table and column are cut evenly. */
export function sequenceName(table: string, column: string): string {
  const room = NAME_BYTES - '__seq'.length;
  let first = Buffer.byteLength(table);
  let second = Buffer.byteLength(column);
  while (first + second > room) {
    if (first > second) first -= 1;
    else second -= 1;
  }
  return `${cut(table, first)}_${cut(column, second)}_seq`;
}

const withSuffix = (name: string, suffix: string) => cut(name, NAME_BYTES - suffix.length) + suffix;

/** The beginning of a text that has at most so many bytes, in whole characters. */
function cut(text: string, bytes: number): string {
  const all = Buffer.from(text);
  if (all.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return all.subarray(0, end).toString();
}
