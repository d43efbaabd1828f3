/** What the language of models takes as a name. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LONGEST = 63;

/** What was typed, as an entity's name: `order item` becomes `OrderItem`; a name stays as it is. */
export function toEntityName(text: string): string {
  return asName(text, (words) => words.map(capital).join(''));
}

/** What was typed, as a field's name: `Unit price` becomes `unitPrice`; a name stays as it is. */
export function toFieldName(text: string): string {
  return asName(text, ([first = '', ...rest]) => first.toLowerCase() + rest.map(capital).join(''));
}

/** What has a name: an entity, an enum and a role must differ in more than how they are written, members need not. */
export type Named = 'entity' | 'role' | 'member';

/** What was typed, as the name of such a thing. */
export const toName = (of: Named, text: string) => (of === 'entity' ? toEntityName(text) : toFieldName(text));

/** Why a name cannot be, in words; null when it can. `taken` are the names beside it. */
export function nameProblem(of: Named, name: string, taken: readonly string[]): string | null {
  if (name === '') return 'Enter a name.';
  if (/^[0-9]/.test(name)) return 'A name starts with a letter.';
  if (!NAME.test(name)) return 'A name has letters, digits and underscores only.';
  if (name.length > LONGEST) return `A name has at most ${LONGEST} characters.`;
  if (taken.includes(name)) return `${name} is there already.`;
  const similar = of === 'member' ? undefined : taken.find((one) => snakeCase(one) === snakeCase(name));
  return similar === undefined ? null : `${similar} is there already, and too similar.`;
}

/** A first guess at the plural, which the user may correct. */
export function toPlural(name: string): string {
  if (name === '') return '';
  if (/[^aeiou]y$/i.test(name)) return `${name.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/i.test(name)) return `${name}es`;
  return `${name}s`;
}

/** How PostgreSQL calls what has this name, unless the model says otherwise: `OrderItem` is `order_item`. */
export const snakeCase = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter(Boolean)
    .join('_');

/** Columns that every table of PostgreSQL has by itself. */
const SYSTEM_COLUMNS = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

/** How PostgreSQL calls the column of a field of this name, unless the model says otherwise. */
export function columnName(name: string): string {
  const column = snakeCase(name);
  return SYSTEM_COLUMNS.has(column) ? `${column}_` : column;
}

function asName(text: string, join: (words: string[]) => string): string {
  const trimmed = text.trim();
  return NAME.test(trimmed) ? trimmed : join(words(trimmed));
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter(Boolean);
}
