import fc from 'fast-check';

/** Draws one of several things. */
export type Draw = <T>(things: readonly T[]) => T;

/** Something of what a drawing function makes. */
export const drawn = <T>(make: (draw: Draw) => T): fc.Arbitrary<T> =>
  fc.gen().map((value) => make((things) => value(fc.constantFrom, ...things)));

export const chance = (draw: Draw, ofTen: number): boolean => draw([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) < ofTen;

/** Some of several things, each at most once. */
export const some = <T>(draw: Draw, things: readonly T[], ofTen = 3): T[] =>
  things.filter(() => chance(draw, ofTen));

/** Texts that would like to leave the literal, name or comment that they stand in. */
export const NASTY_TEXTS = [
  "it's",
  'say "no"',
  'a\\b\\',
  '$$ $body$ ${x} `y`',
  "'; DROP TABLE users; --",
  '/* not closed',
  '*/ -- \n second line\r\n\ttab',
  'ünï ©ode 世界 \u2028 😀',
  '{a,"b"} [c] (d) <e> % : ? ;',
] as const;

/** Physical names as real databases have them, and worse. */
export const NASTY_NAMES = [
  'plain',
  'User',
  'order',
  'select',
  'UPPER CASE',
  'with "quotes"',
  "it's",
  'a;b--c/*d',
  'a.b',
  'tablé 世界',
  '1st',
  '$dollar$',
  'back\\slash',
  '%s ?',
] as const;

/** A physical name that is there once, or none; often of 63 bytes. */
export function physicalName(draw: Draw, taken: Set<string>, ofTen = 3): string | null {
  if (!chance(draw, ofTen)) return null;
  const base = draw(NASTY_NAMES);
  const name = `${base}_p${taken.size}`;
  const long = chance(draw, 2) ? `${name}${'x'.repeat(63 - Buffer.byteLength(name))}` : name;
  taken.add(long);
  return long;
}
