import assert from 'node:assert/strict';
import { it } from 'node:test';
import { expectProblem, expectStatus, inJson, itemsOf } from '../expect.js';
import { type Tested } from '../tested.js';

/** Reading one row, with its tag. `shown` is what an answer shows to whoever may see all. */
export function itReads({ service, rows, caller }: Tested, shown: readonly string[]): void {
  it('shows one row as PostgreSQL has it, and no other', async () => {
    await rows.makeWhole(service);
    const row = await rows.makeWhole(service);
    await rows.makeWhole(service);
    const answer = await caller.get(rows.path(row));
    expectStatus(answer, 200);
    assert.deepEqual(answer.body, inJson(Object.fromEntries(shown.map((name) => [name, row[name]]))));
  });

  it('shows none that is not there', async () => {
    expectProblem(await caller.get(rows.path(await rows.makeGone(service))), 404, 'NOT_FOUND');
  });

  it('answers with 304 to whoever has the row already', async () => {
    const path = rows.path(await rows.make(service));
    const first = await caller.get(path);
    const etag = first.headers.get('etag') ?? '';
    expectStatus(await caller.get(path, { 'if-none-match': etag }), 304);
    const other = await caller.get(path, { 'if-none-match': '"another"' });
    expectStatus(other, 200);
    assert.deepEqual(other.body, first.body);
    assert.equal(other.headers.get('etag'), etag);
  });
}

/** A list of all rows. */
export function itLists({ service, rows, caller }: Tested, shown: readonly string[]): void {
  it('lists all rows', async () => {
    await rows.makeWhole(service);
    await rows.make(service);
    const made = await service.rowsOf(rows.table);
    const answer = await caller.get(`${rows.route}?_total=true`);
    expectStatus(answer, 200);
    assert.equal(answer.body['total'], made.length);
    assert.equal(answer.body['next'], null);
    for (const row of made) {
      const item = itemsOf(answer).find((one) =>
        rows.isSame(one, Object.fromEntries(shown.map((name) => [name, inJson(row[name])]))),
      );
      assert.deepEqual(item, inJson(Object.fromEntries(shown.map((name) => [name, row[name]]))));
    }
  });
}
