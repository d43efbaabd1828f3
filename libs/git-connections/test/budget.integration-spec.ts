import { jest } from '@jest/globals';
import { type BudgetedCall, createBitbucketClient } from '@amplication/bitbucket-client';
import { createBudgetGate } from '../src/budget/budget-gate';
import { CONSUMER, failure, Harness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

const gate = (options?: { limit?: number; longestWaitMs?: number }) =>
  createBudgetGate(harness.database.db, { longestWaitMs: 0, ...options });
const ADA = '{ada}';

const REPOSITORIES: BudgetedCall = {
  method: 'GET',
  pathTemplate: '/repositories/{workspace}',
  resource: 'repositories',
};
const WEBHOOKS: BudgetedCall = { ...REPOSITORIES, resource: 'webhooks' };
const OTHER: BudgetedCall = { ...REPOSITORIES, resource: 'other' };

/** As if the hold had ended this long ago. */
const endHold = (ago: string) =>
  harness.database.pool.query(
    `update connections.bitbucket_user_budget set not_before = now() - $2::interval where bitbucket_user_uuid = $1`,
    [ADA, ago],
  );
const setCount = (user: string, age: string, requests: number) =>
  harness.database.pool.query(
    `insert into connections.bitbucket_request_count values ($1, date_trunc('minute', now() - $2::interval), $3)`,
    [user, age, requests],
  );
/** To five seconds: the machine may be slow. */
const heldSeconds = async () => {
  const { heldUntil } = await gate().read(ADA);
  return heldUntil === null ? 0 : 5 * Math.round((heldUntil.getTime() - Date.now()) / 5_000);
};

describe('after a 429', () => {
  it('every call for that user waits in every process, whatever it is for; other users go on', async () => {
    await gate().after(ADA, REPOSITORIES, { status: 429 });
    for (const call of [REPOSITORIES, WEBHOOKS, OTHER])
      expect(await failure(gate().before(ADA, call))).toMatchObject({
        code: 'BITBUCKET_RATE_LIMITED',
        action: 'retry',
        retryAfterMs: expect.any(Number),
      });
    await gate().before('{bob}', REPOSITORIES);
  });

  it('waits as long as Retry-After says, and is never shortened by another answer', async () => {
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 90_000 });
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 5_000 });
    await gate().after(ADA, REPOSITORIES, { status: 429 });
    await gate().after(ADA, REPOSITORIES, { status: 200 });
    expect(await heldSeconds()).toBe(90);
  });

  it('without Retry-After: 15 seconds, the same for calls under way, twice as long when it comes again', async () => {
    await Promise.all([1, 2, 3].map(() => gate().after(ADA, REPOSITORIES, { status: 429 })));
    expect(await heldSeconds()).toBe(15);
    await endHold('3 seconds');
    await gate().after(ADA, REPOSITORIES, { status: 429 });
    expect(await heldSeconds()).toBe(30);
    await endHold('2 minutes');
    await gate().after(ADA, REPOSITORIES, { status: 429 });
    expect(await heldSeconds()).toBe(15);
  });

  it('starts at 15 seconds again once a call of its kind went well, in whatever process', async () => {
    const refuseTwice = async () => {
      await gate().after(ADA, REPOSITORIES, { status: 429 });
      await endHold('1 second');
      await gate().after(ADA, REPOSITORIES, { status: 429 });
      expect(await heldSeconds()).toBe(30);
      await endHold('1 second');
    };
    const succeed = async (call: BudgetedCall) => {
      const other = gate();
      await other.before(ADA, call);
      await other.after(ADA, call, { status: 200 });
    };
    await refuseTwice();
    await succeed(OTHER);
    await gate().after(ADA, REPOSITORIES, { status: 429 });
    expect(await heldSeconds()).toBe(60);
    await endHold('1 second');
    await succeed(REPOSITORIES);
    await refuseTwice();
  });

  it.each([400, 404, 500])('an answer of %i is no proof that calls go well again', async (status) => {
    const one = gate();
    await one.after(ADA, REPOSITORIES, { status: 429 });
    await endHold('1 second');
    await one.before(ADA, REPOSITORIES);
    await one.after(ADA, REPOSITORIES, { status });
    await one.after(ADA, REPOSITORIES, { status: 429 });
    expect(await heldSeconds()).toBe(30);
    await endHold('1 second');
    await one.before(ADA, REPOSITORIES);
    await one.after(ADA, REPOSITORIES, { status });
    await one.after(ADA, REPOSITORIES, { status: 200 });
    await one.after(ADA, REPOSITORIES, { status: 429 });
    expect(await heldSeconds()).toBe(15);
  });

  it('a call that went well costs no query where there is nothing to reset', async () => {
    const one = gate();
    await one.before(ADA, REPOSITORIES);
    const query = jest.spyOn(harness.database.pool, 'query');
    try {
      await one.after(ADA, REPOSITORIES, { status: 200 });
      expect(query).not.toHaveBeenCalled();
      await one.after(ADA, REPOSITORIES, { status: 429 });
      await endHold('1 second');
      await one.before(ADA, REPOSITORIES);
      query.mockClear();
      await one.after(ADA, REPOSITORIES, { status: 200 });
      expect(query).toHaveBeenCalled();
    } finally {
      query.mockRestore();
    }
  });

  it('says until when, by which answer, and whether that asked for it', async () => {
    await gate().after(ADA, REPOSITORIES, { status: 429 });
    expect(await failure(gate().before(ADA, OTHER))).toMatchObject({
      message: expect.stringMatching(
        /^Calls of this Bitbucket account are held until \d\d:\d\d:\d\d UTC by a 429 on GET \/repositories\/\{workspace}, which did not say for how long\.$/,
      ),
    });
    await gate().after(ADA, OTHER, { status: 429, retryAfterMs: 60_000 });
    expect(await failure(gate().before(ADA, OTHER))).toMatchObject({
      message: expect.stringMatching(/ by a 429 on GET \/repositories\/\{workspace}, with a Retry-After\.$/),
    });
  });

  it('does not keep waiting what can be skipped', async () => {
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 30_000 });
    const patient = gate({ longestWaitMs: 60_000 });
    expect(await failure(patient.before(ADA, OTHER, { whenHeld: 'fail' }))).toMatchObject({
      code: 'BITBUCKET_RATE_LIMITED',
    });
  });

  it('waits out a short hold unless told otherwise, and no hold that is longer than told', async () => {
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 400 });
    expect(await failure(gate({ longestWaitMs: 50 }).before(ADA, OTHER))).toMatchObject({
      code: 'BITBUCKET_RATE_LIMITED',
    });
    await createBudgetGate(harness.database.db).before(ADA, OTHER);
    expect(await heldSeconds()).toBe(0);
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 60_000 });
    expect(await failure(createBudgetGate(harness.database.db).before(ADA, OTHER))).toMatchObject({
      code: 'BITBUCKET_RATE_LIMITED',
    });
  });

  it('waits on when another 429 comes while it waits', async () => {
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 300 });
    const waiting = failure(gate({ longestWaitMs: 1_000 }).before(ADA, OTHER));
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 60_000 });
    expect(await waiting).toMatchObject({ code: 'BITBUCKET_RATE_LIMITED' });
  });

  it('a success of a call that began before the 429 does not shorten what comes next', async () => {
    const one = gate();
    await one.after(ADA, REPOSITORIES, { status: 429 });
    await endHold('1 second');
    await one.before(ADA, REPOSITORIES);
    // Another process meets the next 429, which doubles the hold.
    await gate().after(ADA, OTHER, { status: 429 });
    await one.after(ADA, REPOSITORIES, { status: 200 });
    await endHold('1 second');
    await gate().after(ADA, OTHER, { status: 429 });
    expect(await heldSeconds()).toBe(60);
  });

  it('waits out a short hold, and less when the caller gives up', async () => {
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 300 });
    const started = Date.now();
    await gate({ longestWaitMs: 2_000 }).before(ADA, OTHER);
    expect(Date.now() - started).toBeGreaterThanOrEqual(280);
    await gate().after(ADA, REPOSITORIES, { status: 429, retryAfterMs: 30_000 });
    const reason = new Error('Enough');
    expect(
      await failure(
        gate({ longestWaitMs: 60_000 }).before(ADA, OTHER, { signal: AbortSignal.abort(reason) }),
      ),
    ).toBe(reason);
  });
});

describe('the rolling hour', () => {
  it('counts repository data only, and forgets what is older than an hour', async () => {
    await setCount(ADA, '61 minutes', 500);
    await setCount(ADA, '30 minutes', 20);
    for (const call of [REPOSITORIES, WEBHOOKS, OTHER]) await gate().before(ADA, call);
    expect(await gate().read(ADA)).toEqual({ limit: 1_000, used: 21, heldUntil: null });
  });

  it('counts each of many calls at once', async () => {
    const [one, other] = [gate(), gate()];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? one : other).before(ADA, REPOSITORIES)),
    );
    expect((await gate().read(ADA)).used).toBe(40);
  });

  it('spreads calls from 80 percent on over the time until the window gives some back', async () => {
    const impatient = gate();
    await setCount(ADA, '30 minutes', 799);
    await impatient.before(ADA, REPOSITORIES);
    // 800 are used: the next one goes at once, the one after it has to wait for its share of the half hour.
    await impatient.before(ADA, REPOSITORIES);
    const error = await failure(impatient.before(ADA, REPOSITORIES));
    expect(error).toMatchObject({ code: 'BITBUCKET_RATE_LIMITED' });
    const { retryAfterMs = 0 } = error as { retryAfterMs?: number };
    expect(retryAfterMs).toBeGreaterThan(5_000);
    expect(retryAfterMs).toBeLessThanOrEqual((31 * 60_000) / 200);
  });

  it('waits for its turn, and is counted when it comes', async () => {
    await setCount(ADA, '59 minutes', 9_000);
    const one = gate({ limit: 10_000, longestWaitMs: 10_000 });
    const started = Date.now();
    // One or two minutes are left for 1,000 calls, which is 60 to 120 ms for each.
    for (let call = 0; call < 4; call += 1) await one.before(ADA, REPOSITORIES);
    expect(Date.now() - started).toBeGreaterThanOrEqual(150);
    expect(await one.read(ADA)).toEqual({ limit: 10_000, used: 9_004, heldUntil: null });
  });

  it('forgets counts that are no longer asked for, of that account alone', async () => {
    await setCount(ADA, '3 hours', 5);
    await setCount('{bob}', '3 hours', 5);
    await setCount(ADA, '90 minutes', 5);
    await gate().before(ADA, REPOSITORIES);
    const { rows } = await harness.database.pool.query(
      `select bitbucket_user_uuid as user, requests from connections.bitbucket_request_count order by minute, 1`,
    );
    expect(rows).toEqual([
      { user: '{bob}', requests: 5 },
      { user: ADA, requests: 5 },
      { user: ADA, requests: 1 },
    ]);
  });

  it('gives a turn to what does not wait, and none to what has to', async () => {
    const one = gate({ longestWaitMs: 60_000 });
    await setCount(ADA, '30 minutes', 900);
    const waitOf = async () => {
      const error = await failure(one.before(ADA, REPOSITORIES, { whenHeld: 'fail' }));
      return (error as { retryAfterMs?: number }).retryAfterMs ?? 0;
    };
    await one.before(ADA, REPOSITORIES, { whenHeld: 'fail' });
    const first = await waitOf();
    expect(first).toBeGreaterThan(10_000);
    for (let call = 0; call < 3; call += 1) expect(await waitOf()).toBeLessThanOrEqual(first);
  });

  it('sends nothing once the hour is used up', async () => {
    await setCount(ADA, '30 minutes', 1_000);
    const error = await failure(gate().before(ADA, REPOSITORIES));
    expect(error).toMatchObject({ code: 'BITBUCKET_RATE_LIMITED' });
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /has used up the 1000 requests that Bitbucket allows in an hour; the next may be sent at \d\d:\d\d:\d\d UTC/,
      ),
    });
    const { retryAfterMs = 0 } = error as { retryAfterMs?: number };
    expect(Math.abs(retryAfterMs - 31 * 60_000)).toBeLessThan(61_000);
    await gate().before(ADA, OTHER);
  });
});

describe('with Bitbucket', () => {
  const bitbucket = async (longestWaitMs = 0) => {
    const { tokens } = await harness.authorise('alice');
    return () =>
      createBitbucketClient({
        apiUrl: `${harness.emulator.url}/2.0`,
        siteUrl: harness.emulator.url,
        gitUrl: harness.emulator.url,
        ...CONSUMER,
        budget: gate({ longestWaitMs }),
      }).as({ userKey: ADA, accessToken: () => Promise.resolve(tokens.accessToken) });
  };

  it("holds back a second process after the first one's 429", async () => {
    const process = await bitbucket();
    await harness.settings({ repositoriesPerHour: 1 });
    await process().repositories.get('acme', 'shop-web');
    expect(await failure(process().repositories.get('acme', 'shop-web'))).toMatchObject({
      code: 'BITBUCKET_RATE_LIMITED',
    });
    await harness.settings({ repositoriesPerHour: 1_000 });
    const second = await failure(process().user.current());
    expect(second).toMatchObject({ code: 'BITBUCKET_RATE_LIMITED', status: null });
  });

  it('goes on by itself after a 429 with Retry-After, and leaves out what need not be done', async () => {
    const process = await bitbucket(10_000);
    await harness.fault({
      action: 'status',
      status: 429,
      path: '^/2.0/user$',
      headers: { 'retry-after': '1' },
    });
    const left = await failure(process().withoutWaiting.user.current());
    expect(left).toMatchObject({
      status: 429,
      message: 'Bitbucket answered 429 (too many requests) to GET /user and asks to wait 1 s.',
    });
    const asked = Date.now();
    expect(await failure(process().withoutWaiting.user.current())).toMatchObject({ status: null });
    expect(Date.now() - asked).toBeLessThan(700);
    expect(await process().user.current()).toMatchObject({ displayName: expect.any(String) });
  });

  it('is held for 15 seconds each time when single calls are refused among those that are not', async () => {
    const process = await bitbucket();
    for (let round = 0; round < 4; round += 1) {
      await harness.fault({ action: 'status', status: 429, path: '^/2.0/repositories/' });
      await failure(process().withoutWaiting.repositories.get('acme', 'shop-web'));
      expect(await heldSeconds()).toBe(15);
      await endHold('1 second');
      await process().repositories.get('acme', 'shop-web');
    }
  });
});
