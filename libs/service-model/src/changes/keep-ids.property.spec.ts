import fc from 'fast-check';
import { entity, field, model, relation } from '../model.fixture';
import { parseServiceModel } from '../parse/parse-service-model';
import type { ServiceModel } from '../schema/service-model';
import { changesOf } from './changes-of';
import { keepIds } from './keep-ids';
import { type NewIds, withIds } from './with-ids';

/** A model of which every thing with an id can be taken or left. */
const MODEL = parseServiceModel(
  model(
    [
      entity(
        'Order',
        {
          relations: [
            relation('customer', 'customer', { inverse: { name: 'orders' } }),
            relation('parent', 'order'),
            relation('tags', 'customer', { kind: 'many-to-many' }),
          ],
          uniques: [{ id: 'u', fields: ['a', 'customer'] }],
          indexes: [
            { id: 'i', parts: [{ fieldId: 'a' }] },
            { id: 'j', name: 'named', parts: [{ expression: 'lower(a)' }], include: ['b'] },
          ],
          checks: [{ id: 'c', expression: 'b > 1' }],
          access: [{ roleId: 'admin', actions: ['read'] }],
        },
        [
          field('a', 'text', { readableBy: ['admin'] }),
          field('b', 'integer'),
          field('status', 'enum', { enumId: 'status' }),
        ],
      ),
      entity('Customer', {}, [field('email', 'text', { unique: true })]),
    ],
    {
      roles: [{ id: 'admin', name: 'admin' }],
      enums: [
        {
          id: 'status',
          name: 'Status',
          values: [
            { id: 'd', name: 'draft' },
            { id: 'p', name: 'paid' },
          ],
        },
      ],
    },
  ),
);

/** Other ids for everything; `salt` makes them what nothing else has. */
function otherIds({ roles, enums, entities }: ServiceModel, salt: string): NewIds {
  const others = (things: readonly { id: string }[]) =>
    new Map(things.map(({ id }) => [id, `${salt}.${id}`]));
  return {
    ...{ roles: others(roles), enums: others(enums), entities: others(entities) },
    values: new Map(enums.map((one) => [one.id, others(one.values)])),
    members: new Map(entities.map((one) => [one.id, others([...one.fields, ...one.relations])])),
    rules: new Map(
      entities.map((one) => [
        one.id,
        { uniques: others(one.uniques), indexes: others(one.indexes), checks: others(one.checks) },
      ]),
    ),
  };
}

const salt = fc.stringMatching(/^[a-z]{1,5}$/);

describe('an imported model under the ids of the current one', () => {
  it('is the current one where it says the same, whatever ids it came with', () => {
    fc.assert(
      fc.property(salt, (one) => {
        expect(keepIds(MODEL, withIds(MODEL, otherIds(MODEL, one)))).toEqual(MODEL);
      }),
    );
  });

  it('is always a model, which says what the imported one says', () => {
    const nothing = { ...MODEL, roles: [], enums: [], entities: [] };
    fc.assert(
      fc.property(salt, fc.boolean(), (one, isNew) => {
        const imported = withIds(MODEL, otherIds(MODEL, one));
        const kept = keepIds(isNew ? nothing : MODEL, imported);
        expect(parseServiceModel(kept)).toEqual(kept);
        expect(kept.entities.map(({ name }) => name)).toEqual(imported.entities.map(({ name }) => name));
      }),
    );
  });

  it('tells a new thing from one that had its id', () => {
    const imported = parseServiceModel(model([entity('Tag', { id: 'order', table: 'tags' })]));
    const changes = changesOf(MODEL, keepIds(MODEL, imported)).filter(({ kind }) => kind !== 'changed');
    expect(changes.map(({ what }) => what)).toContain('Tag was added.');
    expect(changes.map(({ what }) => what)).toContain('Order was removed.');
  });

  it('knows a thing by its table, column, type or stored value, too', () => {
    const imported = parseServiceModel(
      model(
        [
          entity('Orders', { id: 'x', table: 'orders' }, [
            field('First', 'text', { column: 'a' }),
            field('state', 'enum', { column: 'status', enumId: 'y' }),
          ]),
        ],
        {
          enums: [
            {
              id: 'y',
              name: 'State',
              typeName: 'status',
              values: [{ id: 'q', name: 'DRAFT', stored: 'draft' }],
            },
          ],
        },
      ),
    );
    const kept = keepIds(MODEL, imported);
    expect(kept.entities[0]).toMatchObject({
      id: 'order',
      fields: [{}, { id: 'a' }, { id: 'status', enumId: 'status' }],
    });
    expect(kept.enums[0]).toMatchObject({ id: 'status', values: [{ id: 'd' }] });
  });
});
