import { changeModel, type ModelChange } from './change-model';
import { lostBy, usesOfEnum } from './consequences';
import { entity, enumField, field, model, relation } from './model.fixture';
import type { ServiceModel } from './model';
import { newEnum, newIndex, newUnique } from './new-parts';

const CUSTOMER = entity('Customer', {
  fields: [field('id', 'uuid', 'c.id'), field('name', 'text', 'c.name'), field('email', 'text', 'c.email')],
  key: { fields: ['c.id'], kind: 'primary key', constraint: null },
  uniques: [{ ...newUnique(), id: 'u', fields: ['c.name', 'c.email'] }],
});
const ORDER = entity('Order', {
  fields: [field('number', 'integer'), field('email', 'text', 'o.email'), field('status', 'enum')],
  relations: [
    relation('customer', 'customer'),
    relation('byEmail', 'customer', { fields: ['o.email'], references: ['c.email'] }),
  ],
  indexes: [
    {
      ...newIndex(),
      id: 'i',
      parts: [
        { fieldId: 'customer', expression: null, descending: true, nulls: null, operatorClass: null },
        { fieldId: null, expression: 'lower(note)', descending: false, nulls: null, operatorClass: null },
      ],
    },
  ],
});
const MODEL = model([CUSTOMER, ORDER]);

const shape = ({ entities }: ServiceModel) =>
  entities.map(({ name, fields, relations, uniques, indexes }) =>
    [
      name,
      ...[...fields, ...relations].map((one) => one.name),
      ...[...uniques, ...indexes].map(({ id }) => id),
    ].join(' '),
  );
const after = (...changes: ModelChange[]) => shape(changeModel(MODEL, { type: 'all', changes }));

describe('a change', () => {
  it('leaves the model that comes in as it is', () => {
    const before = structuredClone(MODEL);
    changeModel(MODEL, { type: 'remove-entity', entityId: 'customer' });
    expect(MODEL).toEqual(before);
  });

  it('adds what is new at the end, and puts what is there in its place', () => {
    expect(
      after(
        { type: 'put-part', entityId: 'customer', list: 'fields', part: field('phone') },
        { type: 'put-part', entityId: 'customer', list: 'fields', part: field('fullName', 'text', 'c.name') },
        { type: 'put-entity', entity: { ...ORDER, name: 'Purchase' } },
        { type: 'put-entity', entity: entity('Product') },
      ),
    ).toEqual([
      'Customer id fullName email phone u',
      'Purchase number email status customer byEmail i',
      'Product',
    ]);
  });

  it('moves a field, and not over the end', () => {
    const down: ModelChange = { type: 'move-field', entityId: 'customer', fieldId: 'c.name', by: 1 };
    expect(after(down)[0]).toBe('Customer id email name u');
    expect(after(down, down)).toEqual(after(down));
  });
});

describe('what stands on something', () => {
  it('goes with an entity', () =>
    expect(after({ type: 'remove-entity', entityId: 'customer' })).toEqual(['Order number email status']));

  it('goes with a field, on both sides of a relation', () => {
    expect(after({ type: 'remove-part', entityId: 'customer', list: 'fields', id: 'c.email' })).toEqual([
      'Customer id name',
      'Order number email status customer i',
    ]);
    expect(after({ type: 'remove-part', entityId: 'order', list: 'fields', id: 'o.email' })[1]).toBe(
      'Order number status customer i',
    );
  });

  it('goes with a relation', () =>
    expect(after({ type: 'remove-part', entityId: 'order', list: 'relations', id: 'customer' })[1]).toBe(
      'Order number email status byEmail',
    ));

  it('is named before', () => {
    const remove: ModelChange = { type: 'remove-part', entityId: 'customer', list: 'fields', id: 'c.email' };
    expect(lostBy(MODEL, remove)).toEqual([
      'the unique (name, email) of Customer',
      'the relation Order.byEmail',
    ]);
    expect(lostBy(MODEL, { type: 'remove-entity', entityId: 'customer' })).toEqual([
      'the relation Order.customer',
      'the relation Order.byEmail',
      'the index (customer ↓, lower(note)) of Order',
    ]);
  });

  it('is the key with its field', () => {
    const remove: ModelChange = { type: 'remove-part', entityId: 'customer', list: 'fields', id: 'c.id' };
    expect(changeModel(MODEL, remove).entities[0]?.key).toBeNull();
    expect(lostBy(MODEL, remove)).toEqual(['the key of Customer']);
  });

  it('is what a role may do', () => {
    const withRole = model(
      [
        entity('Order', {
          fields: [{ ...field('total'), readableBy: ['admin', 'clerk'] }],
          access: [{ roleId: 'admin', actions: ['read'], rows: 'all' }],
        }),
      ],
      { roles: [{ id: 'admin', name: 'admin', description: '' }] },
    );
    const remove: ModelChange = { type: 'remove-role', roleId: 'admin' };
    expect(changeModel(withRole, remove)).toMatchObject({
      roles: [],
      entities: [{ access: [], fields: [{ readableBy: ['clerk'] }] }],
    });
    expect(lostBy(withRole, remove)).toEqual(['a permission on Order']);
  });
});

it('knows where an enum is used', () => {
  const size = newEnum('Size', ['small']);
  const used = model([entity('Shirt', { fields: [enumField('size', size.id)] })], { enums: [size] });
  expect(usesOfEnum(used, size.id)).toEqual(['Shirt.size']);
});
