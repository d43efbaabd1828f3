import { counted } from '../../runtime-test/counted';
import { tsString } from '../render/escape';
import type { FieldOf } from '../types/code-parts';
import { matching } from './matching';
import type { TestValues } from './test-values';

/** Texts that are counted on by their digits or letters, one of which fits most rules. */
const CANDIDATES = [
  ...['Some text 000', 'some-text-000', 'text000', 'TEXT000', 'AB-0000', 'A-000', 'A000', 'a000'],
  ...[
    '00000000',
    '00000',
    '0000',
    '000',
    'abc',
    'ABC',
    '00',
    'aa',
    'AA',
    '0',
    'a',
    'A',
    '+15550100000',
    '1.2.0',
  ],
];
const BY_FORMAT = {
  email: ['someone000@example.com', 'a00@b.co'],
  url: ['https://example.com/000', 'http://a.b/00'],
};
/** What a pattern may refuse. */
const STRANGE = ['!', '', ' ', 'ä', '-', 'a', 'A', '0', 'text with blanks', '#'];
/** Far enough from where rows of a test begin to count. */
const LATER = [991, 992, 993];
/** A longer text would make the body of a request too large. */
const LONG = 100_000;

export function textValues(field: FieldOf<'text'>): TestValues {
  const base = candidates(field).find((text) =>
    [0, 1, 2, 3, 9, ...LATER].every((n) => isAllowed(field, counted(text, n))),
  );
  const some = base === undefined ? [] : [...new Set(LATER.map((n) => counted(base, n)))];
  return {
    nth: base === undefined ? null : `counted(${tsString(base)}, n)`,
    some: isRising(some) ? some.map(tsString) : some.slice(0, 1).map(tsString),
    takes: [...takes(field), ...some.slice(0, 1).map(tsString)],
    refuses: refuses(field),
  };
}

const isRising = (texts: readonly string[]) =>
  texts.every((text, at) => at === 0 || (texts[at - 1] ?? '') < text);

function candidates({ format, pattern, minLength, maxLength, store }: FieldOf<'text'>): string[] {
  if (format !== null) return BY_FORMAT[format];
  const length = store === 'char' ? (maxLength ?? 1) : Math.max(minLength ?? 0, Math.min(maxLength ?? 3, 3));
  const filled = `${'a'.repeat(Math.max(length - 3, 0))}${'0'.repeat(Math.min(length, 3))}`;
  const made = pattern === null ? undefined : matching(pattern);
  return [...CANDIDATES, filled, ...(made === undefined ? [] : [made])];
}

function isAllowed({ minLength, maxLength, pattern, store }: FieldOf<'text'>, text: string): boolean {
  return (
    text.length >= (minLength ?? 0) &&
    text.length <= (maxLength ?? Infinity) &&
    // PostgreSQL fills what is shorter with blanks.
    (store !== 'char' || text.length === (maxLength ?? 1)) &&
    (pattern === null || new RegExp(pattern, 'u').test(text))
  );
}

/** The shortest and the longest, where texts of that length are known. */
function takes(field: FieldOf<'text'>): string[] {
  const { minLength, maxLength, store } = field;
  const least = store === 'char' ? [] : [Math.max(minLength ?? 0, 0)];
  const most = maxLength === null || maxLength > LONG ? [] : [maxLength];
  return [...new Set([...least, ...most])].flatMap((length) => ofLength(field, length));
}

function refuses(field: FieldOf<'text'>): string[] {
  const { minLength, maxLength, format, pattern } = field;
  const strange = pattern === null ? undefined : STRANGE.find((text) => !new RegExp(pattern, 'u').test(text));
  return [
    '7',
    ...(minLength === null ? [] : ofLength(field, minLength - 1)),
    ...(maxLength === null || maxLength > LONG ? [] : ofLength(field, maxLength + 1)),
    ...(format === null ? [] : ["'neither address'"]),
    ...(format === 'url' ? ["'ftp://example.com'"] : []),
    ...(strange === undefined ? [] : [tsString(strange)]),
    `'zero \\u0000'`,
  ];
}

/** A text of a length that is right otherwise, as code; nothing where none is known. */
function ofLength({ format, pattern }: FieldOf<'text'>, length: number): string[] {
  if (format === 'url') return length < 30 ? [] : [`\`https://example.com/\${'a'.repeat(${length - 20})}\``];
  if (format === 'email') {
    const [local, rest] = length % 2 === 1 ? ['a', length - 13] : ['aa', length - 14];
    return length < 30 ? [] : [`\`${local}@\${'a.'.repeat(${rest / 2})}example.com\``];
  }
  const letter = ['a', 'A', '0'].find(
    (one) => pattern === null || new RegExp(pattern, 'u').test(one.repeat(length)),
  );
  if (letter === undefined) return [];
  return [length <= 3 ? tsString(letter.repeat(length)) : `'${letter}'.repeat(${length})`];
}
