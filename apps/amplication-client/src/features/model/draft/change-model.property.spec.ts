import fc from 'fast-check';
import { changeModel, type ModelChange } from './change-model';
import { FIELD_TYPE_LABELS, withType } from './field-types';
import { entity, field, model, relation } from './model.fixture';
import type { EntityModel, FieldModel, FieldType, RelationModel, ServiceModel } from './model';
import { newIndex, newUnique } from './new-parts';

const TYPES = Object.keys(FIELD_TYPE_LABELS) as FieldType[];
const text = fc.string({ minLength: 1, maxLength: 12 });
const optional = fc.option(text, { nil: null });

/** A field of any type with values in what the editor shows least. */
const anyField = (id: string): fc.Arbitrary<FieldModel> =>
  fc
    .record({
      type: fc.constantFrom(...TYPES),
      column: optional,
      description: fc.string(),
      generated: optional,
      readableBy: fc.option(fc.array(text), { nil: null }),
      writableBy: fc.option(fc.array(text), { nil: null }),
      sortable: fc.boolean(),
      list: fc.boolean(),
    })
    .map(({ type, ...more }) => ({ ...field(id, type, id), ...more }));

const anyRelation = (id: string, targets: string[]): fc.Arbitrary<RelationModel> =>
  fc
    .record({
      entityId: fc.constantFrom(...targets),
      constraint: optional,
      column: optional,
      enforced: fc.boolean(),
      checked: fc.constantFrom('at once', 'deferrable', 'at commit'),
      inverse: fc.record({ name: optional, description: fc.string() }),
    })
    .map(({ entityId, ...more }) => relation(id, entityId, more));

const ENTITIES = ['a', 'b', 'c'];

const anyEntity = (id: string): fc.Arbitrary<EntityModel> =>
  fc
    .record({
      fields: fc
        .integer({ min: 1, max: 5 })
        .chain((count) => fc.tuple(...numbers(count).map((n) => anyField(`${id}.f${n}`)))),
      relations: fc
        .integer({ min: 0, max: 3 })
        .chain((count) => fc.tuple(...numbers(count).map((n) => anyRelation(`${id}.r${n}`, ENTITIES)))),
      schema: optional,
      checks: fc.array(fc.record({ id: text, constraint: optional, expression: text })),
      holds: fc.boolean(),
      where: optional,
    })
    .map(({ fields, relations, holds, where, ...more }) => {
      const columns = [...fields, ...relations].map((one) => one.id);
      const part = { expression: null, descending: true, nulls: 'last' as const, operatorClass: 'x_ops' };
      return entity(id, {
        ...more,
        fields,
        relations: relations.map((one, index) =>
          holds && index === 0
            ? { ...one, fields: [columns[0] ?? ''], references: [`${one.entityId}.f0`] }
            : one,
        ),
        key: { fields: columns.slice(0, 1), kind: 'unique index', constraint: 'named' },
        uniques: [{ ...newUnique(), id: 'u', fields: columns.slice(-2), constraint: where }],
        indexes: [
          {
            ...newIndex(),
            id: 'i',
            where,
            include: columns.slice(0, 1),
            parts: columns.slice(-1).map((fieldId) => ({ ...part, fieldId })),
          },
        ],
      });
    });

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const anyModel: fc.Arbitrary<ServiceModel> = fc
  .tuple(...ENTITIES.map(anyEntity))
  .map((entities) => model(entities, { extensions: ['citext'] }));

/** A change to something that the model has. */
const anyChange = (of: ServiceModel): fc.Arbitrary<ModelChange> => {
  const parts = of.entities.flatMap(({ id, fields, relations }) => [
    ...fields.map((one) => ({ entityId: id, list: 'fields' as const, id: one.id })),
    ...relations.map((one) => ({ entityId: id, list: 'relations' as const, id: one.id })),
    { entityId: id, list: 'uniques' as const, id: 'u' },
    { entityId: id, list: 'indexes' as const, id: 'i' },
  ]);
  return fc.oneof(
    fc.constantFrom(...ENTITIES).map((entityId) => ({ type: 'remove-entity' as const, entityId })),
    fc.constantFrom(...parts).map((part) => ({ type: 'remove-part' as const, ...part })),
    fc
      .constantFrom(...of.entities.flatMap(({ id, fields }) => fields.map((one) => [id, one] as const)))
      .map(([entityId, one]) => ({
        type: 'put-part' as const,
        entityId,
        list: 'fields' as const,
        part: { ...one, required: !one.required },
      })),
    fc
      .constantFrom(...of.entities.flatMap(({ id, fields }) => fields.map((one) => [id, one.id] as const)))
      .map(([entityId, fieldId]) => ({ type: 'move-field' as const, entityId, fieldId, by: 1 as const })),
  );
};

const anyChanges = anyModel.chain((before) =>
  fc.record({ before: fc.constant(before), changes: fc.array(anyChange(before), { maxLength: 6 }) }),
);

/** Everything that has an id, by where it is, without the lists that are looked at on their own. */
function things({ entities }: ServiceModel): Map<string, object> {
  const all = new Map<string, object>();
  for (const { fields, relations, uniques, indexes, ...own } of entities) {
    all.set(own.id, own);
    for (const one of [...fields, ...relations, ...uniques, ...indexes]) all.set(`${own.id}/${one.id}`, one);
  }
  return all;
}

describe('editing', () => {
  it('keeps all that it is not about, property by property', () => {
    fc.assert(
      fc.property(anyChanges, ({ before, changes }) => {
        const after = changeModel(before, { type: 'all', changes });
        const { entities: _before, ...rest } = before;
        expect(after).toMatchObject(rest);
        const known = things(before);
        for (const [key, thing] of things(after)) {
          // Fields change in what was changed, and an entity can lose its key; nothing else does.
          const { required: _required, key: _key, ...was } = { ...known.get(key) } as Record<string, unknown>;
          const { required: _now, key: _keyNow, ...is } = thing as Record<string, unknown>;
          expect(is).toEqual(was);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never leaves a name of what is not there', () => {
    fc.assert(
      fc.property(anyChanges, ({ before, changes }) => {
        const dangling = danglingIn(before);
        const after = danglingIn(
          changeModel(before, { type: 'all', changes: changes.filter(({ type }) => type !== 'put-part') }),
        );
        expect(after.filter((one) => !dangling.includes(one))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('of a type keeps what every field has', () => {
    fc.assert(
      fc.property(anyField('f'), fc.constantFrom(...TYPES), (before, type) => {
        const after = withType(before, type);
        const kept = [
          'id',
          'name',
          'column',
          'description',
          'generated',
          'sortable',
          'list',
          'readableBy',
          'writableBy',
        ] as const;
        for (const key of kept) expect(after[key]).toEqual(before[key]);
        expect(after.type).toBe(type);
        expect(withType(before, before.type)).toBe(before);
      }),
    );
  });
});

function danglingIn({ entities }: ServiceModel): string[] {
  return entities.flatMap((one) => {
    const fields = new Set(one.fields.map(({ id }) => id));
    const columns = new Set([...fields, ...one.relations.map(({ id }) => id)]);
    const target = (id: string) => entities.find((other) => other.id === id);
    const references = one.relations.flatMap((r) => {
      const targetFields = target(r.entityId)?.fields.map(({ id }) => id);
      return [
        ...(targetFields ? [] : [r.entityId]),
        ...r.fields.filter((id) => !fields.has(id)),
        ...r.references.filter((id) => !targetFields?.includes(id)),
      ];
    });
    const others = [
      ...(one.key?.fields ?? []),
      ...one.uniques.flatMap((u) => u.fields),
      ...one.indexes.flatMap((i) => [...i.include, ...i.parts.flatMap(({ fieldId }) => fieldId ?? [])]),
    ].filter((id) => !columns.has(id));
    return [...references, ...others].map((id) => `${one.id} names ${id}`);
  });
}
