const FIELDS = [
  { type: 'text', maxLength: 200 },
  { type: 'text', format: 'email', maxLength: 254 },
  { type: 'integer' },
  { type: 'integer', bytes: 8 },
  { type: 'decimal', precision: 12, scale: 2 },
  { type: 'boolean' },
  { type: 'date' },
  { type: 'timestamp' },
  { type: 'json' },
  { type: 'enum', enumId: 'status' },
  { type: 'text', list: true },
  { type: 'uuid' },
];

/** A model with so many entities, as JSON: twelve fields and two relations each, an index, and now and then a many-to-many. */
export function largeModel(entities: number): object {
  return {
    version: 2,
    name: `Service of ${entities} entities`,
    enums: [
      { id: 'status', name: 'Status', values: ['new', 'open', 'done'].map((name) => ({ id: name, name })) },
    ],
    entities: Array.from({ length: entities }, (_, index) => entity(index, entities)),
  };
}

function entity(index: number, count: number): object {
  const near = (distance: number) => `entity-${(index + distance) % count}`;
  return {
    id: `entity-${index}`,
    name: `Entity${index}`,
    description: `Number ${index} of the entities that the benchmark has.`,
    key: { fields: ['id'] },
    fields: [
      {
        id: 'id',
        name: 'id',
        type: 'uuid',
        required: true,
        default: { kind: 'id', made: 'uuidv7' },
        readOnly: true,
      },
      ...FIELDS.map((field, number) => ({
        id: `field-${number}`,
        name: `field${number}`,
        required: number % 2 === 0,
        description: `What field ${number} is for.`,
        ...field,
      })),
    ],
    relations: [
      { id: 'parent', name: 'parent', entityId: near(0), inverse: { name: 'children' } },
      { id: 'next', name: 'next', entityId: near(1), inverse: { name: 'previous' } },
      ...(index % 5 === 0 ? [{ id: 'linked', name: 'linked', kind: 'many-to-many', entityId: near(2) }] : []),
    ],
    indexes: [{ id: 'index', parts: [{ fieldId: 'field-0' }, { fieldId: 'parent', descending: true }] }],
  };
}
