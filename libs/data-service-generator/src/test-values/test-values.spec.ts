import type { FieldModel } from '@amplication/service-model';
import { parseServiceModel } from '@amplication/service-model';
import { counted, daysAfter, oneOf, secondsAfter } from '../../runtime-test/counted';
import { matching } from './matching';
import { testValues } from './test-values';

/** A field of a checked model. */
function fieldOf(type: string, more: object = {}): FieldModel {
  const model = parseServiceModel({
    version: 2,
    name: 'One',
    entities: [{ id: 'e', name: 'E', key: null, fields: [{ id: 'f', name: 'f', type, ...more }] }],
  });
  const [field] = model.entities[0]?.fields ?? [];
  if (!field) throw new Error('The model has lost its field.');
  return field;
}

const valuesOf = (type: string, more?: object) => testValues(fieldOf(type, more), new Map());

describe('counted', () => {
  it('counts digits where there are some, and letters otherwise', () => {
    expect([1, 12, 1_000].map((count) => counted('AB-000', count))).toEqual(['AB-001', 'AB-012', 'AB-000']);
    expect([1, 26, 27].map((count) => counted('a-a', count))).toEqual(['a-b', 'b-a', 'b-b']);
  });

  it('leads over the ends of months and minutes', () => {
    expect(daysAfter('2024-02-28T12:00:00Z', 2)).toBe('2024-03-01T12:00:00Z');
    expect(secondsAfter('08:00:00+00', 61)).toBe('08:01:01+00');
    expect([0, 1, 2].map((count) => oneOf(['a', 'b'], count))).toEqual(['a', 'b', 'a']);
  });
});

describe('matching', () => {
  it.each(['^[A-Z]{3}-\\d{4}$', '^[a-z]+/\\d+$', '^\\w+@?x$', '^[0-9a-f]{8}$'])(
    'finds a text for %s',
    (pattern) => {
      expect(matching(pattern)).toMatch(new RegExp(pattern, 'u'));
    },
  );

  it.each(['^(a|b)$', '^[^a]$', 'a|b'])('knows none for %s', (pattern) => {
    expect(matching(pattern)).toBeUndefined();
  });
});

describe('testValues', () => {
  it('stays within bounds, and goes just beyond them', () => {
    expect(valuesOf('integer', { minimum: '1', maximum: '3' })).toEqual({
      nth: '1 + (n % 3)',
      some: ['1', '2', '3'],
      takes: ['1', '3'],
      refuses: ['0', '4', '1.5', "'one'"],
    });
    expect(valuesOf('decimal', { precision: 4, scale: 2, minimum: '0', maximum: '1' })).toMatchObject({
      nth: "counted('0.00', n % 100)",
      takes: ["'0'", "'1'"],
      refuses: ["'-0.01'", "'1.01'", "'0.001'", "'100'", "'one'", '7'],
    });
    expect(valuesOf('text', { minLength: 2, maxLength: 5 })).toMatchObject({
      takes: ["'aa'", "'a'.repeat(5)", expect.any(String)],
      refuses: ['7', "'a'", "'a'.repeat(6)", expect.any(String)],
    });
  });

  it('breaks one rule of an address at a time', () => {
    const { takes, refuses } = valuesOf('text', { format: 'email', maxLength: 40 });
    expect(takes).toContain("`aa@${'a.'.repeat(13)}example.com`");
    expect(refuses).toContain("`a@${'a.'.repeat(14)}example.com`");
  });

  it('knows no value of a type that it does not know, or for a pattern with groups', () => {
    expect(valuesOf('other', { typeName: 'vector(3)' }).nth).toBeNull();
    expect(valuesOf('text', { pattern: '^(?:x|y){7}$' }).nth).toBeNull();
  });
});
