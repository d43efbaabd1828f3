import { proofRuns } from '@amplication/testing';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { randomModel } from '../testing/random-model.fixture';
import { readYaml } from './read/read-yaml';
import { textSchema } from './text-schema';
import { writeYaml } from './write/write-yaml';

const accepts = new Ajv({ strict: false }).compile(JSON.parse(JSON.stringify(textSchema())));
const documents = (text: string): unknown[] =>
  [...parseAllDocuments(text)].map((one) => 'toJS' in one && one.toJS());
const isRead = (text: string) => {
  try {
    return readYaml(text).losses.length === 0;
  } catch {
    return false;
  }
};

const SERVICE =
  'service: Shop\nversion: 2\nroles: { admin: }\nenums: { Size: { values: [s, { name: m, label: M }] } }\n';
const entity = (more: string) =>
  `entity: A\nfields:\n  id: { type: uuid, required: true }\n  size: { type: enum, enum: Size, default: s }\n  n: { type: integer, minimum: 1, maximum: "20" }\n  x: text\nkey: [id]\n${more}`;

describe('the schema of the text form', () => {
  it('accepts what we write', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        for (const document of documents(writeYaml(randomModel(gen)))) {
          expect(accepts(document) || accepts.errors).toBe(true);
        }
      }),
      { numRuns: proofRuns({ sample: 25, whole: 1_000 }) },
    );
  });

  it.each([
    ['', true],
    ['relations: { parent: A, other: { to: A, inverse: others } }', true],
    ['indexes: [[size], { parts: [x, { field: n, descending: true }], unique: true }]', true],
    [
      'uniques: [[size, n], { fields: [x], constraint: u }]\nchecks: ["n > 1", { expression: n < 9, constraint: c }]',
      true,
    ],
    ['access: [{ role: admin, actions: [read] }, { actions: [list], rows: all }]', true],
    ['nope: 1', false],
    ['name: B', false],
    ['relations: { parent: { entityId: A } }', false],
    ['relations: { parent: { to: A, kind: many } }', false],
    ['access: [{ roleId: admin, actions: [read] }]', false],
    ['access: [{ role: admin }]', false],
    ['indexes: [{ parts: [{ fieldId: x }] }]', false],
    ['indexes: [{ parts: x }]', false],
    ['checks: [{ constraint: c }]', false],
  ])('says what the reader says of %j', (more, isRight) => {
    const text = `${SERVICE}---\n${entity(more)}`;
    expect(isRead(text)).toBe(isRight);
    expect(documents(text).every((document) => accepts(document))).toBe(isRight);
  });

  it.each([
    '{ type: txt }',
    '{ maxLength: 5 }',
    '{ type: text, enum: Size }',
    '{ type: enum }',
    '{ type: text, maxLength: x }',
    'enum',
  ])('refuses a field that the reader refuses: %s', (field) => {
    const text = `${SERVICE}---\n${entity('').replace('x: text', `x: ${field}`)}`;
    expect(isRead(text)).toBe(false);
    expect(documents(text).every((document) => accepts(document))).toBe(false);
  });
});
