/** `src/common/rules.test.ts`: what each rule lets through, and what it refuses. */
export const RULES_TEST = `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validate } from 'class-validator';
import {
  IsBytes,
  IsClockTime,
  IsDay,
  IsDecimalText,
  IsIntegerText,
  IsJsonValue,
  IsMoment,
  IsPathPart,
  IsText,
  IsUuid,
  IsWallTime,
  IsWebAddress,
} from './rules';

async function isAccepted(rule: PropertyDecorator, value: unknown): Promise<boolean> {
  class Sample {
    value = value;
  }
  rule(Sample.prototype, 'value');
  return (await validate(new Sample())).length === 0;
}

const CASES: [string, PropertyDecorator, unknown[], unknown[]][] = [
  ['a text', IsText({ min: 1, max: 2 }), ['a', '\\u{1f600}b'], ['', 'abc', 7, null, 'a\\u0000', '\\ud800']],
  ['a uuid', IsUuid(), ['6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10'], ['6f1d6c1e', 7]],
  ['an integer of 8 bytes', IsIntegerText(), ['-9223372036854775808'], ['9223372036854775808', '1.5', 1]],
  ['a bounded integer', IsIntegerText({ min: '2', max: '3' }), ['2', '3'], ['1', '4']],
  ['a decimal', IsDecimalText({ whole: 2, scale: 1 }), ['12.5', '-0.5', '012.50'], ['123', '1.25', 1.5, '']],
  ['a bounded decimal', IsDecimalText({ min: '0.1', max: '9.99' }), ['0.10', '9.99'], ['0.09', '9.991']],
  ['a day', IsDay(), ['2024-02-29'], ['2023-02-29', 'Tue Mar 5', true, '2024-02-29T00:00:00Z', '0000-01-01']],
  ['a moment', IsMoment(), ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.12+02:00'], ['2024-02-29', true]],
  [
    'a moment of the years 1 to 9999 in UTC',
    IsMoment(),
    ['0001-01-01T00:00:00Z'],
    ['0001-01-01T00:00:00+14:00'],
  ],
  [
    'a moment to the microsecond',
    IsMoment(),
    ['2024-02-29T12:00:00.1234560Z'],
    ['2024-02-29T12:00:00.1234567Z'],
  ],
  ['a whole second', IsWallTime({ digits: 0 }), ['2024-02-29T12:00:00.000'], ['2024-02-29T12:00:00.9']],
  ['a millisecond', IsClockTime({ digits: 3 }), ['08:30:00.1230', '08:30'], ['08:30:00.1234']],
  ['hundreds', IsDecimalText({ whole: 5, scale: -2 }), ['12300', '0', '-100.00'], ['12345', '50', '0.5']],
  ['a part of a path', IsPathPart(), ['...', 'a/b', ' ', '%2e'], ['', '.', '..']],
  ['a time on a wall', IsWallTime(), ['2024-02-29T12:00:00'], ['2024-02-29T12:00:00Z', '2024-02-30T12:00']],
  ['a time of day', IsClockTime(), ['08:30', '08:30:00.5'], ['24:00', '08:30:00Z', 8]],
  ['a time of day with a zone', IsClockTime({ zone: true }), ['08:30:00+02', '08:30:00Z'], ['08:30:00']],
  ['bytes', IsBytes(), ['', 'aGVsbG8='], ['hello!', 'aGVsbG8', 7]],
  ['a web address', IsWebAddress(), ['https://example.com/x?y'], ['ftp://example.com', 'example', 7]],
  ['a value of JSON', IsJsonValue(), [0, '', [], { a: [1] }, false], [null, undefined]],
];

describe('rules', () => {
  for (const [what, rule, accepted, refused] of CASES)
    it(\`tell \${what}\`, async () => {
      for (const value of accepted) assert.equal(await isAccepted(rule, value), true, String(value));
      for (const value of refused) assert.equal(await isAccepted(rule, value), false, String(value));
    });
});
`;
