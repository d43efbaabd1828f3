import { columnOf, relationColumns, tableOf } from '../names/physical-names';
import { upgradeModel } from './upgrade-model';
import type { EntityVersion1, FieldVersion1 } from './version-1';

const field = (name: string, type: string, more: Partial<FieldVersion1> = {}): FieldVersion1 => ({
  ...{ id: name, name, type, required: false, unique: false, description: '' },
  ...more,
});
const entity = (name: string, pluralName: string, fields: FieldVersion1[]): EntityVersion1 => ({
  ...{ id: name, name, pluralName, description: `About ${name}.`, fields },
});
const upgraded = (...entities: EntityVersion1[]) =>
  upgradeModel({ name: 'Shop', description: 'x', entities });

describe('a model of version 1', () => {
  it('keeps its tables and columns, with those that every entity had by itself', () => {
    const model = upgraded(
      entity('OrderItem', 'OrderItems', [
        field('unitPrice', 'decimal', { required: true, description: 'In euro.' }),
      ]),
    );
    const [item] = model.entities;
    if (!item) throw new Error('There is no entity.');
    expect(tableOf(item)).toEqual({ schema: 'public', name: 'order_items' });
    expect(item.fields.map(columnOf)).toEqual(['id', 'created_at', 'unit_price', 'updated_at']);
    expect(item.fields[2]).toMatchObject({ type: 'decimal', required: true, description: 'In euro.' });
    expect(item.fields.map(({ role }) => role)).toEqual([null, 'createdAt', null, 'updatedAt']);
    expect(item.key?.fields).toEqual([item.fields[0]?.id]);
  });

  it.each([
    ['text', { type: 'text', maxLength: 255, store: 'text' }],
    ['longText', { type: 'text', maxLength: 50_000, sortable: false }],
    ['email', { type: 'text', maxLength: 254, format: 'email' }],
    ['integer', { type: 'integer', bytes: 4 }],
    ['decimal', { type: 'decimal', precision: null, scale: null }],
    ['boolean', { type: 'boolean' }],
    ['date', { type: 'date' }],
    ['dateTime', { type: 'timestamp', zone: true, precision: null }],
    ['uuid', { type: 'uuid' }],
    ['json', { type: 'json', binary: true }],
  ])('has %s as %j', (type, expected) => {
    const model = upgraded(entity('A', 'As', [field('x', type, { unique: true })]));
    expect(model.entities[0]?.fields[2]).toMatchObject({ ...expected, unique: true });
  });

  it('has a named enum for each field that had options of its own', () => {
    const options = ['new', 'paid out'];
    const model = upgraded(
      entity('Order', 'Orders', [field('itemStatus', 'enum', { options })]),
      entity('OrderItem', 'OrderItems', [field('status', 'enum', { options })]),
    );
    expect(model.enums.map(({ name, native }) => [name, native])).toEqual([
      ['OrderItemStatus', false],
      ['OrderItemStatus2', false],
    ]);
    expect(model.enums[0]?.values.map(({ name, stored }) => [name, stored])).toEqual([
      ['new', null],
      ['paid out', null],
    ]);
    expect(model.entities[1]?.fields[2]).toMatchObject({ type: 'enum', enumId: model.enums[1]?.id });
  });

  it.each(['many-to-one', 'one-to-one'] as const)('keeps the column of a %s, and its index', (kind) => {
    const model = upgraded(
      entity('Order', 'Orders', [
        field('customer', 'relation', { required: true, relation: { entityId: 'Customer', kind } }),
      ]),
      entity('Customer', 'Customers', []),
    );
    const [order] = model.entities;
    const relation = order?.relations[0];
    if (!order || !relation) throw new Error('There is no relation.');
    expect(relation).toMatchObject({ name: 'customer', kind, required: true });
    expect(relationColumns(model, order, relation).map(({ name }) => name)).toEqual(['customer_id']);
    expect(order.indexes).toHaveLength(kind === 'many-to-one' ? 1 : 0);
  });

  it('may have had ids of any text', () => {
    const model = upgraded({
      ...entity('A', 'As', [field('x', 'text', { id: 'Größe / 1' }), field('id2', 'text', { id: 'id' })]),
      id: 'a b',
    });
    expect(model.entities[0]?.id).toMatch(/^[\w.:-]+$/);
    expect(new Set(model.entities[0]?.fields.map(({ id }) => id)).size).toBe(5);
  });
});
