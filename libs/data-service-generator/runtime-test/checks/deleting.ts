import assert from 'node:assert/strict';
import { it } from 'node:test';
import { expectProblem, expectStatus } from '../expect.js';
import { type Tested } from '../tested.js';

/** Removing one row, and no other. */
export function itDeletes({ service, rows, caller, may }: Tested): void {
  it('removes one row, and no other', async () => {
    const row = await rows.make(service);
    const other = await rows.make(service);
    expectStatus(await caller.delete(rows.path(row)), 204);
    assert.equal(await rows.stored(service, row), undefined);
    assert.deepEqual(await rows.stored(service, other), other);
    expectProblem(await caller.delete(rows.path(row)), 404, 'NOT_FOUND');
  });

  if (!may.has('read')) return;
  it('removes a row only while it is as it was read', async () => {
    const row = await rows.make(service);
    const path = rows.path(row);
    const etag = (await caller.get(path)).headers.get('etag') ?? '';
    expectProblem(await caller.delete(path, { 'if-match': '"another"' }), 412, 'CHANGED_MEANWHILE');
    assert.deepEqual(await rows.stored(service, row), row);
    expectStatus(await caller.delete(path, { 'if-match': etag }), 204);
    assert.equal(await rows.stored(service, row), undefined);
  });
}
