import { isRecord } from '@amplication/foundation';
import { proofRuns } from '@amplication/testing';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { entity, field, model, relation } from '../model.fixture';
import { readShape } from '../parse/read-shape';
import { publishedSchema } from './published-schema';
import { ServiceModelSchema } from './service-model';

/** A validator that knows nothing of us: without the shortcut by discriminators. */
const accepts = new Ajv({ strict: false }).compile(publishedSchema());
/** The types of the code, in which nothing may be left out. */
const isComplete = new Ajv({ strict: false }).compile(ServiceModelSchema);

/** A model with something of everything. */
const FULL = model(
  [
    entity(
      'Order',
      {
        relations: [
          relation('customer', 'order', { inverse: { name: 'orders' } }),
          relation('tags', 'order', { kind: 'many-to-many', joinTable: { table: 'x', key: 'unique index' } }),
        ],
        uniques: [{ id: 'u', fields: ['a'], nullsNotDistinct: true, kind: 'index' }],
        key: { fields: ['id'], kind: 'unique index' },
        indexes: [
          {
            id: 'i',
            parts: [{ fieldId: 'a', descending: true, nulls: 'last' }],
            method: 'gin',
            include: ['id'],
          },
        ],
        checks: [{ id: 'c', expression: 'a > 1' }],
        access: [{ roleId: null, actions: ['read'], rows: 'all' }],
      },
      [
        field('a', 'integer', { bytes: 8, minimum: '1', default: { kind: 'identity', always: true } }),
        field('b', 'enum', { enumId: 's', default: { kind: 'literal', value: 'x' } }),
        field('c', 'other', {
          typeName: 'vector(3)',
          list: true,
          default: { kind: 'expression', sql: 'f()' },
        }),
        field('d', 'text', { format: 'email', store: 'varchar', maxLength: 5, readableBy: ['r'] }),
        field('e', 'decimal', { precision: 10, scale: 2, default: { kind: 'sequence' } }),
        field('f', 'timestamp', { precision: 3, zone: false, default: { kind: 'now' }, role: 'updatedAt' }),
        field('g', 'json', { default: { kind: 'literal', value: { a: [1] } } }),
        field('h', 'text', { default: { kind: 'id', made: 'nanoid', by: 'service', length: 12 } }),
      ],
    ),
  ],
  {
    extensions: ['citext'],
    roles: [{ id: 'r', name: 'admin' }],
    enums: [{ id: 's', name: 'Size', values: [{ id: 'x', name: 'x' }] }],
  },
);

/** Every place in a value of JSON, by the way to it. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inner = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, item]) => placesOf(item, [...path, key]))];
}

/** A copy in which one place holds something else; undefined takes it away. */
function changed(value: unknown, [key, ...rest]: (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value))
    return value.flatMap((item, index) => (index !== key ? [item] : keep(changed(item, rest, to))));
  if (!isRecord(value)) return value;
  const { [key]: before, ...others } = value;
  const after = changed(before, rest, to);
  return after === undefined ? others : { ...others, [key]: after };
}

const keep = (value: unknown): unknown[] => (value === undefined ? [] : [value]);

const PLACES = placesOf(FULL);

describe('the published schema', () => {
  it('accepts a model with something of everything, and so does the parser', () => {
    expect(accepts(FULL)).toBe(true);
    expect(readShape(FULL)).toHaveProperty('model');
  });

  it('accepts what the parser accepts, and refuses what it refuses, whatever is changed in a model', () => {
    const place = fc.nat(PLACES.length - 1).map((index) => PLACES[index] ?? []);
    const words = fc.constantFrom<unknown>(
      'text',
      'integer',
      'now',
      'literal',
      'x',
      '',
      'a'.repeat(70),
      '-1',
      'many-to-many',
      'gin',
    );
    const anything = fc.oneof(
      words,
      fc.constantFrom<unknown>(undefined, null, true, 0, -1, 4, 1.5, [], {}, ['a'], { kind: 'now' }),
      fc.jsonValue(),
    );
    const runs = proofRuns({ sample: 1_000, whole: 20_000 });
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(place, anything), { minLength: 1, maxLength: 3 }), (changes) => {
        const value = changes.reduce<unknown>((before, [where, to]) => changed(before, where, to), FULL);
        const shape = readShape(value);
        const isAccepted = 'model' in shape;
        accepted += isAccepted ? 1 : 0;
        expect(accepts(value)).toBe(isAccepted);
        if ('model' in shape) expect(isComplete(shape.model)).toBe(true);
        else expect(shape.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: runs },
    );
    expect(accepted).toBeGreaterThan(runs / 50);
  });

  it('says of each refusal where, and in a sentence', () => {
    fc.assert(
      fc.property(
        fc.nat(PLACES.length - 1),
        fc.constantFrom<unknown>(7, 'x'.repeat(20_000), null, [], {}),
        (index, to) => {
          const shape = readShape(changed(FULL, PLACES[index] ?? [], to));
          if ('model' in shape) return;
          for (const { message } of shape.problems) expect(message).toMatch(/^(must|is) [^{}]{2,200}$/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
