import { field, key, required, withBasics, writtenBy } from './parts';

export const SAMPLE_CUSTOMERS = [
  {
    id: 'customer',
    name: 'Customer',
    pluralName: 'Customers',
    description: 'A person or company that orders.',
    key,
    access: writtenBy('admin', 'clerk'),
    fields: withBasics(
      field('name', 'text', {
        ...required,
        minLength: 1,
        maxLength: 200,
        searchable: true,
        description: 'Full name, as on the invoice.',
      }),
      field('email', 'text', { ...required, unique: true, format: 'email', maxLength: 254 }),
      field('phone', 'text', { maxLength: 30 }),
      field('isActive', 'boolean', {
        ...required,
        default: { kind: 'literal', value: true },
        description: 'An inactive customer cannot order.',
      }),
      field('birthday', 'date'),
      field('notes', 'text', {
        maxLength: 50_000,
        sortable: false,
        readableBy: ['admin', 'clerk'],
        description: 'Seen by staff only.',
      }),
    ),
  },
];
