import { newId } from '@amplication/contracts';
import { connectionsSchema } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { START_LOCK } from './start-lock';
import { failure, Harness } from './harness';
import { ConnectionWaitError } from '../src/tokens/connection-wait-error';
import { KeyRing } from '../src/keys/key-ring';

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

describe('a token that Bitbucket refuses', () => {
  /** Stores an access token that Bitbucket does not know, as one of before a reconnect or a revocation. */
  async function storeDead(id: string, token: string): Promise<void> {
    const { tokenVersion } = await harness.row(id);
    const accessToken = KeyRing.parse(harness.keys).seal(token, id);
    await harness.change(id, { accessToken, tokenVersion: tokenVersion + 1 });
  }

  /** One that was given `dead-1`, which is also what is stored. */
  async function keepsDead() {
    const id = await harness.connect('alice');
    const { accessToken } = await harness.row(id);
    await storeDead(id, 'dead-1');
    const gitConnections = harness.gitConnections();
    expect(await gitConnections.accessToken(id)).toBe('dead-1');
    return { id, gitConnections, good: accessToken };
  }

  it('and is the newest that is stored is refreshed once', async () => {
    const { id, gitConnections } = await keepsDead();
    await (await gitConnections.api(id)).user.current();
    expect(await harness.refreshRequests()).toBe(1);
  });

  it('and was replaced since by one that is refused too: that one is refreshed once', async () => {
    const { id, gitConnections } = await keepsDead();
    await storeDead(id, 'dead-2');
    await (await gitConnections.api(id)).user.current();
    expect(await harness.refreshRequests()).toBe(1);
  });

  it('and was replaced since by a good one is not refreshed', async () => {
    const { id, gitConnections, good } = await keepsDead();
    await harness.change(id, { accessToken: good, tokenVersion: 3 });
    await (await gitConnections.api(id)).user.current();
    expect(await harness.refreshRequests()).toBe(0);
  });

  it('is refreshed once for 4 instances of 50 callers, who hold two dead tokens', async () => {
    const { id, gitConnections } = await keepsDead();
    await storeDead(id, 'dead-2');
    const instances = [gitConnections, ...Array.from({ length: 3 }, () => harness.gitConnections())];
    const tokens = await Promise.all(
      instances.flatMap((one) =>
        Array.from({ length: 50 }, (_, index) => one.accessToken(id, { refused: `dead-${1 + (index % 2)}` })),
      ),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(await harness.refreshRequests()).toBe(1);
  });

  it('is looked into though another caller has just begun to read what is stored', async () => {
    const { id, gitConnections } = await keepsDead();
    await storeDead(id, 'dead-2');
    const [plain, afterRefusal] = await Promise.all([
      gitConnections.accessToken(id),
      gitConnections.accessToken(id, { refused: 'dead-1' }),
    ]);
    expect(plain).toBe('dead-2');
    expect(afterRefusal).not.toMatch(/^dead/);
    expect(await harness.refreshRequests()).toBe(1);
  });

  it('cannot be looked into while Bitbucket is away: the newest stored one is given out', async () => {
    const { id, gitConnections } = await keepsDead();
    await storeDead(id, 'dead-2');
    await harness.fault({ action: 'reset', path: '^/2.0/user$', count: 50 });
    expect(await gitConnections.accessToken(id, { refused: 'dead-1' })).toBe('dead-2');
    expect(await harness.refreshRequests()).toBe(0);
  });
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

describe('refused', () => {
  it('one connection revoked: only it needs a reconnect, and a reconnect keeps its id', async () => {
    const [alice, bob] = [await harness.connect('alice'), await harness.connect('bob')];
    await harness.emulator.control('revoke', { user: 'alice' });
    await harness.expire(alice, bob);
    const gitConnections = harness.gitConnections();
    expect(await failure(gitConnections.accessToken(alice))).toMatchObject({
      code: 'CONNECTION_NEEDS_RECONNECT',
      action: 'reconnect',
    });
    await gitConnections.accessToken(bob);
    expect(await gitConnections.get(harness.workspaceId, alice)).toMatchObject({
      status: 'reconnect-needed',
      statusCause: 'CONNECTION_NEEDS_RECONNECT',
    });
    expect((await harness.row(bob)).status).toBe('connected');
    // Refused without asking Bitbucket again.
    const asked = await harness.refreshRequests();
    await failure(gitConnections.accessToken(alice));
    expect(await harness.refreshRequests()).toBe(asked);
    expect(await harness.connect('alice')).toBe(alice);
    await expect(gitConnections.accessToken(alice)).resolves.toEqual(expect.any(String));
  });

  it("the consumer's secret was changed: nobody is lost, all wait, the operator is told; put right, all go on", async () => {
    const ids = [await harness.connect('alice'), await harness.connect('bob')];
    await harness.expire(...ids);
    await harness.consumer({ secret: 'changed' });
    const logged: string[] = [];
    const logger = {
      info: () => undefined,
      warn: () => undefined,
      error: (_context: object, message: string) => void logged.push(message),
    };
    const gitConnections = harness.gitConnections({
      logger,
      timing: { suspicion: 0, suspectBase: 1, suspectCeiling: 1 },
    });
    for (const id of [...ids, ...ids]) {
      await harness.change(id, { refreshAfter: null });
      expect(await failure(gitConnections.accessToken(id))).toMatchObject({
        code: 'CONSUMER_REFUSED',
        action: 'contact',
        retryAfterMs: expect.any(Number),
      });
    }
    for (const id of ids) expect((await harness.row(id)).status).toBe('suspect');
    expect(logged).toContain("Bitbucket refuses the OAuth consumer's key or secret");
    expect((await gitConnections.consumerHealth()).refusedSince).toBeInstanceOf(Date);

    await harness.consumer({ secret: 'amplication-local-secret' });
    for (const id of ids) {
      await harness.change(id, { refreshAfter: null });
      await gitConnections.accessToken(id);
      expect(await harness.row(id)).toMatchObject({
        status: 'connected',
        suspectSince: null,
        statusCause: null,
        refreshFailures: 0,
      });
    }
    expect((await gitConnections.consumerHealth()).refusedSince).toBeNull();
  });

  it('a suspect connection is not asked for before its time', async () => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    await harness.consumer({ secret: 'changed' });
    const gitConnections = harness.gitConnections();
    await failure(gitConnections.accessToken(id));
    const asked = await harness.refreshRequests();
    const second = await failure(gitConnections.accessToken(id));
    expect(second).toMatchObject({ code: 'CONSUMER_REFUSED' });
    expect(await harness.refreshRequests()).toBe(asked);
    await harness.consumer({ secret: 'amplication-local-secret' });
    await harness.change(id, { refreshAfter: minutesAgo(1) });
    expect(await gitConnections.keepAlive()).toMatchObject({ failed: 0 });
    await expect(gitConnections.accessToken(id)).resolves.toEqual(expect.any(String));
  });

  it('the consumer is locked out for some minutes: nobody is disconnected', async () => {
    const ids = [await harness.connect('alice'), await harness.connect('bob')];
    await harness.expire(...ids);
    await harness.consumer({ lockedForSeconds: 300 });
    const gitConnections = harness.gitConnections({ timing: { suspectBase: 1, suspectCeiling: 1 } });
    for (const id of ids)
      expect(await failure(gitConnections.accessToken(id))).toBeInstanceOf(ConnectionWaitError);
    await harness.settings({ clockAheadSeconds: 301 });
    for (const id of ids) {
      await harness.change(id, { refreshAfter: null });
      await gitConnections.accessToken(id);
      expect((await harness.row(id)).status).toBe('connected');
    }
  });
});

it('calls another connection as a witness when a single suspect cannot show whose fault it is', async () => {
  const [alice, bob] = [await harness.connect('alice'), await harness.connect('bob')];
  const gitConnections = harness.gitConnections({ timing: { suspectBase: 1, suspectCeiling: 1 } });
  await harness.expire(alice);
  await harness.consumer({ lockedForSeconds: 60 });
  await failure(gitConnections.accessToken(alice));
  await harness.settings({ clockAheadSeconds: 61 });
  expect((await harness.row(bob)).tokenVersion).toBe(1);

  await harness.change(alice, { suspectSince: minutesAgo(8), refreshAfter: new Date(Date.now() + 60_000) });
  await harness.database.db.update(consumerHealth).set({ lastRefreshedAt: minutesAgo(20) });
  expect(await gitConnections.keepAlive()).toEqual({ refreshed: 1, failed: 0 });
  expect((await harness.row(bob)).tokenVersion).toBe(2);
  expect((await harness.row(alice)).status).toBe('suspect');
  expect(await gitConnections.keepAlive()).toEqual({ refreshed: 0, failed: 0 });
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

describe('the row changes hands during a refresh', () => {
  /** A refresh that is on its way to Bitbucket. */
  async function underWay(id: string): Promise<Promise<string>[]> {
    await harness.expire(id);
    await harness.settings({ latencyMs: 600 });
    const asked = harness.gitConnections().accessToken(id);
    asked.catch(() => undefined);
    await waitFor(async () => (await harness.row(id)).refreshStartedAt);
    return [asked];
  }

  it('reconnected: the newer tokens win', async () => {
    const id = await harness.connect('alice');
    const authorised = await harness.authorise('alice');
    const [asked] = await underWay(id);
    await harness
      .gitConnections()
      .store({ workspaceId: harness.workspaceId, connectedBy: newId(), ...authorised });
    expect((await asked) === authorised.tokens.accessToken).toBe(true);
    expect(await harness.row(id)).toMatchObject({
      status: 'connected',
      tokenVersion: 2,
      refreshStartedAt: null,
    });
  });

  it('withdrawn with the member who had connected it: the tokens that come too late are not kept', async () => {
    const id = await harness.connect('alice');
    const { connectedBy } = await harness.row(id);
    const [asked = Promise.resolve('')] = await underWay(id);
    const { database, workspaceId } = harness;
    await database.db.transaction((tx) => harness.gitConnections().withdraw(tx, workspaceId, connectedBy));
    expect(await failure(asked)).toMatchObject({ code: 'CONNECTION_MEMBER_LEFT', action: 'reconnect' });
    expect(await harness.row(id)).toMatchObject({
      ...{ status: 'reconnect-needed', statusCause: 'CONNECTION_MEMBER_LEFT' },
      ...{ accessToken: null, refreshToken: null },
    });
  });

  it('disconnected: it stays so, and the tokens that came too late are revoked', async () => {
    const id = await harness.connect('alice');
    const [asked = Promise.resolve('')] = await underWay(id);
    await harness.gitConnections().disconnect(harness.workspaceId, id);
    expect(await failure(asked)).toMatchObject({ code: 'CONNECTION_GONE' });
    expect(await harness.row(id)).toMatchObject({
      status: 'disconnected',
      accessToken: null,
      refreshToken: null,
    });
  });
});
