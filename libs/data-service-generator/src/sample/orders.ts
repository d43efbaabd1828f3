import { belongsTo, field, indexOn, key, required, withBasics, writtenBy } from './parts';

export const SAMPLE_ORDERS = [
  {
    id: 'order',
    name: 'Order',
    pluralName: 'Orders',
    description: 'What one customer bought at one time.',
    key,
    access: writtenBy('admin', 'clerk'),
    fields: withBasics(
      field('orderNumber', 'text', { ...required, unique: true, minLength: 1, maxLength: 40 }),
      field('status', 'enum', {
        ...required,
        enumId: 'order-status',
        default: { kind: 'literal', value: 'new' },
      }),
      field('currency', 'enum', {
        ...required,
        enumId: 'currency',
        default: { kind: 'literal', value: 'EUR' },
      }),
      field('placedAt', 'timestamp', { ...required, default: { kind: 'now' } }),
      field('shippedAt', 'timestamp'),
      field('version', 'integer', {
        ...required,
        readOnly: true,
        role: 'version',
        default: { kind: 'literal', value: 1 },
        description: 'Counts the changes.',
      }),
    ),
    relations: [belongsTo('customer', 'customer', 'orders', { ...required, description: 'Who ordered.' })],
    indexes: [indexOn('customer'), indexOn('status', 'placedAt')],
  },
  {
    id: 'order-item',
    name: 'OrderItem',
    pluralName: 'OrderItems',
    description: 'One line of an order.',
    key,
    access: writtenBy('admin', 'clerk'),
    fields: withBasics(
      field('quantity', 'integer', { ...required, minimum: '1', default: { kind: 'literal', value: 1 } }),
      field('unitPrice', 'decimal', {
        ...required,
        precision: 12,
        scale: 2,
        minimum: '0',
        description: 'The price at the time of the order.',
      }),
    ),
    relations: [
      belongsTo('order', 'order', 'items', {
        ...required,
        onDelete: 'cascade',
        description: 'The order that this line belongs to.',
      }),
      belongsTo('product', 'product', 'orderItems', { ...required, description: 'What was ordered.' }),
    ],
    uniques: [{ id: 'order-product', fields: ['order', 'product'] }],
    indexes: [indexOn('product')],
  },
];
