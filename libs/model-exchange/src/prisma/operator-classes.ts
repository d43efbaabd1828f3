/** `JsonbPathOps` is `jsonb_path_ops`: words of Prisma that are one word in PostgreSQL. */
const JOINED: readonly (readonly [string, string])[] = [
  ['MinMax', 'Minmax'],
  ['TimestampTz', 'Timestamptz'],
  ['TimeTz', 'Timetz'],
  ['VarBit', 'Varbit'],
];

/** PostgreSQL's name for an operator class that Prisma names. */
export function operatorClassOf(name: string): string {
  const joined = JOINED.reduce((text, [from, to]) => text.replaceAll(from, to), name);
  return joined.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();
}
