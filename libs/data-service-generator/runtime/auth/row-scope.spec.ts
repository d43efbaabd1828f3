import { integer, PgDialect, pgTable, text, uuid, varchar } from 'drizzle-orm/pg-core';
import { type Caller, theService } from './caller.js';
import { type EntityPermissions, type Rows } from './permissions.js';
import { ownedValues, ownerNumber, scopeOf, type ScopeColumns } from './row-scope.js';

const rows = pgTable('rows', {
  owner: text('owner'),
  tenant: varchar('tenant', { length: 9 }),
  ownerId: uuid('owner_id'),
  number: integer('number'),
});
const columns: ScopeColumns = { owner: rows.owner, tenant: rows.tenant };
const all = (grants: Record<string, Rows>): EntityPermissions => ({
  words: 'row',
  actions: { create: grants, read: grants, update: grants, delete: grants, list: grants },
  fields: {},
});
const permissions = all({ admin: 'all', clerk: 'tenant', '*': 'own' });
const ada: Caller = { subject: 'ada', tenant: 'one', roles: new Set() };
const clerk: Caller = { ...ada, roles: new Set(['clerk']) };
const admin: Caller = { ...ada, roles: new Set(['clerk', 'admin']) };
const homeless: Caller = { subject: 'eve', tenant: null, roles: new Set(['clerk']) };

describe('scopeOf', () => {
  const sqlOf = (caller: Caller, of = columns, grants = permissions) => {
    const scope = scopeOf(grants, 'read', caller, of);
    return scope && new PgDialect().sqlToQuery(scope);
  };

  it('is all rows, those of the caller, or those of the tenant as well', () => {
    expect(sqlOf(admin)).toBeUndefined();
    expect(sqlOf(theService)).toBeUndefined();
    expect(sqlOf(ada)).toMatchObject({ sql: '"rows"."owner" = $1', params: ['ada'] });
    expect(sqlOf(clerk)).toMatchObject({
      sql: '("rows"."owner" = $1 or "rows"."tenant" = $2)',
      params: ['ada', 'one'],
    });
    expect(sqlOf(clerk, columns, all({ clerk: 'tenant' }))).toMatchObject({ sql: '"rows"."tenant" = $1' });
  });

  it("takes nobody's rows for those of a caller without a tenant", () => {
    expect(sqlOf(homeless, columns, all({ clerk: 'tenant' }))).toMatchObject({ sql: 'false' });
  });

  it('compares with columns of other types without a failure', () => {
    expect(sqlOf(ada, { owner: rows.ownerId })).toMatchObject({ sql: 'false' });
    const id = '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b11';
    expect(sqlOf({ ...ada, subject: id }, { owner: rows.ownerId })).toMatchObject({ params: [id] });
    expect(sqlOf(ada, { owner: rows.number })).toMatchObject({
      sql: '"rows"."number"::text = $1',
      params: ['ada'],
    });
  });

  it('is forbidden without a role, and a mistake without a column', () => {
    expect(() => sqlOf(ada, columns, all({ admin: 'all' }))).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    expect(() => sqlOf(ada, {})).toThrow('no column');
  });
});

describe('ownedValues', () => {
  const owned = (caller: Caller, given = {}, grants = permissions, action: 'create' | 'update' = 'create') =>
    ownedValues(grants, action, caller, given);
  const isRefused = (...args: Parameters<typeof owned>) =>
    expect(() => owned(...args)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));

  it('gives what is created to its creator where the request does not say whose it is', () => {
    for (const caller of [ada, clerk, admin]) expect(owned(caller)).toEqual({ owner: 'ada', tenant: 'one' });
    expect(owned(homeless)).toEqual({ owner: 'eve' });
    expect(owned(theService)).toEqual({});
  });

  it('lets only those who may do all give rows to anybody', () => {
    const elsewhere = { owner: 'bob', tenant: 'two' };
    expect(owned(admin, elsewhere)).toEqual({});
    expect(owned(admin, { owner: null, tenant: null })).toEqual({});
    for (const action of ['create', 'update'] as const) {
      isRefused(ada, elsewhere, permissions, action);
      isRefused(ada, { owner: 'bob' }, permissions, action);
      isRefused(ada, { owner: null }, permissions, action);
      isRefused(ada, { tenant: 'two' }, permissions, action);
      isRefused(clerk, { tenant: 'two' }, permissions, action);
      isRefused(clerk, { tenant: null }, permissions, action);
      isRefused(homeless, { owner: 'bob' }, permissions, action);
    }
    isRefused(homeless, {}, all({ clerk: 'tenant' }));
    isRefused(ada, {}, all({ admin: 'all' }));
  });

  it('lets rows be given to others of the tenant by those who may work with its rows', () => {
    expect(owned(clerk, { owner: 'bob' })).toEqual({ tenant: 'one' });
    expect(owned(clerk, { owner: 'bob', tenant: 'one' }, permissions, 'update')).toEqual({});
  });

  it('leaves what is updated whose it is', () => {
    expect(owned(ada, {}, permissions, 'update')).toEqual({});
    expect(owned(admin, {}, permissions, 'update')).toEqual({});
  });
});

it('takes for the number of an owner only what is written like it', () => {
  expect(['7', '-7', '0', undefined].map(ownerNumber)).toEqual([7, -7, 0, undefined]);
  for (const other of ['0x7', '07', '7.0', ' 7 ', '1e3', '', '-0', 'ada'])
    expect(ownerNumber(other)).toBeNaN();
});
