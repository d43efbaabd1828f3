import { Problem } from '../problem.js';
import { refuseHidden } from './refuse-hidden.js';
import { type ListRequest } from './request.js';

const PLAIN: ListRequest = {
  filters: [],
  search: null,
  searchIn: ['name', 'note'],
  sort: [],
  limit: 20,
  offset: 0,
  cursor: null,
  total: false,
  include: [],
};

const hidden = new Set(['note', 'constructor_', 'owner']);

it('lets pass what asks for nothing hidden', () => {
  const request: ListRequest = {
    ...PLAIN,
    filters: [{ field: 'name', operator: 'eq', value: 'a' }],
    sort: [{ field: 'name', descending: true }],
    include: ['parts'],
  };
  expect(refuseHidden(request, new Set())).toEqual(request);
  expect(refuseHidden(request, hidden)).toEqual({ ...request, searchIn: ['name'] });
});

it.each<[string, Partial<ListRequest>]>([
  ['note', { filters: [{ field: 'note', operator: 'isNull', value: true }] }],
  ['note', { sort: [{ field: 'note', descending: false }] }],
  ['owner', { include: ['owner'] }],
  [
    'note, constructor',
    {
      filters: [
        { field: 'note', operator: 'eq', value: 'a' },
        { field: 'constructor_', operator: 'eq', value: 'a' },
      ],
      sort: [{ field: 'note', descending: true }],
    },
  ],
])('refuses what tells of hidden fields: %s', (names, asked) => {
  expect(() => refuseHidden({ ...PLAIN, ...asked }, hidden)).toThrow(
    new Problem('FORBIDDEN', `You may not read: ${names}.`),
  );
});
