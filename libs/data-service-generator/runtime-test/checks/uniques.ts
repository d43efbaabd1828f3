import { it } from 'node:test';
import { verify } from 'argon2';
import assert from 'node:assert/strict';
import { expectProblem, expectStatus } from '../expect.js';
import { type Tested } from '../tested.js';

/** No two rows have the same values of some fields. */
export function itKeepsUnique({ service, rows, caller, may }: Tested, fields: readonly string[]): void {
  const words = fields.join(' and ');
  it(`has no two rows with the same ${words}`, async () => {
    const row = await rows.makeWhole(service);
    const same = Object.fromEntries(fields.map((name) => [name, row[name]]));
    if (may.has('create')) {
      const before = await service.rowsOf(rows.table);
      expectProblem(await caller.post(rows.route, await rows.least(service, same)), 409, 'NOT_UNIQUE');
      assert.equal((await service.rowsOf(rows.table)).length, before.length);
    }
    if (may.has('update') && !fields.some((name) => rows.key.includes(name))) {
      const other = await rows.make(service);
      expectProblem(await caller.patch(rows.path(other), same), 409, 'NOT_UNIQUE');
      assert.deepEqual(await rows.stored(service, other), other);
    }
  });
}

/** A secret is kept as a hash of argon2id, and never shown. */
export function itKeepsSecret({ service, rows, caller, may }: Tested, field: string, secret: string): void {
  const check = async (kept: unknown) => {
    assert.match(String(kept), /^\$argon2id\$/);
    assert.ok(await verify(String(kept), secret), 'It is the hash of something else.');
  };
  if (may.has('create'))
    it(`keeps a hash of ${field}, and shows it to nobody`, async () => {
      const answer = await caller.post(rows.route, await rows.least(service, { [field]: secret }));
      expectStatus(answer, 201);
      assert.equal(Object.hasOwn(answer.body, field), false);
      assert.equal(JSON.stringify(answer.body).includes(secret), false);
      await check((await rows.stored(service, answer.body))?.[field]);
    });
  if (may.has('update'))
    it(`keeps a hash of ${field} when it is changed`, async () => {
      const row = await rows.make(service);
      const answer = await caller.patch(rows.path(row), { [field]: secret });
      expectStatus(answer, 200);
      assert.equal(Object.hasOwn(answer.body, field), false);
      await check((await rows.stored(service, row))?.[field]);
    });
}
