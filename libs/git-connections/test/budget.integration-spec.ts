import { createBitbucketClient } from '@amplication/bitbucket-client';
import { createBudgetGate } from '../src/budget';
import { failure, Harness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

const gate = (options?: { limit?: number; longestWaitMs?: number }) =>
  createBudgetGate(harness.database.db, { longestWaitMs: 0, ...options });
const ADA = '{ada}';

const setHold = (user: string, length: string, ended: string) =>
  harness.database.pool.query(
    `insert into connections.bitbucket_user_budget values ($1, now() - $3::interval, now() - $3::interval - $2::interval)
     on conflict (bitbucket_user_uuid) do update set not_before = excluded.not_before, updated_at = excluded.updated_at`,
    [user, length, ended],
  );
const setCount = (user: string, age: string, requests: number) =>
  harness.database.pool.query(
    `insert into connections.bitbucket_request_count values ($1, date_trunc('minute', now() - $2::interval), $3)`,
    [user, age, requests],
  );
const heldSeconds = async () =>
  Math.round((((await gate().read(ADA)).heldUntil?.getTime() ?? Date.now()) - Date.now()) / 1_000);

describe('after a 429', () => {
  it('every call for that user waits in every process, whatever it is for; other users go on', async () => {
    await gate().after(ADA, { status: 429 });
    for (const resource of ['repositories', 'webhooks', 'other'] as const)
      expect(await failure(gate().before(ADA, resource))).toMatchObject({
        code: 'BITBUCKET_RATE_LIMITED',
        action: 'retry',
        retryAfterMs: expect.any(Number),
      });
    await gate().before('{bob}', 'repositories');
  });

  it('waits as long as Retry-After says, and is never shortened by another answer', async () => {
    await gate().after(ADA, { status: 429, retryAfterMs: 90_000 });
    await gate().after(ADA, { status: 429, retryAfterMs: 5_000 });
    await gate().after(ADA, { status: 429 });
    await gate().after(ADA, { status: 200 });
    expect(await heldSeconds()).toBe(90);
  });

  it('without Retry-After: 15 seconds, the same for calls under way, twice as long when it comes again', async () => {
    await Promise.all([1, 2, 3].map(() => gate().after(ADA, { status: 429 })));
    expect(await heldSeconds()).toBe(15);
    await setHold(ADA, '15 seconds', '3 seconds');
    await gate().after(ADA, { status: 429 });
    expect(await heldSeconds()).toBe(30);
    await setHold(ADA, '9 minutes', '3 seconds');
    await gate().after(ADA, { status: 429 });
    expect(await heldSeconds()).toBe(600);
    await setHold(ADA, '9 minutes', '2 hours');
    await gate().after(ADA, { status: 429 });
    expect(await heldSeconds()).toBe(15);
  });

  it('waits out a short hold, and less when the caller gives up', async () => {
    await gate().after(ADA, { status: 429, retryAfterMs: 300 });
    const started = Date.now();
    await gate({ longestWaitMs: 2_000 }).before(ADA, 'other');
    expect(Date.now() - started).toBeGreaterThanOrEqual(280);
    await gate().after(ADA, { status: 429, retryAfterMs: 30_000 });
    const reason = new Error('Enough');
    expect(
      await failure(gate({ longestWaitMs: 60_000 }).before(ADA, 'other', AbortSignal.abort(reason))),
    ).toBe(reason);
  });
});

describe('the rolling hour', () => {
  it('counts repository data only, and forgets what is older than an hour', async () => {
    await setCount(ADA, '61 minutes', 500);
    await setCount(ADA, '30 minutes', 20);
    for (const resource of ['repositories', 'webhooks', 'other'] as const) await gate().before(ADA, resource);
    expect(await gate().read(ADA)).toEqual({ limit: 1_000, used: 21, heldUntil: null });
  });

  it('counts each of many calls at once', async () => {
    const gates = [gate(), gate()];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => gates[index % 2]?.before(ADA, 'repositories')),
    );
    expect((await gate().read(ADA)).used).toBe(40);
  });

  it('spreads calls from 80 percent on over the time until the window gives some back', async () => {
    const impatient = gate();
    await setCount(ADA, '30 minutes', 799);
    await impatient.before(ADA, 'repositories');
    // 800 are used: the next one goes at once, the one after it has to wait for its share of the half hour.
    await impatient.before(ADA, 'repositories');
    const error = await failure(impatient.before(ADA, 'repositories'));
    expect(error).toMatchObject({ code: 'BITBUCKET_RATE_LIMITED' });
    const { retryAfterMs = 0 } = error as { retryAfterMs?: number };
    expect(retryAfterMs).toBeGreaterThan(5_000);
    expect(retryAfterMs).toBeLessThanOrEqual((31 * 60_000) / 200);
  });

  it('sends nothing once the hour is used up', async () => {
    await setCount(ADA, '30 minutes', 1_000);
    const error = await failure(gate().before(ADA, 'repositories'));
    expect(error).toMatchObject({ code: 'BITBUCKET_RATE_LIMITED' });
    const { retryAfterMs = 0 } = error as { retryAfterMs?: number };
    expect(Math.abs(retryAfterMs - 31 * 60_000)).toBeLessThan(61_000);
    await gate().before(ADA, 'other');
  });
});

it("holds back a second process after the first one's 429 from Bitbucket", async () => {
  const { tokens } = await harness.authorise('alice');
  const { url } = harness.emulator;
  const process = () =>
    createBitbucketClient({
      apiUrl: `${url}/2.0`,
      siteUrl: url,
      gitUrl: url,
      clientId: 'amplication-local',
      clientSecret: 'amplication-local-secret',
      budget: gate(),
    }).as({ userKey: ADA, accessToken: () => Promise.resolve(tokens.accessToken) });
  await harness.settings({ repositoriesPerHour: 1 });
  await process().repositories.get('acme', 'shop-web');
  expect(await failure(process().repositories.get('acme', 'shop-web'))).toMatchObject({
    code: 'BITBUCKET_RATE_LIMITED',
  });
  await harness.settings({ repositoriesPerHour: 1_000 });
  const second = await failure(process().user.current());
  expect(second).toMatchObject({ code: 'BITBUCKET_RATE_LIMITED', status: null });
});
