import { type Caller, theService } from './caller.js';
import { type EntityPermissions, hiddenFields, refuseUnwritable, rowsFor } from './permissions.js';

const permissions: EntityPermissions = {
  words: 'order item',
  actions: {
    create: { admin: 'all' },
    read: { admin: 'all', clerk: 'tenant', '*': 'own' },
    update: { clerk: 'tenant', keeper: 'own' },
    delete: {},
    list: { '*': 'tenant' },
  },
  fields: { cost: { read: ['admin'], write: ['admin', 'clerk'] }, note: { write: [] }, shown: {} },
};
const caller = (...roles: string[]): Caller => ({ subject: 'ada', tenant: null, roles: new Set(roles) });

describe('rowsFor', () => {
  it('joins what the roles of a caller may do, and what everybody may', () => {
    expect(rowsFor(permissions, 'read', caller())).toEqual(new Set(['own']));
    expect(rowsFor(permissions, 'read', caller('clerk'))).toEqual(new Set(['own', 'tenant']));
    expect(rowsFor(permissions, 'read', caller('clerk', 'admin'))).toEqual(new Set(['own', 'tenant', 'all']));
    expect(rowsFor(permissions, 'update', caller('clerk', 'keeper'))).toEqual(new Set(['tenant', 'own']));
  });

  it('is empty where nothing is granted', () => {
    expect(rowsFor(permissions, 'create', caller('clerk')).size).toBe(0);
    expect(rowsFor(permissions, 'delete', caller('admin')).size).toBe(0);
    for (const odd of ['constructor', '__proto__', 'toString', 'Admin', 'admin '])
      expect(rowsFor(permissions, 'create', caller(odd)).size).toBe(0);
  });

  it('lets the service itself do all', () => {
    expect(rowsFor(permissions, 'delete', theService)).toEqual(new Set(['all']));
  });
});

describe('fields', () => {
  it('are hidden from callers without a role for them', () => {
    expect(hiddenFields(permissions, caller('clerk'))).toEqual(new Set(['cost']));
    expect(hiddenFields(permissions, caller('admin'))).toEqual(new Set());
    expect(hiddenFields(permissions, theService)).toEqual(new Set());
  });

  it('are refused from callers without a role for them, all at once', () => {
    const refuse =
      (values: object, ...roles: string[]) =>
      () =>
        refuseUnwritable(permissions, values, caller(...roles));
    expect(refuse({ cost: 1, note: null, shown: 2 }, 'keeper')).toThrow(
      expect.objectContaining({
        code: 'FORBIDDEN',
        errors: [
          { field: 'cost', message: expect.any(String) },
          { field: 'note', message: expect.any(String) },
        ],
      }),
    );
    expect(refuse({ note: 'x' }, 'admin')).toThrow();
    expect(refuse({ cost: 1, shown: 2, note: undefined }, 'clerk')).not.toThrow();
    expect(() => refuseUnwritable(permissions, { note: 'x' }, theService)).not.toThrow();
  });
});
