import { connectionsSchema } from '@amplication/database';
import { START_LOCK } from './start-lock';
import { failure, Harness } from './harness';
import { ConnectionWaitError } from '../src/tokens/connection-wait-error';

const { consumerHealth } = connectionsSchema;

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** Processes that begin at one moment; what each of them printed. */
async function together(connectionId: string, count: number, callers: number) {
  const gate = await harness.database.pool.connect();
  try {
    await gate.query('select pg_advisory_lock($1)', [START_LOCK]);
    const processes = await Promise.all(
      Array.from({ length: count }, () => harness.process(connectionId, 'ask', callers)),
    );
    await gate.query('select pg_advisory_unlock($1)', [START_LOCK]);
    const codes = await Promise.all(processes.map((one) => one.exited));
    return processes.map((one, index) => {
      const last = one.output().trim().split('\n').at(-1) ?? '';
      if (codes[index] !== 0) throw new Error(one.output());
      return JSON.parse(last) as { succeeded: number; hashes: string[] };
    });
  } finally {
    gate.release();
  }
}

it('4 processes of 50 callers on an expired token, without grace: one refresh, all succeed with one token', async () => {
  await harness.settings({ refreshGraceSeconds: 0 });
  const id = await harness.connect('alice');
  await harness.expire(id);
  const results = await together(id, 4, 50);
  expect(results.map(({ succeeded }) => succeeded)).toEqual([50, 50, 50, 50]);
  expect(new Set(results.flatMap(({ hashes }) => hashes)).size).toBe(1);
  expect(await harness.refreshRequests()).toBe(1);
  expect(await harness.row(id)).toMatchObject({
    status: 'connected',
    tokenVersion: 2,
    refreshStartedAt: null,
  });
}, 60_000);

it('200 callers of one process, 4 instances, whose token was refused with 401: one refresh', async () => {
  await harness.settings({ refreshGraceSeconds: 0 });
  const id = await harness.connect('alice');
  const instances = Array.from({ length: 4 }, () => harness.gitConnections());
  const [refused = ''] = await Promise.all(instances.map((gitConnections) => gitConnections.accessToken(id)));
  const renewed = await Promise.all(
    instances.flatMap((gitConnections) =>
      Array.from({ length: 50 }, () => gitConnections.accessToken(id, { refused })),
    ),
  );
  expect(new Set(renewed).size).toBe(1);
  expect(renewed[0]).not.toBe(refused);
  expect(await harness.refreshRequests()).toBe(1);
});

describe('a process that is killed between the answer of Bitbucket and our commit', () => {
  async function killed(user: string): Promise<string> {
    const id = await harness.connect(user);
    await harness.expire(id);
    const child = await harness.process(id, 'die-before-store', 1);
    expect(await child.exited).toBeNull();
    expect(await harness.row(id)).toMatchObject({ tokenVersion: 1, refreshStartedAt: expect.any(Date) });
    return id;
  }

  it('within the grace: the successor asks at once with the old token, and nobody notices', async () => {
    const id = await killed('alice');
    const token = await harness.gitConnections().accessToken(id);
    expect(token).toMatch(/.{2500,}/);
    expect(await harness.refreshRequests()).toBe(2);
    expect(await harness.row(id)).toMatchObject({
      status: 'connected',
      tokenVersion: 2,
      refreshStartedAt: null,
    });
  }, 60_000);

  it('found by the keep-alive when nobody asks for a token', async () => {
    const id = await killed('alice');
    expect(await harness.gitConnections().keepAlive()).toEqual({ refreshed: 0, failed: 0 });
    await harness.change(id, { refreshStartedAt: minutesAgo(2) });
    expect(await harness.gitConnections().keepAlive()).toEqual({ refreshed: 1, failed: 0 });
    expect(await harness.row(id)).toMatchObject({ status: 'connected', tokenVersion: 2 });
  }, 60_000);

  it('past the grace: suspect, not lost, until another connection shows that the consumer is fine', async () => {
    const id = await killed('alice');
    const other = await harness.connect('bob');
    await harness.settings({ clockAheadSeconds: 700, lockoutSeconds: 0 });
    const gitConnections = harness.gitConnections({ timing: { suspectBase: 1, suspectCeiling: 1 } });

    const first = await failure(gitConnections.accessToken(id));
    expect(first).toBeInstanceOf(ConnectionWaitError);
    expect(first).toMatchObject({ code: 'CONSUMER_REFUSED', retryAfterMs: expect.any(Number) });
    expect(await harness.row(id)).toMatchObject({ status: 'suspect', refreshStartedAt: null });

    // 16 minutes go by. The other connection is refreshed, and only now is it clear which of the two is at fault.
    await harness.change(id, { suspectSince: minutesAgo(16), refreshAfter: minutesAgo(1) });
    await harness.database.db.update(consumerHealth).set({ lastRefreshedAt: minutesAgo(20) });
    expect(await failure(gitConnections.accessToken(id))).toBeInstanceOf(ConnectionWaitError);
    await harness.expire(other);
    await gitConnections.accessToken(other);
    await harness.change(id, { refreshAfter: minutesAgo(1) });
    expect(await failure(gitConnections.accessToken(id))).toMatchObject({
      code: 'CONNECTION_NEEDS_RECONNECT',
    });
    expect(await harness.row(id)).toMatchObject({ status: 'reconnect-needed' });
    expect(await harness.row(other)).toMatchObject({ status: 'connected' });
  }, 60_000);
});

describe('no answer', () => {
  it.each([
    ['a reset', { action: 'reset' }, 'BITBUCKET_UNREACHABLE'],
    ['an answer lost after the work was done', { action: 'lose-answer' }, 'BITBUCKET_UNREACHABLE'],
    ['a 503', { action: 'status', status: 503 }, 'BITBUCKET_SERVER_ERROR'],
  ])('%s: the next caller tries again', async (_what, fault, code) => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    await harness.emulator.control('faults', { kind: 'oauth', ...fault });
    const gitConnections = harness.gitConnections();
    expect(await failure(gitConnections.accessToken(id))).toMatchObject({ code, action: 'retry' });
    expect(await harness.row(id)).toMatchObject({ status: 'connected', refreshStartedAt: expect.any(Date) });
    await expect(gitConnections.accessToken(id)).resolves.toEqual(expect.any(String));
    expect(await harness.row(id)).toMatchObject({ refreshStartedAt: null, tokenVersion: 2 });
  });

  it('uses a token that is about to expire while it cannot be renewed', async () => {
    const id = await harness.connect('alice');
    await harness.change(id, { accessTokenExpiresAt: new Date(Date.now() + 120_000) });
    await harness.emulator.control('faults', { kind: 'oauth', action: 'reset', count: 5 });
    await expect(harness.gitConnections().accessToken(id)).resolves.toEqual(expect.any(String));
    await harness.change(id, { accessTokenExpiresAt: new Date(Date.now() + 10_000) });
    expect(await failure(harness.gitConnections().accessToken(id))).toMatchObject({
      code: 'BITBUCKET_UNREACHABLE',
    });
  });

  it('uses it while the consumer is refused too, but not when the access was revoked', async () => {
    const [alice, bob] = [await harness.connect('alice'), await harness.connect('bob')];
    for (const id of [alice, bob])
      await harness.change(id, { accessTokenExpiresAt: new Date(Date.now() + 120_000) });
    await harness.emulator.control('revoke', { user: 'bob' });
    expect(await failure(harness.gitConnections().accessToken(bob))).toMatchObject({
      code: 'CONNECTION_NEEDS_RECONNECT',
    });
    await harness.consumer({ secret: 'changed' });
    await expect(harness.gitConnections().accessToken(alice)).resolves.toEqual(expect.any(String));
    expect((await harness.row(alice)).status).toBe('suspect');
  });

  it('sends nothing for a caller who has given up before', async () => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    const reason = new Error('Enough');
    const asked = harness.gitConnections().accessToken(id, { signal: AbortSignal.abort(reason) });
    expect(await failure(asked)).toBe(reason);
    expect(await harness.row(id)).toMatchObject({ tokenVersion: 1, refreshStartedAt: null });
    expect(await harness.refreshRequests()).toBe(0);
  });

  it('lets one caller give up while the others get their token', async () => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    await harness.settings({ latencyMs: 300 });
    const gitConnections = harness.gitConnections();
    const caller = new AbortController();
    const impatient = failure(gitConnections.accessToken(id, { signal: caller.signal }));
    const patient = gitConnections.accessToken(id);
    const reason = new Error('Enough');
    caller.abort(reason);
    expect(await impatient).toBe(reason);
    await expect(patient).resolves.toEqual(expect.any(String));
    expect(await harness.refreshRequests()).toBe(1);
  });
});

describe('what Bitbucket answers to a refresh', () => {
  const answer = (scopes: object) =>
    harness.fault({
      action: 'status',
      status: 200,
      path: '^/site/oauth2/access_token$',
      contentType: 'application/json',
      body: JSON.stringify({ access_token: 'a2', refresh_token: 'r2', expires_in: 600, ...scopes }),
    });

  it.each([
    [
      'replaces the scopes, which the user may have changed',
      { scope: 'account webhook' },
      ['account', 'webhook'],
    ],
    ['keeps the scopes when it names none', {}, null],
  ])('%s', async (_what, scopes, expected) => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    const before = await harness.row(id);
    await answer(scopes);
    expect(await harness.gitConnections().accessToken(id)).toBe('a2');
    const row = await harness.row(id);
    expect(row.scopes).toEqual(expected ?? before.scopes);
    expect(row.refreshedAt?.getTime()).toBeGreaterThan(before.refreshedAt?.getTime() ?? 0);
    expect(((row.accessTokenExpiresAt?.getTime() ?? 0) - Date.now()) / 1_000).toBeCloseTo(600, -2);
  });
});
