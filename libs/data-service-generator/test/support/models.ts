import { NASTY_TEXTS } from '@amplication/service-model/testing';

/** A field of a test model; its id is its name. */
export const field = (name: string, type: string, more: object = {}) => ({ id: name, name, type, ...more });

const uuidKey = field('id', 'uuid', {
  required: true,
  readOnly: true,
  default: { kind: 'id', made: 'uuidv4', by: 'database' },
});

const withKey = (name: string, key: object | null, fields: object[], more: object = {}) => ({
  id: name,
  name,
  key,
  fields,
  ...more,
});

export const keyed = (name: string, fields: object[], more: object = {}) =>
  withKey(name, { fields: ['id'] }, [uuidKey, ...fields], more);

const TYPES: [string, string, object][] = [
  ['plainText', 'text', {}],
  ['shortText', 'text', { minLength: 2, maxLength: 5 }],
  ['varcharText', 'text', { store: 'varchar', maxLength: 9 }],
  ['charText', 'text', { store: 'char', maxLength: 3 }],
  ['email', 'text', { format: 'email' }],
  ['url', 'text', { format: 'url' }],
  ['pattern', 'text', { pattern: '^[a-z]+/\\d+$' }],
  ['small', 'integer', { bytes: 2 }],
  ['whole', 'integer', { minimum: '-5', maximum: '5' }],
  ['big', 'integer', { bytes: 8, minimum: '-9007199254740993' }],
  ['price', 'decimal', { precision: 10, scale: 2, minimum: '0' }],
  ['anyDecimal', 'decimal', {}],
  ['real', 'double', { bytes: 4 }],
  ['double', 'double', { minimum: 0.5, maximum: 9.5 }],
  ['flag', 'boolean', {}],
  ['day', 'date', {}],
  ['clock', 'time', {}],
  ['clockInZone', 'time', { zone: true }],
  ['moment', 'timestamp', {}],
  ['wall', 'timestamp', { zone: false }],
  ['milliseconds', 'timestamp', { precision: 3 }],
  ['jsonb', 'json', {}],
  ['json', 'json', { binary: false }],
  ['bytes', 'bytes', {}],
  ['uuid', 'uuid', {}],
  ['colour', 'enum', { enumId: 'colour' }],
  ['mood', 'enum', { enumId: 'mood' }],
  ['address', 'other', { typeName: 'inet' }],
  ['place', 'other', { typeName: 'point' }],
  ['span', 'other', { typeName: 'interval' }],
];

/** One model with every construct of the language. */
export const EVERY_CONSTRUCT = {
  version: 2,
  name: 'Everything',
  description: NASTY_TEXTS.join('\n'),
  roles: [{ id: 'admin', name: 'admin' }],
  extensions: ['citext'],
  enums: [
    {
      id: 'colour',
      name: 'Colour',
      values: [
        { id: 'r', name: 'red' },
        { id: 'g', name: 'light green', stored: 'G' },
        { id: 'q', name: 'it\'s "new"\n' },
      ],
    },
    {
      id: 'mood',
      name: 'Mood',
      native: true,
      schema: 'side',
      values: [
        { id: 'a', name: 'good', stored: 'GOOD' },
        { id: 'b', name: 'bad' },
      ],
    },
    {
      id: 'pgKind',
      name: 'PgKind',
      native: true,
      typeName: 'text',
      values: [
        { id: 'a', name: 'table' },
        { id: 'b', name: 'view', stored: 'VIEW' },
      ],
    },
    {
      id: 'size',
      name: 'Size',
      native: true,
      values: [
        { id: 's', name: 'small' },
        { id: 'l', name: 'large' },
      ],
    },
  ],
  entities: [
    keyed(
      'Single',
      TYPES.map(([name, type, more]) => field(name, type, more)),
    ),
    keyed(
      'Needed',
      TYPES.map(([name, type, more]) => field(name, type, { ...more, required: true })),
    ),
    keyed(
      'Listed',
      TYPES.filter(([name]) => name !== 'json').map(([name, type, more]) =>
        field(name, type, { ...more, list: true }),
      ),
    ),
    keyed(
      'Made',
      [
        field('literal', 'text', { required: true, default: { kind: 'literal', value: "it's" } }),
        field('now', 'timestamp', { required: true, default: { kind: 'now' } }),
        field('v7', 'uuid', { required: true, default: { kind: 'id', made: 'uuidv7', by: 'database' } }),
        field('ownV4', 'uuid', { required: true, default: { kind: 'id', made: 'uuidv4' } }),
        field('cuid', 'text', { required: true, default: { kind: 'id', made: 'cuid' } }),
        field('cuid2', 'text', { required: true, default: { kind: 'id', made: 'cuid2', length: 10 } }),
        field('ulid', 'text', { required: true, default: { kind: 'id', made: 'ulid' } }),
        field('nanoid', 'text', { required: true, default: { kind: 'id', made: 'nanoid', length: 12 } }),
        field('counted', 'integer', { required: true, default: { kind: 'sequence' } }),
        field('expression', 'text', { default: { kind: 'expression', sql: "upper('x')" } }),
        field('list', 'integer', { list: true, required: true, default: { kind: 'literal', value: [1, 2] } }),
        field('size', 'enum', {
          enumId: 'size',
          required: true,
          default: { kind: 'literal', value: 'small' },
        }),
        field('document', 'json', { required: true, default: { kind: 'literal', value: { a: "it's" } } }),
        field('doubled', 'integer', { generated: 'counted * 2' }),
        field('madeAt', 'timestamp', { required: true, role: 'createdAt' }),
        field('changedAt', 'timestamp', { required: true, role: 'updatedAt' }),
        field('revision', 'integer', { bytes: 8, required: true, role: 'version' }),
        field('seen', 'text', { readOnly: true, default: { kind: 'literal', value: 'seen' } }),
        field('hidden', 'text', { writeOnly: true }),
        field('password', 'text', { secret: true, minLength: 8, maxLength: 40 }),
      ],
      { schema: 'side', table: 'Made Things', checks: [{ id: 'c', expression: "literal <> 'never'" }] },
    ),
    withKey('ByInteger', { fields: ['id'] }, [
      field('id', 'integer', { required: true, default: { kind: 'identity', always: true } }),
      field('name', 'text', { column: 'the "name"' }),
    ]),
    withKey('ByBigint', { fields: ['id'] }, [
      field('id', 'integer', { bytes: 8, required: true, default: { kind: 'identity' } }),
      field('name', 'text'),
    ]),
    withKey('ByText', { fields: ['code'] }, [
      field('code', 'text', { required: true }),
      field('name', 'text'),
    ]),
    withKey('ByParts', { fields: ['a', 'b', 'c'] }, [
      field('a', 'text', { required: true }),
      field('b', 'date', { required: true }),
      field('c', 'enum', { enumId: 'colour', required: true }),
      field('name', 'text'),
    ]),
    withKey('ByUnique', { fields: ['code'], kind: 'unique index' }, [
      field('code', 'other', { typeName: 'citext', required: true }),
      field('name', 'text'),
    ]),
    // PostgreSQL has tables, functions and types of these names: ours are others.
    keyed('PgTable', [field('name', 'text'), field('kind', 'enum', { enumId: 'pgKind' })], {
      relations: [
        {
          id: 'roles',
          name: 'roles',
          kind: 'many-to-many',
          entityId: 'PgTable',
          joinTable: { table: 'pg_roles' },
          onDelete: 'cascade',
        },
      ],
      checks: [{ id: 'c', expression: "name <> 'never'" }],
    }),
    keyed('PgUser', [field('number', 'integer', { default: { kind: 'sequence', sequence: 'pg_class' } })], {
      relations: [{ id: 'table', name: 'table', entityId: 'PgTable' }],
    }),
    withKey('Keyless', null, [field('name', 'text', { required: true })]),
    keyed('Team', [field('name', 'text', { required: true, unique: true })], {
      relations: [
        {
          id: 'parent',
          name: 'parent',
          entityId: 'Team',
          onDelete: 'restrict',
          inverse: { name: 'children' },
        },
        { id: 'lead', name: 'lead', kind: 'one-to-one', entityId: 'Person', onDelete: 'set null' },
      ],
    }),
    keyed(
      'Person',
      [
        field('name', 'text', { required: true }),
        field('a', 'text'),
        field('b', 'date'),
        field('c', 'enum', { enumId: 'colour' }),
      ],
      {
        pluralName: 'People',
        relations: [
          {
            id: 'team',
            name: 'team',
            entityId: 'Team',
            required: true,
            onDelete: 'cascade',
            inverse: { name: 'members' },
          },
          { id: 'second', name: 'second', entityId: 'Team', references: ['name'] },
          { id: 'parts', name: 'parts', entityId: 'ByParts', fields: ['a', 'b', 'c'] },
          {
            id: 'friends',
            name: 'friends',
            kind: 'many-to-many',
            entityId: 'Person',
            inverse: { name: 'friendOf' },
            onDelete: 'cascade',
          },
          {
            id: 'numbers',
            name: 'numbers',
            kind: 'many-to-many',
            entityId: 'ByBigint',
            inverse: { name: 'people' },
            onDelete: 'cascade',
          },
        ],
        uniques: [{ id: 'u', fields: ['name', 'team'] }],
        indexes: [{ id: 'i', parts: [{ fieldId: 'name', descending: true }], where: "name <> ''" }],
      },
    ),
  ],
};

const rule = (roleId: string | null, actions: string[], rows: string = 'all') => ({ roleId, actions, rows });
const ALL_ACTIONS = ['create', 'read', 'update', 'delete', 'list'];

/** A model with each kind of permission: by row, by tenant, by field, and cells that nobody has. */
export const PERMISSIONS = {
  version: 2,
  name: 'Permissions',
  roles: ['admin', 'editor', 'member', 'guest'].map((id) => ({ id, name: id })),
  entities: [
    keyed(
      'Document',
      [
        field('title', 'text', { required: true, maxLength: 50, searchable: true }),
        field('ownerId', 'uuid', { required: true, role: 'owner' }),
        field('tenantId', 'integer', { required: true, role: 'tenant' }),
        field('rating', 'integer', { readableBy: ['admin', 'editor'], writableBy: ['admin'] }),
        field('secret', 'text', { secret: true, minLength: 4, maxLength: 40 }),
        field('draft', 'text', { writeOnly: true }),
        field('note', 'text', { searchable: true, readableBy: ['admin'] }),
      ],
      {
        access: [
          rule('admin', ALL_ACTIONS),
          rule('editor', ALL_ACTIONS, 'own'),
          rule('member', ['create', 'read', 'list'], 'tenant'),
          rule('member', ['update', 'delete'], 'own'),
          rule('guest', ['read']),
        ],
        relations: [
          {
            id: 'tags',
            name: 'tags',
            kind: 'many-to-many',
            entityId: 'Tag',
            onDelete: 'cascade',
            inverse: { name: 'documents' },
          },
        ],
      },
    ),
    keyed(
      'Comment',
      [
        field('text', 'text', { required: true }),
        field('author', 'text', { required: true, role: 'owner', readOnly: true }),
      ],
      {
        access: [
          rule(null, ['read', 'list']),
          rule(null, ['create', 'update'], 'own'),
          rule('admin', ['delete']),
        ],
        relations: [
          {
            id: 'document',
            name: 'document',
            entityId: 'Document',
            required: true,
            onDelete: 'cascade',
            inverse: { name: 'comments' },
          },
        ],
      },
    ),
    keyed('Tag', [field('name', 'text', { required: true, unique: true })], {
      access: [rule(null, ['read', 'list']), rule('editor', ['create', 'update'])],
    }),
    keyed(
      'Account',
      [field('number', 'integer', { required: true }), field('holder', 'integer', { role: 'tenant' })],
      {
        access: [rule('member', ALL_ACTIONS, 'tenant'), rule('admin', ['list'])],
      },
    ),
  ],
};
