import fc from 'fast-check';

const WANTED = 300;

/** Texts that a pattern lets through, those first that are easy to read; none where nobody knows how to make one. */
export function textsByPattern(pattern: RegExp): string[] {
  try {
    const drawn = fc.sample(fc.stringMatching(pattern, { size: '-1' }), { numRuns: WANTED, seed: 1 });
    const found = [...new Set(drawn)].filter((text) => pattern.test(text) && !/[\0\p{Cs}]/u.test(text));
    const plain = found.filter((text) => /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text));
    return plain.length > 0 ? plain : found;
  } catch {
    // A part of a pattern that no text can be made for, such as a look at what follows.
    return [];
  }
}
