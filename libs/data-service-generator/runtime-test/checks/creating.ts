import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { expectProblem, expectRefusedField, expectStatus, expectValues } from '../expect.js';
import { type Values } from '../test-service.js';
import { type Tested } from '../tested.js';

export interface Creating {
  /** What an answer shows to whoever may see all. */
  readonly shown: readonly string[];
  /** What is written and never shown. */
  readonly unseen: readonly string[];
  /** What is there where a caller does not say it. */
  readonly defaults: Values;
  /** What a caller has to say, and what only the service writes. */
  readonly needed: readonly string[];
  readonly readOnly: readonly string[];
}

/** Making rows with the least and with everything, once for each key, and not without what is needed. */
export function itCreates({ service, rows, caller }: Tested, creating: Creating): void {
  const { shown, unseen, defaults, needed, readOnly } = creating;
  const visible = (values: Values): Values =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !unseen.includes(name)));

  it('makes a row with the least that is needed', async () => {
    const values = await rows.least(service);
    const answer = await caller.post(rows.route, values);
    expectStatus(answer, 201);
    expectValues(answer.body, { ...defaults, ...visible(values) });
    assert.deepEqual(Object.keys(answer.body).sort(), [...shown].sort());
    assert.ok(await rows.stored(service, answer.body), 'It is not in the database.');
    if (rows.key.length > 0) {
      assert.equal(answer.headers.get('location'), `/api/${rows.path(answer.body)}`);
      assert.match(answer.headers.get('etag') ?? '', /^"[^"]+"$/);
    }
  });

  it('makes a row with everything that can be said', async () => {
    const values = await rows.all(service);
    const answer = await caller.post(rows.route, values);
    expectStatus(answer, 201);
    expectValues(answer.body, visible(values));
    const stored = (await rows.stored(service, answer.body)) ?? {};
    expectValues(stored, visible(values));
  });

  for (const name of needed)
    it(`makes none without ${name}`, async () => {
      const { [name]: _left, ...values } = await rows.least(service);
      const before = await service.rowsOf(rows.table);
      expectRefusedField(await caller.post(rows.route, values), name);
      expectRefusedField(await caller.post(rows.route, { ...values, [name]: null }), name, 'null');
      assert.equal((await service.rowsOf(rows.table)).length, before.length);
    });

  for (const name of ['noSuchField', ...readOnly])
    it(`does not take a value for ${name}`, async () => {
      const values = { ...(await rows.least(service)), [name]: null };
      expectRefusedField(await caller.post(rows.route, values), name);
    });

  it('makes one row of a request that is sent again with the same Idempotency-Key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const values = await rows.least(service);
    const before = await service.rowsOf(rows.table);
    const first = await caller.post(rows.route, values, key);
    const second = await caller.post(rows.route, values, key);
    expectStatus(first, 201);
    expectStatus(second, 201);
    assert.deepEqual(second.body, first.body);
    assert.equal(second.headers.get('location'), first.headers.get('location'));
    assert.equal((await service.rowsOf(rows.table)).length, before.length + 1);
    const other = await rows.least(service, { noSuchField: 1 });
    expectProblem(await caller.post(rows.route, other, key), 422, 'KEY_REUSED');
  });
}
