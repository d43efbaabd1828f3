import { type Caller } from './caller.js';
import { type EntityPermissions, type Rows, rowsFor } from './permissions.js';

const TENANT: readonly Rows[] = ['tenant'];

const PERMISSIONS: EntityPermissions = {
  words: 'note',
  actions: {
    create: {},
    read: { '*': 'own', clerk: ['own', 'tenant'] },
    update: { clerk: [] },
    delete: { ['__proto__']: 'all', constructor: TENANT },
    list: { admin: 'all', clerk: 'tenant' },
  },
  fields: {},
};

const callerOf = (...roles: string[]): Caller => ({ subject: 'ada', tenant: 'one', roles: new Set(roles) });

const rows = (action: keyof EntityPermissions['actions'], ...roles: string[]) =>
  [...rowsFor(PERMISSIONS, action, callerOf(...roles))].sort();

it('adds up what all roles of a caller say, one kind of rows or several', () => {
  expect(rows('read')).toEqual(['own']);
  expect(rows('read', 'clerk')).toEqual(['own', 'tenant']);
  expect(rows('list', 'clerk', 'admin')).toEqual(['all', 'tenant']);
  expect(rows('list', 'nobody')).toEqual([]);
  expect(rows('update', 'clerk')).toEqual([]);
});

it('knows roles that are called as what every object has', () => {
  expect(rows('delete', '__proto__')).toEqual(['all']);
  expect(rows('delete', 'constructor')).toEqual(['tenant']);
  expect(rows('list', '__proto__', 'constructor', 'toString')).toEqual([]);
});

it('lets the service itself do all', () => {
  expect([...rowsFor(PERMISSIONS, 'create', { ...callerOf(), isService: true })]).toEqual(['all']);
});
