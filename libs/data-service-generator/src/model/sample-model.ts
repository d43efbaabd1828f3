import type { EntityModel, FieldModel, ServiceModel } from './service-model';

type FieldOptions = Partial<Pick<FieldModel, 'required' | 'unique' | 'description' | 'options'>>;

const field = (name: string, type: FieldModel['type'], options: FieldOptions = {}): FieldModel => ({
  id: name,
  name,
  type,
  required: false,
  unique: false,
  description: '',
  ...options,
});

const relation = (name: string, entityId: string, description: string): FieldModel => ({
  ...field(name, 'relation', { required: true, description }),
  relation: { entityId, kind: 'many-to-one' },
});

const CUSTOMER: EntityModel = {
  id: 'customer',
  name: 'Customer',
  pluralName: 'Customers',
  description: 'A person or company that orders.',
  fields: [
    field('name', 'text', { required: true, description: 'Full name, as on the invoice.' }),
    field('email', 'email', { required: true, unique: true }),
    field('phone', 'text'),
    field('isActive', 'boolean', { required: true, description: 'An inactive customer cannot order.' }),
    field('birthday', 'date'),
    field('notes', 'longText', { description: 'Seen by staff only.' }),
  ],
};

const PRODUCT: EntityModel = {
  id: 'product',
  name: 'Product',
  pluralName: 'Products',
  description: 'Something that can be ordered.',
  fields: [
    field('sku', 'text', { required: true, unique: true, description: 'Stock keeping unit.' }),
    field('name', 'text', { required: true }),
    field('description', 'longText'),
    field('price', 'decimal', { required: true, description: 'In euro, VAT included.' }),
    field('stock', 'integer', { required: true, description: 'Pieces on the shelf.' }),
    field('attributes', 'json', { description: 'Colour, size and the like.' }),
  ],
};

const ORDER: EntityModel = {
  id: 'order',
  name: 'Order',
  pluralName: 'Orders',
  description: 'What one customer bought at one time.',
  fields: [
    field('orderNumber', 'text', { required: true, unique: true }),
    relation('customer', 'customer', 'Who ordered.'),
    field('status', 'enum', { required: true, options: ['new', 'paid', 'shipped', 'cancelled'] }),
    field('placedAt', 'dateTime', { required: true }),
    field('shippedAt', 'dateTime'),
  ],
};

const ORDER_ITEM: EntityModel = {
  id: 'order-item',
  name: 'OrderItem',
  pluralName: 'OrderItems',
  description: 'One line of an order.',
  fields: [
    relation('order', 'order', 'The order that this line belongs to.'),
    relation('product', 'product', 'What was ordered.'),
    field('quantity', 'integer', { required: true }),
    field('unitPrice', 'decimal', { required: true, description: 'The price at the time of the order.' }),
  ],
};

/** The model that a new workspace begins with: a small shop. A new copy with each call. */
export function sampleModel(): ServiceModel {
  return structuredClone({
    name: 'Order Service',
    description: 'Customers, products and orders of a small shop.',
    entities: [CUSTOMER, PRODUCT, ORDER, ORDER_ITEM],
  });
}
