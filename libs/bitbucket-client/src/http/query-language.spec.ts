import fc from 'fast-check';
import { contains, quoted } from './query-language';

/** Reads a literal as Bitbucket does: a backslash takes the next character as it is. */
function unquote(literal: string): string {
  expect(literal.startsWith('"') && literal.endsWith('"')).toBe(true);
  return literal.slice(1, -1).replace(/\\(.)/gs, '$1');
}

it('quotes any text so that it reads back the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', '\\', 'a', ' ') })), (text) => {
      expect(unquote(quoted(text))).toBe(text);
    }),
  );
});

it('never lets a text end its own literal', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', '\\', ' OR ', 'x') }), (text) => {
      // Outside escapes, the only double quotes are the first and the last character.
      expect(quoted(text).replace(/\\./gs, '').match(/"/g)).toHaveLength(2);
    }),
  );
});

it('searches for what a person typed, and for nothing when it is blank', () => {
  expect(contains('name', '  ')).toBeUndefined();
  expect(contains('name', ' 5" \\ ')).toBe('name ~ "5\\" \\\\"');
});
