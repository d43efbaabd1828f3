/** A model in the text form with so many entities. */
export function yamlOf(entities: number): string {
  const head =
    'service: Orders\nversion: 2\nenums:\n  OrderStatus: { native: true, values: [new, open, done] }\n';
  return [head, ...Array.from({ length: entities }, (_, index) => entity(index, entities))].join('---\n');
}

const entity = (index: number, entities: number): string => `entity: Order${index}
description: Number ${index} of the entities.
fields:
  id: { type: integer, bytes: 8, required: true, default: { kind: sequence } }
  code: { type: text, store: varchar, maxLength: 40, required: true, unique: true, description: What people say. }
  title: { type: text, required: true, default: '' }
  status: { type: enum, enum: OrderStatus, required: true, default: new }
  total: { type: decimal, precision: 12, scale: 2, minimum: 0, required: true, default: 0 }
  quantity: { type: integer, default: 1 }
  isOpen: { type: boolean, required: true, default: true }
  details: json
  createdAt: { type: timestamp, required: true, default: { kind: now }, role: createdAt }
key: [id]
relations:
  parent: { to: Order${index}, inverse: children }
  next: { to: Order${(index + 1) % entities}, inverse: previous, onDelete: cascade }
indexes:
  - { parts: [{ field: createdAt, descending: true }, status] }
`;
