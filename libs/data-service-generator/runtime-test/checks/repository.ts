import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Caller } from '../../runtime/auth/caller.js';
import { type Action } from '../../runtime/auth/permissions.js';
import { type ListRequest } from '../../runtime/http/list/request.js';
import { Problem } from '../../runtime/http/problem.js';
import { type Tested } from '../tested.js';

/** What code of the service can ask of a repository. */
interface TestedRepository {
  list(request: ListRequest, caller: Caller): Promise<unknown>;
  create(values: object, caller: Caller): Promise<unknown>;
  find?(key: object, caller: Caller): Promise<unknown>;
  update?(key: object, values: object, caller: Caller): Promise<unknown>;
  delete?(key: object, caller: Caller): Promise<unknown>;
}

const REQUEST: ListRequest = {
  filters: [],
  search: null,
  searchIn: [],
  sort: [],
  limit: 10,
  offset: 0,
  cursor: null,
  total: false,
  include: [],
};

/** Behind the guard the repository asks again, for code that calls it by itself. `actions` are not for everybody. */
export function itGuardsItsRepository(
  { service, rows }: Tested,
  type: abstract new (...args: never[]) => TestedRepository,
  actions: readonly Action[],
): void {
  const stranger: Caller = { subject: 'a stranger', tenant: null, roles: new Set() };
  for (const action of actions)
    it(`asks for permission in the repository as well: ${action}`, async () => {
      const repository = service.part(type);
      const row = await rows.make(service);
      const least = await rows.least(service);
      const before = await service.rowsOf(rows.table);
      const work = {
        list: () => repository.list(REQUEST, stranger),
        create: () => repository.create(least, stranger),
        read: () => repository.find?.(row, stranger),
        update: () => repository.update?.(row, {}, stranger),
        delete: () => repository.delete?.(row, stranger),
      }[action];
      await assert.rejects(
        async () => work(),
        (error) => error instanceof Problem && error.code === 'FORBIDDEN',
      );
      assert.deepEqual(await service.rowsOf(rows.table), before);
    });
}
