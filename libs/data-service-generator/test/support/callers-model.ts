import { field, keyed } from './models';

const owner = (type: string, more: object = {}) => field('ownerId', type, { role: 'owner', ...more });
const tenant = (type: string, more: object = {}) => field('tenantId', type, { role: 'tenant', ...more });

const ALL = ['create', 'read', 'update', 'delete', 'list'];
const grant = (roleId: string | null, rows: string, actions = ALL) => ({ roleId, actions, rows });

/** Rows that are somebody's, and relations between rows that not everybody may see. */
export const CALLERS_MODEL = {
  version: 2,
  name: 'Callers',
  roles: ['admin', 'clerk', '__proto__', 'constructor'].map((name) => ({ id: name, name })),
  entities: [
    keyed(
      'Note',
      [
        field('title', 'text', { required: true, searchable: true }),
        field('internal', 'text', { readableBy: ['clerk', 'admin'], writableBy: ['clerk'] }),
        field('score', 'integer', {
          readableBy: ['__proto__', 'admin'],
          writableBy: ['constructor', 'admin'],
        }),
        field('password', 'text', { secret: true }),
        owner('text', { required: true }),
        tenant('text'),
      ],
      {
        access: [
          grant(null, 'own'),
          grant('clerk', 'own'),
          grant('clerk', 'tenant'),
          grant('admin', 'all'),
          grant('__proto__', 'all', ['read']),
          grant('constructor', 'all', ['update']),
        ],
        relations: [
          { id: 'folder', name: 'folder', entityId: 'Folder', inverse: { name: 'notes' } },
          { id: 'archive', name: 'archive', entityId: 'Folder', inverse: { name: 'archived' } },
          { id: 'vault', name: 'vault', entityId: 'Vault', inverse: { name: 'notes' } },
          { id: 'parent', name: 'parent', entityId: 'Note', inverse: { name: 'children' } },
          { id: 'findParent', name: 'findParent', entityId: 'Note' },
          {
            id: 'cover',
            name: 'cover',
            kind: 'one-to-one',
            entityId: 'Cover',
            onDelete: 'set null',
            inverse: { name: 'note' },
          },
          {
            id: 'sees',
            name: 'sees',
            kind: 'many-to-many',
            entityId: 'Note',
            onDelete: 'cascade',
            inverse: { name: 'seenBy' },
          },
        ],
      },
    ),
    keyed('Folder', [field('name', 'text', { required: true })]),
    keyed('Cover', [field('name', 'text', { required: true })]),
    keyed('Vault', [field('name', 'text', { required: true })], { access: [grant('admin', 'all')] }),
    keyed('Ticket', [owner('integer', { required: true }), tenant('uuid'), field('name', 'text')], {
      access: [grant(null, 'own'), grant('clerk', 'tenant')],
    }),
    {
      id: 'Seat',
      name: 'Seat',
      key: { fields: ['ownerId', 'row'] },
      fields: [owner('text', { required: true }), field('row', 'integer', { required: true })],
      access: [grant(null, 'own'), grant('admin', 'all')],
    },
    {
      id: 'Entry',
      name: 'Entry',
      key: null,
      fields: [field('text', 'text', { required: true }), owner('uuid')],
      access: [grant(null, 'own', ['create', 'list']), grant('admin', 'all', ['list'])],
    },
  ],
};
