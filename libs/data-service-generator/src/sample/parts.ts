/** A field of the sample; its id is its name. */
export const field = (name: string, type: string, more: object = {}) => ({ id: name, name, type, ...more });

export const required = { required: true };

/** A relation of the sample to one row of another entity, with the index that finds the rows by it. */
export const belongsTo = (name: string, entityId: string, inverse: string, more: object = {}) => ({
  id: name,
  name,
  kind: 'many-to-one',
  entityId,
  inverse: { name: inverse },
  ...more,
});

/** An index on one field or relation. */
export const indexOn = (...fieldIds: string[]) => ({
  id: fieldIds.join('-'),
  parts: fieldIds.map((fieldId) => ({ fieldId })),
});

/** What every entity of the sample has: an id that sorts by time, and when it was made and changed. */
export const withBasics = (...fields: object[]) => [
  field('id', 'uuid', {
    required: true,
    readOnly: true,
    default: { kind: 'id', made: 'uuidv7', by: 'service' },
  }),
  ...fields,
  moment('createdAt'),
  moment('updatedAt'),
];

const moment = (name: 'createdAt' | 'updatedAt') =>
  field(name, 'timestamp', { required: true, readOnly: true, default: { kind: 'now' }, role: name });

/** Everybody who is signed in reads; the roles that are named do all the rest. */
export const writtenBy = (...roleIds: string[]) => [
  { roleId: null, actions: ['read', 'list'], rows: 'all' },
  ...roleIds.map((roleId) => ({
    roleId,
    actions: ['create', 'read', 'update', 'delete', 'list'],
    rows: 'all',
  })),
];

export const key = { fields: ['id'] };
