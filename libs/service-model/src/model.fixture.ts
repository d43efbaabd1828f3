/** The least that an entity needs, with a key of its own; `more` adds to it or replaces. */
export const entity = (name: string, more: object = {}, fields: object[] = []) => ({
  id: name.toLowerCase(),
  name,
  key: { fields: ['id'] },
  fields: [
    { id: 'id', name: 'id', type: 'uuid', required: true, default: { kind: 'id', made: 'uuidv4' } },
    ...fields,
  ],
  ...more,
});

/** A field whose id is its name. */
export const field = (name: string, type: string, more: object = {}) => ({ id: name, name, type, ...more });

/** A relation whose id is its name. */
export const relation = (name: string, entityId: string, more: object = {}) => ({
  id: name,
  name,
  entityId,
  ...more,
});

/** The least that a model needs. */
export const model = (entities: object[], more: object = {}) => ({
  version: 2,
  name: 'Shop',
  entities,
  ...more,
});
