import { parseServiceModel } from '@amplication/service-model';
import { entity, field, model } from '@amplication/service-model/testing';
import { permissionsInWords } from './readme-permissions';

const wordsOf = (access: object[], ...fields: object[]) => {
  const roles = [
    { id: 'a', name: 'admin' },
    { id: 'c', name: 'clerk' },
  ];
  const parsed = parseServiceModel(model([entity('Order', { access }, fields)], { roles }));
  const [order] = parsed.entities;
  if (!order) throw new Error('There is no entity.');
  return permissionsInWords(parsed, order);
};

describe('permissions in words', () => {
  it('say who may do what with which rows', () => {
    const access = [
      { roleId: null, actions: ['list', 'read'], rows: 'tenant' },
      { roleId: 'a', actions: ['create', 'read', 'update', 'delete', 'list'] },
      { roleId: 'c', actions: ['update'], rows: 'own' },
    ];
    const fields = [
      field('ownerId', 'text', { role: 'owner' }),
      field('shop', 'text', { role: 'tenant' }),
      field('cost', 'integer', { readableBy: ['a', 'c'], writableBy: ['a'] }),
    ];
    expect(wordsOf(access, ...fields)).toEqual([
      'Everybody who is signed in may read and list rows of their tenant (`shop`).',
      '`admin` may create, read, list, update and delete all rows.',
      '`clerk` may update rows of their own (`ownerId`).',
      '`cost` is seen by `admin` and `clerk` only.',
      '`cost` is written by `admin` only.',
    ]);
  });

  it('say that nobody may, and that nobody sees a field', () => {
    expect(wordsOf([], field('cost', 'integer', { readableBy: [] }))).toEqual([
      'Nobody may do anything with it.',
      '`cost` is seen by nobody.',
    ]);
  });
});
