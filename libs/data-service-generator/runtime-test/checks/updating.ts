import assert from 'node:assert/strict';
import { it } from 'node:test';
import { expectProblem, expectRefusedField, expectStatus, expectValues, inJson } from '../expect.js';
import { type Values } from '../test-service.js';
import { type Tested } from '../tested.js';

export interface Updating {
  /** Fields with a value that a row does not have by itself. */
  readonly fields: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
  /** What a caller sees of no row. */
  readonly unseen: readonly string[];
  /** What changes with every change. */
  readonly moving: readonly string[];
  /** What only the service writes, or nobody once the row is made. */
  readonly readOnly: readonly string[];
  /** The field that counts the changes. */
  readonly version: string | null;
  /** The field that says when the row was changed. */
  readonly updatedAt: string | null;
}

/** Changing rows: what is said and nothing else, of one row and of no other, and only as long as it is the same. */
export function itUpdates(tested: Tested, updating: Updating): void {
  const { service, rows, caller } = tested;
  const { fields, unseen, moving, readOnly } = updating;

  for (const { field, from, to } of fields)
    it(`changes ${field}, and leaves all else as it is`, async () => {
      const row = await rows.make(service, { [field]: from });
      await rows.make(service);
      const others = await othersThan(tested, row);
      const answer = await caller.patch(rows.path(row), { [field]: to });
      expectStatus(answer, 200);
      if (!unseen.includes(field)) assert.deepEqual(answer.body[field], to);
      const after = (await rows.stored(service, row)) ?? {};
      if (!unseen.includes(field)) assert.deepEqual(inJson(after[field]), to);
      assert.notDeepEqual(after[field], row[field]);
      assert.deepEqual(without(after, [field, ...moving]), without(row, [field, ...moving]));
      assert.deepEqual(await othersThan(tested, row), others);
    });

  for (const reference of rows.refersTo)
    if (reference.given !== 'never')
      it(`changes ${Object.keys(reference.holds).join(' and ')}`, async () => {
        const row = await rows.make(service);
        const other = await reference.to().make(service);
        const to = Object.fromEntries(
          Object.entries(reference.holds).map(([here, there]) => [here, other[there]]),
        );
        const changed = Object.fromEntries(Object.entries(to).filter(([name]) => !readOnly.includes(name)));
        const answer = await caller.patch(rows.path(row), changed);
        expectStatus(answer, 200);
        expectValues(answer.body, changed);
      });

  for (const name of ['noSuchField', ...readOnly])
    it(`does not change ${name}`, async () => {
      const row = await rows.make(service);
      expectRefusedField(await caller.patch(rows.path(row), { [name]: null }), name);
      assert.deepEqual(await rows.stored(service, row), row);
    });

  it('changes nothing where nothing is said', async () => {
    const row = await rows.make(service);
    expectStatus(await caller.patch(rows.path(row), {}), 200);
    assert.deepEqual(await rows.stored(service, row), row);
  });

  it('changes none that is not there', async () => {
    const path = rows.path(await rows.makeGone(service));
    const [{ field, to } = { field: '', to: null }] = fields;
    expectProblem(await caller.patch(path, field === '' ? {} : { [field]: to }), 404, 'NOT_FOUND');
  });

  if (tested.may.has('read')) itMinds(tested, updating);
}

/** `If-Match`, and what the service counts and notes by itself. */
function itMinds(tested: Tested, { fields, version, updatedAt }: Updating): void {
  const { service, rows, caller } = tested;
  const [first] = fields;
  if (!first) return;
  const { field, from, to } = first;

  it('changes a row only while it is as it was read', async () => {
    const row = await rows.make(service, { [field]: from });
    const path = rows.path(row);
    const etag = (await caller.get(path)).headers.get('etag') ?? '';
    expectProblem(
      await caller.patch(path, { [field]: to }, { 'if-match': '"another"' }),
      412,
      'CHANGED_MEANWHILE',
    );
    assert.deepEqual(await rows.stored(service, row), row);
    const changed = await caller.patch(path, { [field]: to }, { 'if-match': etag });
    expectStatus(changed, 200);
    const after = await rows.stored(service, row);
    expectProblem(await caller.patch(path, { [field]: to }, { 'if-match': etag }), 412, 'CHANGED_MEANWHILE');
    assert.deepEqual(await rows.stored(service, row), after);
    assert.notEqual(changed.headers.get('etag'), etag);
    assert.equal((await caller.get(path)).headers.get('etag'), changed.headers.get('etag'));
  });

  if (version !== null)
    it('counts the changes', async () => {
      const row = await rows.make(service, { [field]: from });
      await caller.patch(rows.path(row), { [field]: to });
      const after = (await rows.stored(service, row)) ?? {};
      assert.equal(Number(after[version]), Number(row[version]) + 1);
    });

  if (updatedAt !== null)
    it('notes when a row was changed', async () => {
      const row = await rows.make(service, { [field]: from });
      await caller.patch(rows.path(row), { [field]: to });
      const after = (await rows.stored(service, row)) ?? {};
      assert.ok(String(after[updatedAt]) > String(row[updatedAt]), `${updatedAt} is as before.`);
    });
}

const without = (row: Values, names: readonly string[]): Values =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** All rows but one. */
async function othersThan({ service, rows }: Tested, row: Values): Promise<Values[]> {
  const others = (await service.rowsOf(rows.table)).filter((one) => !rows.isSame(row, one));
  return others.sort((a, b) => (rows.path(a) < rows.path(b) ? -1 : 1));
}
