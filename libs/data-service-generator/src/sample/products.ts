import { belongsTo, field, indexOn, key, required, withBasics, writtenBy } from './parts';

export const SAMPLE_PRODUCTS = [
  {
    id: 'category',
    name: 'Category',
    pluralName: 'Categories',
    description: 'A shelf of the shop. A category may be part of another one.',
    key,
    access: writtenBy('admin'),
    fields: withBasics(field('name', 'text', { ...required, unique: true, minLength: 1, maxLength: 100 })),
    relations: [
      belongsTo('parent', 'category', 'children', {
        onDelete: 'restrict',
        description: 'The category that this one is part of.',
      }),
    ],
    indexes: [indexOn('parent')],
  },
  {
    id: 'product',
    name: 'Product',
    pluralName: 'Products',
    description: 'Something that can be ordered.',
    key,
    access: writtenBy('admin'),
    fields: withBasics(
      field('sku', 'text', {
        ...required,
        unique: true,
        maxLength: 40,
        pattern: '^[A-Za-z0-9-]+$',
        description: 'Stock keeping unit.',
      }),
      field('name', 'text', { ...required, minLength: 1, maxLength: 200, searchable: true }),
      field('description', 'text', { maxLength: 50_000, sortable: false, searchable: true }),
      field('price', 'decimal', {
        ...required,
        precision: 12,
        scale: 2,
        minimum: '0',
        description: 'VAT included.',
      }),
      field('currency', 'enum', {
        ...required,
        enumId: 'currency',
        default: { kind: 'literal', value: 'EUR' },
      }),
      field('stock', 'integer', {
        ...required,
        minimum: '0',
        default: { kind: 'literal', value: 0 },
        description: 'Pieces on the shelf.',
      }),
      field('tags', 'text', { list: true, ...required, default: { kind: 'literal', value: [] } }),
      field('attributes', 'json', { description: 'Colour, size and the like.' }),
    ),
    relations: [
      {
        id: 'categories',
        name: 'categories',
        kind: 'many-to-many',
        entityId: 'category',
        onDelete: 'cascade',
        inverse: { name: 'products' },
        description: 'Where it stands; a product may stand on several shelves.',
      },
    ],
    indexes: [indexOn('name')],
  },
];
