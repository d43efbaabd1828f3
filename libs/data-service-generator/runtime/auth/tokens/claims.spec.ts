import { claimOf, rolesIn, tenantIn } from './claims.js';

describe('claimOf', () => {
  it('finds a claim by its name, and by the way to it', () => {
    const claims = {
      roles: 1,
      realm: { access: { roles: 2 } },
      'https://us.example/roles': 3,
      'a.b': 4,
      a: { b: 5 },
    };
    expect(claimOf(claims, 'roles')).toBe(1);
    expect(claimOf(claims, 'realm.access.roles')).toBe(2);
    expect(claimOf(claims, 'https://us.example/roles')).toBe(3);
    expect(claimOf(claims, 'a.b')).toBe(4);
  });

  it('finds nothing that the token does not say', () => {
    for (const name of [
      'none',
      'roles.none',
      'realm.none.roles',
      'constructor',
      'roles.length',
      '__proto__',
      '',
    ])
      expect(claimOf({ roles: 'x', realm: null }, name)).toBeUndefined();
  });
});

it('reads roles from lists and texts', () => {
  expect(rolesIn(['a', 1, null, '', 'b'])).toEqual(new Set(['a', 'b']));
  expect(rolesIn('a b,c  d')).toEqual(new Set(['a', 'b', 'c', 'd']));
  for (const other of [undefined, null, 1, { admin: true }, '']) expect(rolesIn(other)).toEqual(new Set());
});

it('reads a tenant from a text or a whole number', () => {
  expect(tenantIn('one')).toBe('one');
  expect(tenantIn(7)).toBe('7');
  for (const other of ['', 'a\0', '\ud800', 1.5, NaN, null, undefined, ['one'], true])
    expect(tenantIn(other)).toBeNull();
});
