import { isStorableText } from '@amplication/foundation';
import { parseServiceModel, type ServiceModel } from '@amplication/service-model';
import fc from 'fast-check';

/** Names that some language reads as something else. */
const ODD = [
  ...['__proto__', 'constructor', 'toString', 'null', 'true', 'no', 'on', 'y', 'type', 'to', 'id', 'fields'],
  ...['entity', 'service', 'name', 'order', 'Record', 'NaN', '_', 'e1', 'values', 'default'],
];
const name = fc.oneof(fc.constantFrom(...ODD), fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,9}$/));
const anything = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom('null', '~', '1', '0x1F', '1e400', '2020-01-01', 'yes', ' a', 'a ', 'a: b', '# c', '- d'),
  fc.constantFrom(
    'a\nb',
    'a\n\n  b\n',
    '\n',
    '\t',
    '"',
    "'",
    '|',
    '>',
    '{',
    '[',
    '&a',
    '*a',
    '!a',
    '%a',
    '@',
    '`',
  ),
  fc.constantFrom('---', '...', '---\na: b', 'x\r\ny', '\u2028', '\uFEFF', '\u0000', '\ud800', '😀', '? a'),
);
/** What PostgreSQL can keep. */
const anyText = anything.filter(isStorableText);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const names = (maxLength: number, minLength = 0) =>
  fc.uniqueArray(name, { minLength, maxLength, selector: plain });
/** Names that differ only in how they are written are the same to the model. */
const plain = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
const idOr = (given: string, index: number) => fc.constantFrom(given, given, given, `id-${index}`);

/** A model with something of everything, made step by step from `gen`. */
export function randomModel(gen: fc.GeneratorValue): ServiceModel {
  const roles = gen(names, 3).map((one, index) => ({
    ...{ id: gen(idOr, one, index), name: one, description: gen(text) },
  }));
  const enums = gen(names, 3).map((one, index) => ({
    ...{
      id: gen(idOr, one, index),
      name: one,
      description: gen(text),
      native: gen(fc.boolean),
      typeName: `type ${index}`,
    },
    values: gen(valueNames).map((value, at) => ({
      ...{ id: `value-${at}`, name: value, description: gen(text) },
      label: gen(maybe, fc.constantFrom('Label', 'null')),
    })),
  }));
  const entityNames = gen(names, 4, 1);
  const entities = entityNames.map((one, index) => ({
    id: gen(idOr, one, index),
    name: one,
    table: `table ${index}`,
  }));
  return parseServiceModel({
    ...{ version: 2, name: gen(anyName), description: gen(text), roles, enums },
    extensions: gen(fc.uniqueArray, anyText, { maxLength: 2 }),
    entities: entities.map((entity, index) => ({
      ...entity,
      ...inner(gen, entity.id, { roles, enums, entities }, index),
    })),
  });
}

const text = () => fc.oneof(fc.constant(''), anything);
const anyName = () => anyText;
const valueNames = () => fc.uniqueArray(anyText, { minLength: 1, maxLength: 4, selector: (one) => one });

interface Known {
  roles: { id: string }[];
  enums: { id: string; values: { name: string }[] }[];
  entities: { id: string }[];
}

function inner(gen: fc.GeneratorValue, entityId: string, known: Known, at: number) {
  /** A name in PostgreSQL that nothing else has, of a few characters that are anything. */
  const physical = (what: string) => {
    const begin = gen(maybe, anyText);
    return begin === null ? null : `${[...begin].slice(0, 8).join('')} ${what}${at}`;
  };
  const members = gen(names, 8, 2).map((one, index) => ({
    ...{ id: gen(idOr, one, index), name: one, description: gen(text) },
    index,
  }));
  const [first, ...others] = members;
  const half = Math.ceil(others.length / 2);
  const fields = [
    { ...first, index: undefined, type: 'uuid', required: true },
    ...others.slice(0, half).map(({ index, ...one }) => ({
      ...{ ...one, column: `column ${index}`, ...gen(typed, known) },
      ...{ readableBy: gen(maybe, fc.subarray(known.roles.map(({ id }) => id))), sortable: gen(fc.boolean) },
    })),
  ].map(({ index: _index, ...field }: Record<string, unknown>) => field);
  const relations = others.slice(half).map(({ index, ...one }) => ({
    ...{ ...one, entityId: gen(fc.constantFrom, ...known.entities).id, kind: gen(relationKind) },
    ...{
      onDelete: gen(fc.constantFrom, 'cascade', 'no action'),
      inverse: { name: null, description: gen(text) },
    },
    index,
  }));
  const fieldIds = fields.map(({ id }) => String(id));
  const some = () => gen(fc.subarray, fieldIds, { minLength: 1 });
  return {
    fields,
    relations: relations.map(({ index, ...relation }) =>
      relation.kind === 'many-to-many'
        ? { ...relation, joinTable: { table: `joins ${entityId.slice(0, 20)}_${index}` } }
        : { ...relation, column: `column ${index}` },
    ),
    key: { fields: [first?.id], constraint: physical('k') },
    uniques: gen(ruleIds).map((id, index) => ({ id, fields: some(), constraint: physical(`u${index}.`) })),
    indexes: gen(ruleIds).map((id, index) => ({
      ...{ id, name: physical(`i${index}.`), where: gen(maybe, anyText) },
      parts: [
        ...some().map((fieldId) => ({ fieldId, descending: gen(fc.boolean) })),
        { expression: gen(anyName) },
      ],
    })),
    checks: gen(ruleIds).map((id, index) => ({
      ...{ id, expression: gen(anyName), constraint: physical(`c${index}.`) },
    })),
    access: [
      { roleId: gen(maybe, fc.constantFrom(...known.roles.map(({ id }) => id), null)), actions: ['read'] },
    ],
  };
}

const relationKind = () => fc.constantFrom('many-to-one', 'one-to-one', 'many-to-many');
const ruleIds = () => fc.uniqueArray(fc.uuid(), { maxLength: 2 });

/** The type of a field with what goes with it. */
const typed = ({ enums }: Known): fc.Arbitrary<Record<string, unknown>> => {
  const literal = (value: unknown) => ({ kind: 'literal', value });
  const [one] = enums;
  return fc.oneof(
    anyText.map((value) => ({ type: 'text', default: literal(value) })),
    fc
      .array(anyText, { maxLength: 3 })
      .map((value) => ({ type: 'text', list: true, default: literal(value) })),
    fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map((value) => ({
      ...{ type: 'integer', bytes: 8, default: literal(String(value)), minimum: String(-(2n ** 63n)) },
    })),
    fc
      .integer({ min: -5, max: 5 })
      .map((value) => ({ type: 'integer', default: literal(value), minimum: '-5' })),
    fc.constantFrom('0.00', '1', '123456789012345678901234567890.10').map((value) => ({
      ...{ type: 'decimal', precision: 40, scale: 2, default: literal(value), maximum: `1${value}` },
    })),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      // JSON knows no -0.
      .map((value) => ({ type: 'double', default: literal(value === 0 ? 0 : value) })),
    fc.dictionary(anyText, fc.jsonValue(), { maxKeys: 3 }).map((value) => ({
      ...{ type: 'json', default: literal(JSON.parse(JSON.stringify(value))) },
    })),
    fc.constantFrom(
      { type: 'boolean', default: literal(true) },
      { type: 'date', default: literal('2020-01-31') },
      { type: 'timestamp', zone: false, default: { kind: 'now' } },
      { type: 'uuid', default: { kind: 'id', made: 'uuidv7', by: 'database' } },
      { type: 'other', typeName: 'vector(3)', default: { kind: 'expression', sql: 'f(1)' } },
      { type: 'integer', default: { kind: 'identity', always: true } },
    ),
    ...(one
      ? [
          fc
            .constantFrom(...one.values)
            .map((value) => ({ type: 'enum', enumId: one.id, default: literal(value.name) })),
        ]
      : []),
  );
};
