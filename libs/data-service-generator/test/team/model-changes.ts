import {
  parseServiceModel,
  type EntityModel,
  type FieldModel,
  type ServiceModel,
} from '@amplication/service-model';
import { belongsTo, field, indexOn, key, required, withBasics, writtenBy } from '../../src/sample/parts';

/** One thing that a team changes in its model between two builds; every id stays. */
export interface ModelChange {
  name: string;
  /** What it takes away or gives another name: `Order`, `Product.stock`, `OrderStatus.cancelled`. */
  takes?: readonly string[];
  /** The folder whose files it takes away, with all that stands in them. */
  removes?: string;
  /** The folder whose files it gives another place. */
  moves?: string;
  make(model: ServiceModel): ServiceModel;
}

type Parts = Partial<Record<'fields' | 'relations' | 'indexes' | 'uniques' | 'access', readonly object[]>>;

const read = (model: ServiceModel, more: object): ServiceModel => parseServiceModel({ ...model, ...more });

const changed =
  (id: string, change: (entity: EntityModel) => object) =>
  (model: ServiceModel): ServiceModel =>
    read(model, {
      entities: model.entities.map((entity) =>
        entity.id === id ? { ...entity, ...change(entity) } : entity,
      ),
    });

const added = (id: string, parts: Parts) =>
  changed(id, (entity) => ({
    fields: [...entity.fields, ...(parts.fields ?? [])],
    relations: [...entity.relations, ...(parts.relations ?? [])],
    indexes: [...entity.indexes, ...(parts.indexes ?? [])],
    uniques: [...entity.uniques, ...(parts.uniques ?? [])],
    access: [...entity.access, ...(parts.access ?? [])],
  }));

const changedField = (id: string, fieldId: string, change: (field: FieldModel) => object) =>
  changed(id, ({ fields }) => ({
    fields: fields.map((one) => (one.id === fieldId ? change(one) : one)),
  }));

const changedStatus =
  (change: (values: ServiceModel['enums'][number]['values']) => object[]) => (model: ServiceModel) =>
    read(model, {
      enums: model.enums.map((one) =>
        one.id === 'order-status' ? { ...one, values: change(one.values) } : one,
      ),
    });

const ADDITIONS: readonly ModelChange[] = [
  {
    name: 'add an optional field',
    make: added('customer', { fields: [field('nickname', 'text', { maxLength: 40 })] }),
  },
  {
    name: 'add a required field with a default',
    make: added('product', {
      fields: [field('weight', 'integer', { ...required, default: { kind: 'literal', value: 0 } })],
    }),
  },
  { name: 'add an index', make: added('customer', { indexes: [indexOn('name')] }) },
  {
    name: 'add a unique',
    make: added('product', { uniques: [{ id: 'name-currency', fields: ['name', 'currency'] }] }),
  },
  {
    name: 'add a value to an enum',
    make: changedStatus((values) => [...values, { id: 'returned', name: 'returned' }]),
  },
  {
    name: 'add an enum and a field with it',
    make: (model) =>
      added('customer', { fields: [field('rank', 'enum', { enumId: 'rank' })] })(
        read(model, {
          enums: [...model.enums, { id: 'rank', name: 'Rank', values: [{ id: 'gold', name: 'gold' }] }],
        }),
      ),
  },
  {
    name: 'add a role that reads',
    make: (model) =>
      added('order', { access: [{ roleId: 'auditor', actions: ['read', 'list'], rows: 'all' }] })(
        read(model, { roles: [...model.roles, { id: 'auditor', name: 'auditor' }] }),
      ),
  },
  {
    name: 'let a role do more',
    make: added('product', { access: [{ roleId: 'clerk', actions: ['update'], rows: 'all' }] }),
  },
  {
    name: 'keep a field to some roles',
    make: changedField('order-item', 'unitPrice', (one) => ({
      ...one,
      readableBy: ['admin'],
      writableBy: ['admin'],
    })),
  },
  {
    name: 'add a relation to one, with a name on the other side',
    make: added('product', {
      relations: [belongsTo('supplier', 'customer', 'supplies')],
      indexes: [indexOn('supplier')],
    }),
  },
  {
    name: 'add a relation to many',
    make: added('customer', {
      relations: [
        {
          id: 'favourites',
          name: 'favourites',
          kind: 'many-to-many',
          entityId: 'product',
          onDelete: 'cascade',
          inverse: { name: 'fans' },
        },
      ],
    }),
  },
  {
    name: 'add an entity',
    make: (model) =>
      read(model, {
        entities: [
          ...model.entities,
          {
            id: 'invoice',
            name: 'Invoice',
            key,
            access: writtenBy('admin'),
            fields: withBasics(field('number', 'text', { ...required, unique: true })),
            relations: [belongsTo('order', 'order', 'invoices', required)],
          },
        ],
      }),
  },
];

const RENAMES: readonly ModelChange[] = [
  {
    name: 'rename a field',
    takes: ['Product.stock'],
    make: changedField('product', 'stock', (one) => ({ ...one, name: 'onHand' })),
  },
  {
    name: 'rename an entity',
    takes: ['Order'],
    moves: 'orders',
    make: changed('order', () => ({ name: 'Purchase', pluralName: 'Purchases' })),
  },
  {
    name: 'rename a value of an enum',
    takes: ['OrderStatus.cancelled'],
    make: changedStatus((values) =>
      values.map((one) => (one.id === 'cancelled' ? { ...one, name: 'called_off' } : one)),
    ),
  },
  {
    name: 'rename a relation',
    takes: ['Order.customer'],
    make: changed('order', ({ relations }) => ({
      relations: relations.map((one) => (one.id === 'customer' ? { ...one, name: 'buyer' } : one)),
    })),
  },
];

const REMOVALS: readonly ModelChange[] = [
  {
    name: 'remove a field',
    takes: ['Customer.phone'],
    make: changed('customer', ({ fields }) => ({ fields: fields.filter(({ id }) => id !== 'phone') })),
  },
  {
    name: 'remove an entity',
    takes: ['OrderItem', 'OrderItem.quantity'],
    removes: 'order-items',
    make: (model) => read(model, { entities: model.entities.filter(({ id }) => id !== 'order-item') }),
  },
  {
    name: 'remove a relation',
    takes: ['Product.categories'],
    make: changed('product', () => ({ relations: [] })),
  },
];

const OTHERS: readonly ModelChange[] = [
  {
    name: 'change the type of a field',
    takes: ['OrderItem.quantity'],
    make: changedField('order-item', 'quantity', ({ id, name }) =>
      field(name, 'decimal', {
        ...required,
        id,
        precision: 10,
        scale: 3,
        minimum: '1',
        default: { kind: 'literal', value: '1' },
      }),
    ),
  },
  { name: 'describe an entity', make: changed('order', () => ({ description: 'What was bought.' })) },
];

/** Another name for each entity: longer ones, whose lines are laid out otherwise, and shorter ones. */
export const ENTITY_RENAMES: readonly ModelChange[] = [
  ['customer', 'Client'],
  ['category', 'ShelfOfTheShop'],
  ['product', 'Article'],
  ['order', 'CustomerOrder'],
  ['order-item', 'PurchaseLine'],
].map(([id = '', name = '']) => ({
  name: `${id} is ${name}`,
  make: changed(id, () => ({ name, pluralName: null })),
}));

/** What teams change in their models. */
export const MODEL_CHANGES: readonly ModelChange[] = [...ADDITIONS, ...RENAMES, ...REMOVALS, ...OTHERS];
