import { createHash } from 'node:crypto';

/** The most that an id may have, with room for a number behind it. */
const LONGEST = 90;

/** The id that a name gives where a text leaves the id out; the same for the same name, always. */
export function idOf(name: string): string {
  const plain = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '?'))
    .replaceAll('%', ':')
    .replace(/[^\w.:-]/g, '-');
  if (plain !== '' && plain.length <= LONGEST) return plain;
  return `${plain.slice(0, LONGEST - 9)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** A short name for an expression, which has none. */
export const nameOfExpression = (sql: string): string =>
  `sql-${createHash('sha256').update(sql).digest('hex').slice(0, 8)}`;

/** What stands for the name of a unique. */
export const nameOfUnique = (constraint: string | null, fields: readonly string[]) =>
  constraint ?? fields.join('.');

/** What stands for the name of an index. */
export const nameOfIndex = (name: string | null, parts: readonly (string | null)[]) =>
  name ?? parts.map((part) => part ?? 'sql').join('.');

/** What stands for the name of a check. */
export const nameOfCheck = (constraint: string | null, expression: string) =>
  constraint ?? nameOfExpression(expression);
