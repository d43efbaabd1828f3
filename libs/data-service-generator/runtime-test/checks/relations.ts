import assert from 'node:assert/strict';
import { it } from 'node:test';
import { expectProblem, expectStatus, inJson, itemsOf, listOf } from '../expect.js';
import { asValues } from '../values.js';
import { type Reference, type TestRows } from '../test-rows.js';
import { type TestService, type Values } from '../test-service.js';
import { type Tested } from '../tested.js';

export interface Referring {
  /** What is held of the other row, as in {@link Reference}. */
  readonly holds: readonly string[];
  /** What happens to the rows when the other goes; null where the caller may not remove it. */
  readonly whenGone: 'refused' | 'removed' | 'emptied' | null;
}

/** Rows that refer to others: only to those that are there, and what becomes of them. */
export function itRefers(tested: Tested, { holds, whenGone }: Referring): void {
  const { service, rows, caller, may } = tested;
  const words = holds.join(' and ');
  const reference = rows.refersTo.find((one) => Object.keys(one.holds).join() === holds.join());
  if (!reference) throw new Error(`Nothing is referred to by ${words}.`);

  if (reference.given !== 'never' && may.has('create'))
    it(`refers by ${words} only to what is there`, async () => {
      const gone = held(reference, await reference.to().makeGone(service));
      // What is said already is not made anew.
      const least = await rows.least(service);
      expectProblem(await caller.post(rows.route, { ...least, ...gone }), 409, 'REFERENCE_BROKEN');
    });

  if (whenGone === null) return;
  const then = { refused: 'holds it', removed: 'goes with it', emptied: 'is without one then' }[whenGone];
  it(`refers by ${words} to a row, and ${then}`, async () => {
    const other = await reference.to().make(service);
    const row = await rows.make(service, held(reference, other));
    const another = await rows.makeWhole(service);
    const answer = await caller.delete(reference.to().path(other));
    if (whenGone === 'refused') expectProblem(answer, 409, 'REFERENCE_BROKEN');
    else expectStatus(answer, 204);
    const stored = await rows.stored(service, row);
    if (whenGone === 'refused') assert.deepEqual(stored, row);
    if (whenGone === 'removed') assert.equal(stored, undefined);
    if (whenGone === 'emptied') for (const name of holds) assert.equal(stored?.[name], null);
    assert.deepEqual(await rows.stored(service, another), another);
  });
}

/** What a row holds that refers to another. */
const held = ({ holds }: Reference, other: Values): Values =>
  Object.fromEntries(Object.entries(holds).map(([here, there]) => [here, other[there]]));

export interface Including {
  /** As the API calls it. */
  readonly name: string;
  readonly of: TestRows;
  /** What of the row at hand is what of the other. */
  readonly holds: Readonly<Record<string, string>>;
  readonly side: 'own' | 'inverse';
  readonly isMany: boolean;
  /** `orders`: the last part of the route to them, if there is one. */
  readonly route: string | null;
  /** Whether the caller may read one of the others, and list them. */
  readonly canRead: boolean;
  readonly canList: boolean;
  /** Roles that may not list the others, each alone. */
  readonly refusedFor: readonly string[];
}

/** Rows that belong to a row, as a part of it and below it. */
export function itIncludes(tested: Tested, including: Including): void {
  const { service, rows, caller, may } = tested;
  const { name, isMany, canRead, canList } = including;

  if (may.has('read') || may.has('list'))
    it(`shows its ${name} with it`, async () => {
      const { row, belonging } = await makePair(service, rows, including);
      const shown = (item: Values): Values[] =>
        isMany ? listOf(item[name]) : [item[name]].filter((one) => one !== null).map(asValues);
      const isReached = isMany ? canList : canRead;
      const check = (item: Values) => {
        const found = shown(item);
        assert.equal(found.length, isReached ? belonging.length : 0);
        for (const one of belonging)
          if (isReached) assert.ok(found.some((other) => including.of.isSame(other, one)));
      };
      if (may.has('read')) {
        const answer = await caller.get(`${rows.path(row)}?_include=${encodeURIComponent(name)}`);
        expectStatus(answer, 200);
        check(answer.body);
        assert.equal(Object.hasOwn((await caller.get(rows.path(row))).body, name), false);
        expectProblem(await caller.get(`${rows.path(row)}?_include=noSuchThing`), 400, 'BAD_REQUEST');
      }
      if (may.has('list')) {
        const list = await caller.get(`${rows.route}?_include=${encodeURIComponent(name)}&_limit=100`);
        expectStatus(list, 200);
        check(itemsOf(list).find((item) => rows.isSame(item, row)) ?? {});
      }
    });

  const { route } = including;
  if (route === null || !may.has('read') || !canList) return;
  it(`lists its ${name} below it`, async () => {
    const { row, belonging } = await makePair(service, rows, including);
    const answer = await caller.get(`${rows.path(row)}/${route}?_total=true`);
    expectStatus(answer, 200);
    assert.equal(answer.body['total'], belonging.length);
    assert.equal(itemsOf(answer).length, belonging.length);
    for (const one of belonging) assert.ok(itemsOf(answer).some((item) => including.of.isSame(item, one)));
    const gone = await rows.makeGone(service);
    expectProblem(await caller.get(`${rows.path(gone)}/${route}`), 404, 'NOT_FOUND');
    expectProblem(await service.asNobody().get(`${rows.path(row)}/${route}`), 401, 'NOT_SIGNED_IN');
    await expectForbidden(tested, including.refusedFor, 'GET', `${rows.path(row)}/${route}`);
  });
}

/** A row, what belongs to it, and others of both kinds. */
async function makePair(service: TestService, rows: TestRows, { of, holds, side, isMany }: Including) {
  await service.empty(of.table);
  if (side === 'own') {
    const other = await of.make(service);
    await of.make(service);
    const row = await rows.make(service, pairOf(holds, other, 'there'));
    return { row, belonging: [other] };
  }
  const row = await rows.makeWhole(service);
  await of.makeWhole(service);
  const values = pairOf(holds, row, 'here');
  const belonging = [await of.make(service, values)];
  if (isMany) belonging.push(await of.make(service, values));
  return { row, belonging };
}

/** The values that the row which holds the key has of the other. */
const pairOf = (holds: Including['holds'], row: Values, side: 'here' | 'there'): Values =>
  Object.fromEntries(
    Object.entries(holds).map(([here, there]) => (side === 'here' ? [there, row[here]] : [here, row[there]])),
  );

/** The roles for which something is refused, each alone; '*' is somebody without a role. */
async function expectForbidden(
  { service, caller }: Tested,
  roles: readonly string[],
  method: string,
  path: string,
): Promise<void> {
  const { subject, tenant } = caller.who ?? { subject: 'nobody' };
  for (const role of roles) {
    const other = service.as({
      subject,
      roles: role === '*' ? [] : [role],
      ...(tenant === undefined ? {} : { tenant }),
    });
    expectProblem(await other.send(method, path), 403, 'FORBIDDEN', `${method} for ${role}`);
  }
}

export interface Linking {
  /** Roles that may not change the links, each alone. */
  readonly refusedFor: readonly string[];
  /** `categories`: the last part of the route. */
  readonly route: string;
  readonly of: TestRows;
  /** Whether the caller may read one of the others, and list them. */
  readonly canRead: boolean;
  readonly canList: boolean;
}

/** Rows that are linked to a row, and no longer. */
export function itLinks(tested: Tested, { route, of, canRead, canList, refusedFor }: Linking): void {
  const { service, rows, caller, may } = tested;
  if (!may.has('update') || !may.has('read') || !canRead || !canList) return;
  const linked = async (row: Values): Promise<Values[]> => {
    const answer = await caller.get(`${rows.path(row)}/${route}`);
    expectStatus(answer, 200);
    return itemsOf(answer);
  };
  const keyOf = (row: Values) => encodeURIComponent(String(row[of.key[0] ?? '']));

  it(`links to its ${route}, and takes links away`, async () => {
    const [row, other] = [await rows.make(service), await rows.make(service)];
    const [first, second] = [await of.make(service), await of.make(service)];
    const path = (one: Values, to: Values) => `${rows.path(one)}/${route}/${keyOf(to)}`;
    expectStatus(await caller.put(path(row, first)), 204);
    expectStatus(await caller.put(path(row, first)), 204, 'again');
    expectStatus(await caller.put(path(row, second)), 204);
    expectStatus(await caller.put(path(other, first)), 204);
    assert.equal((await linked(row)).length, 2);
    const [only] = await linked(other);
    assert.ok(of.isSame(only ?? {}, first));
    expectStatus(await caller.delete(path(row, first)), 204);
    expectStatus(await caller.delete(path(row, first)), 204, 'again');
    const [left, ...more] = await linked(row);
    assert.ok(of.isSame(left ?? {}, second));
    assert.equal(more.length, 0);
    assert.equal((await linked(other)).length, 1);
  });

  it(`links to no ${route} that are not there, and for nobody without a token`, async () => {
    const row = await rows.make(service);
    const path = `${rows.path(row)}/${route}`;
    const gone = await of.makeGone(service);
    expectProblem(await caller.put(`${path}/${keyOf(gone)}`), 404, 'NOT_FOUND');
    expectProblem(await caller.delete(`${path}/${keyOf(gone)}`), 404, 'NOT_FOUND');
    const there = await of.make(service);
    expectProblem(await service.asNobody().put(`${path}/${keyOf(there)}`), 401, 'NOT_SIGNED_IN');
    await expectForbidden(tested, refusedFor, 'PUT', `${path}/${keyOf(there)}`);
    await expectForbidden(tested, refusedFor, 'DELETE', `${path}/${keyOf(there)}`);
    const goneRow = await rows.makeGone(service);
    expectProblem(await caller.put(`${rows.path(goneRow)}/${route}/${keyOf(there)}`), 404, 'NOT_FOUND');
    assert.deepEqual(inJson(await linked(row)), []);
  });
}
