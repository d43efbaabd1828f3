import {
  changeModel,
  type EntityModel,
  type FieldModel,
  relationsTo,
  type ServiceModel,
} from './model-draft';

const field = (id: string, more: Partial<FieldModel> = {}): FieldModel => ({
  id,
  name: id,
  type: 'text',
  required: false,
  unique: false,
  description: '',
  ...more,
});
const entity = (id: string, fields: FieldModel[]): EntityModel => ({
  id,
  name: id,
  pluralName: `${id}s`,
  description: '',
  fields,
});
const names = (model: ServiceModel) =>
  model.entities.map((each) => [each.name, ...each.fields.map((one) => one.name)].join(' '));

describe('changeModel', () => {
  const model: ServiceModel = {
    entities: [
      entity('Customer', [field('name'), field('email')]),
      entity('Order', [
        field('number'),
        field('customer', { type: 'relation', relation: { entityId: 'Customer', kind: 'many-to-one' } }),
      ]),
    ],
  };

  it('leaves the model that comes in as it is', () => {
    const before = structuredClone(model);
    changeModel(model, { type: 'remove-entity', entityId: 'Customer' });
    expect(model).toEqual(before);
  });

  it('takes the relations to an entity away with it, and names them before', () => {
    expect(relationsTo(model, 'Customer')).toEqual([{ entity: 'Order', field: 'customer' }]);
    expect(names(changeModel(model, { type: 'remove-entity', entityId: 'Customer' }))).toEqual([
      'Order number',
    ]);
  });

  it('moves a field, and not over the end', () => {
    const down = changeModel(model, { type: 'move-field', entityId: 'Customer', fieldId: 'name', by: 1 });
    expect(names(down)[0]).toBe('Customer email name');
    expect(changeModel(down, { type: 'move-field', entityId: 'Customer', fieldId: 'name', by: 1 })).toEqual(
      down,
    );
  });

  it('adds, changes and removes', () => {
    const added = changeModel(model, { type: 'add-field', entityId: 'Customer', field: field('phone') });
    const changed = changeModel(added, {
      type: 'change-field',
      entityId: 'Customer',
      field: field('phone', { name: 'mobile' }),
    });
    const removed = changeModel(changed, { type: 'remove-field', entityId: 'Customer', fieldId: 'email' });
    const renamed = changeModel(removed, {
      type: 'change-entity',
      entityId: 'Customer',
      changes: { name: 'Client' },
    });
    const more = changeModel(renamed, { type: 'add-entity', entity: entity('Product', []) });
    expect(names(more)).toEqual(['Client name mobile', 'Order number customer', 'Product']);
  });
});
