import { tsPattern, tsString } from '../render/escape';
import { builder, check, codec, type FieldOf, given, options, rule } from './code-parts';
import type { CodeCall, TypeCode } from './type-code';

/** Texts to try where a test needs one that the rules of a field let through. */
const CANDIDATES = [
  ['Some text', 'Another text'],
  ['some-text', 'another-text'],
  ['abc', 'abd'],
  ['ABC', 'ABD'],
  ['AB-1234', 'AB-1235'],
  ['A-1', 'A-2'],
  ['A1', 'A2'],
  ['a', 'b'],
  ['A', 'B'],
  ['12345', '12346'],
  ['123', '124'],
  ['12', '13'],
  ['1', '2'],
  ['+15550100001', '+15550100002'],
  ['#a1b2c3', '#a1b2c4'],
  ['1.2.3', '1.2.4'],
  ['en-US', 'de-DE'],
] as const;

export function textCode(field: FieldOf<'text'>): TypeCode {
  const { minLength: min, maxLength: max, format, pattern, store } = field;
  const rules: CodeCall[] = [rule('IsText', options({ min, max }))];
  if (format === 'email') rules.push(check('IsEmail', '{}'));
  if (format === 'url') rules.push(rule('IsWebAddress'));
  if (pattern !== null) rules.push(check('Matches', tsPattern(pattern)));
  const formats = { email: "format: 'email'", url: "format: 'uri'" };
  return {
    type: 'string',
    builder: builder(store, ...given(options({ length: store === 'text' ? null : max }))),
    codec: codec('asText', tsString(store)),
    rules,
    schema: [
      'type: String',
      ...(format === null ? [] : [formats[format]]),
      ...(min === null ? [] : [`minLength: ${min}`]),
      ...(max === null ? [] : [`maxLength: ${max}`]),
      ...(pattern === null ? [] : [`pattern: ${tsString(pattern)}`]),
      ...(pattern === null && format === 'url' ? [`pattern: '^https?://'`] : []),
    ],
    samples: samples(field),
    isComparable: true,
    isSortable: true,
  };
}

function samples(field: FieldOf<'text'>): [string, string] | null {
  const found = candidates(field).find((pair) => pair.every((text) => isAllowed(field, text)));
  return found ? [tsString(found[0]), tsString(found[1])] : null;
}

function candidates({
  format,
  minLength,
  maxLength,
}: FieldOf<'text'>): readonly (readonly [string, string])[] {
  if (format === 'email')
    return [
      ['someone@example.com', 'another@example.com'],
      ['a@b.co', 'b@b.co'],
    ];
  if (format === 'url')
    return [
      ['https://example.com/one', 'https://example.com/two'],
      ['http://a.b', 'http://b.b'],
    ];
  const length = Math.min(Math.max(minLength ?? 1, 1), maxLength ?? 1_000, 1_000);
  return [...CANDIDATES, [`${'a'.repeat(length - 1)}b`, `${'a'.repeat(length - 1)}c`]];
}

function isAllowed({ minLength, maxLength, pattern }: FieldOf<'text'>, text: string): boolean {
  return (
    text.length >= (minLength ?? 0) &&
    text.length <= (maxLength ?? Infinity) &&
    (pattern === null || new RegExp(pattern, 'u').test(text))
  );
}
