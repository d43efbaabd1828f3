import fc from 'fast-check';
import { findModelProblems } from './parse-service-model';
import {
  type EntityModel,
  FIELD_TYPES,
  type FieldModel,
  RELATION_KINDS,
  type ServiceModel,
} from './service-model';

/** Text that would like to leave the comment, string or statement that it stands in. */
const NASTY = [
  '*/ process.exit(1); /*',
  '`${process.exit(1)}`',
  "'; DROP TABLE users; --",
  '"\\',
  '\\',
  'one\ntwo\r\nthree\u2028four\u2029five',
  '<script>alert(1)</script> [x](javascript:y) # _a_ | b',
  '$(rm -rf /) ${HOME} %s {{ x }}',
  '\u0000\u0007\ud800 \u202e',
  '- a: b\n  c: &d *d',
];

const description = () =>
  fc.oneof(fc.constant(''), fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 80 }));

const upper = fc.stringMatching(/^[A-Z][A-Za-z0-9]{1,20}$/);
const lower = fc.stringMatching(/^[a-z][A-Za-z0-9]{1,20}$/);

const fieldOf = (entityIds: string[]): fc.Arbitrary<FieldModel> =>
  fc
    .record({
      id: fc.uuid(),
      name: lower,
      type: fc.constantFrom(...FIELD_TYPES),
      required: fc.boolean(),
      unique: fc.boolean(),
      description: description(),
      options: fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 _.-]{0,10}[A-Za-z0-9]$/), {
        minLength: 1,
        maxLength: 12,
      }),
      relation: fc.record({
        entityId: fc.constantFrom(...entityIds),
        kind: fc.constantFrom(...RELATION_KINDS),
      }),
    })
    .map(({ options, relation, ...field }) => ({
      ...field,
      unique: field.unique && !['json', 'longText', 'boolean'].includes(field.type),
      ...(field.type === 'enum' ? { options } : {}),
      ...(field.type === 'relation' ? { relation } : {}),
    }));

const entityOf = (id: string, entityIds: string[]): fc.Arbitrary<EntityModel> =>
  fc.record({
    id: fc.constant(id),
    name: upper,
    pluralName: upper,
    description: description(),
    fields: fc.uniqueArray(fieldOf(entityIds), {
      maxLength: 8,
      selector: (field) => field.name.toLowerCase(),
    }),
  });

/** Any valid model: odd but allowed names, hostile descriptions. */
export const validModel = (): fc.Arbitrary<ServiceModel> =>
  fc
    .integer({ min: 0, max: 4 })
    .chain((count) => {
      const ids = Array.from({ length: count }, (_, index) => `e${index}`);
      return fc.record({
        name: fc.oneof(fc.constantFrom("Bob's `shop`", 'Größe', '1', '"--"'), lower),
        description: description(),
        entities: fc.tuple(...ids.map((id) => entityOf(id, ids))),
      });
    })
    .filter((model) => findModelProblems(model).length === 0);

/** One model of everything that is hard: each type twice, cycles, hostile text, names that look like code. */
export function hostileModel(): ServiceModel {
  const text = NASTY.join(' ');
  const fields = FIELD_TYPES.flatMap((type) =>
    [true, false].map((required): FieldModel => {
      const name = `${type}${required ? 'Required' : 'Optional'}`;
      return {
        id: name,
        name,
        type,
        required,
        unique: !['json', 'longText', 'boolean', 'relation'].includes(type),
        description: text,
        ...(type === 'enum' ? { options: ['a', 'in-progress', 'Two  words', '1'] } : {}),
        ...(type === 'relation' ? { relation: { entityId: 'b', kind: 'many-to-one' as const } } : {}),
      };
    }),
  );
  const named = (name: string): FieldModel => ({
    id: name,
    name,
    type: 'text',
    required: false,
    unique: false,
    description: '',
  });
  const toA: FieldModel = {
    ...named('parent'),
    type: 'relation',
    relation: { entityId: 'a', kind: 'one-to-one' },
  };
  const toSelf: FieldModel = {
    ...named('next'),
    type: 'relation',
    relation: { entityId: 'b', kind: 'many-to-one' },
  };
  return {
    name: 'Bob\'s `shop` */ ${x} "y" \\',
    description: text,
    entities: [
      { id: 'a', name: 'Everything', pluralName: 'AllOfEverything', description: text, fields },
      {
        id: 'b',
        name: 'HTTPServer2',
        pluralName: 'HTTPServers2',
        description: '',
        fields: [toA, toSelf, ...['query', 'row', 'items', 'name', 'values', 'database', 'x'].map(named)],
      },
      { id: 'c', name: 'Empty', pluralName: 'Empties', description: '', fields: [] },
    ],
  };
}
