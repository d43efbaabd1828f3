import { own } from '@amplication/foundation';
import { camelCase, pascalCase, words } from '@amplication/service-model';

const IRREGULAR: Record<string, string> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  feet: 'foot',
  mice: 'mouse',
  indices: 'index',
  vertices: 'vertex',
  matrices: 'matrix',
  movies: 'movie',
  cookies: 'cookie',
  caches: 'cache',
  axes: 'axis',
  analyses: 'analysis',
};

/** Words that end in s and mean one, or one and many. */
const UNCHANGED = new Set([
  'news',
  'series',
  'species',
  'sms',
  'aws',
  'dns',
  'https',
  'gps',
  'pos',
  'lens',
  'bus',
  'gas',
]);

/** One of what a plural noun names, as far as rules go: `categories` gives `category`. */
export function singular(noun: string): string {
  const word = own(IRREGULAR, noun);
  if (word !== undefined) return word;
  if (UNCHANGED.has(noun) || !noun.endsWith('s') || /(?:ss|us|is)$/.test(noun)) return noun;
  if (noun.endsWith('ies')) return noun.length > 4 ? `${noun.slice(0, -3)}y` : noun.slice(0, -1);
  if (/(?:ss|x|ch|sh|zz)es$/.test(noun) || /[^aeo]uses$/.test(noun)) return noun.slice(0, -2);
  return noun.slice(0, -1);
}

/** Letters, digits and underscores of a name, a letter first; accents are left out. */
export function asIdentifier(name: string, otherwise: string): string {
  const plain = name.normalize('NFD').replace(/[^A-Za-z0-9_]+/g, (run) => (/^\p{M}+$/u.test(run) ? '' : '_'));
  if (words(plain).length === 0) return otherwise;
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** What an entity is called that is kept in a table: `order_items` gives `OrderItem`. */
export function entityName(table: string): string {
  const all = words(asIdentifier(table, 'table'));
  return cut(startsWithLetter(pascalCase([...all.slice(0, -1), singular(all.at(-1) ?? '')].join('_')), 'T'));
}

/** What a field is called that is kept in a column: `unit_price` gives `unitPrice`. */
export function fieldName(column: string): string {
  return cut(startsWithLetter(camelCase(asIdentifier(column, 'column')), 'c'));
}

/** What an enum is called by its type. */
export const enumName = (type: string): string =>
  cut(startsWithLetter(pascalCase(asIdentifier(type, 'enum')), 'E'));

const startsWithLetter = (name: string, letter: string) => (/^\d/.test(name) ? `${letter}${name}` : name);

const LONGEST = 63;
const cut = (name: string) => name.slice(0, LONGEST);

/** The first of some names that is not taken; the last of them gets a number. */
export function firstFree(candidates: readonly string[], isTaken: (name: string) => boolean): string {
  const free = candidates.map(cut).find((name) => name !== '' && !isTaken(name));
  if (free !== undefined) return free;
  const last = candidates.at(-1) ?? 'part';
  for (let number = 2; ; number += 1) {
    const name = `${last.slice(0, LONGEST - 5)}${number}`;
    if (!isTaken(name)) return name;
  }
}

/** Names that differ in how they are written only are the same name. */
export const wordsKey = (name: string): string => words(name).join(' ');

/** A name as the beginning of another one. */
export const pascalOf = (name: string): string => pascalCase(asIdentifier(name, ''));
