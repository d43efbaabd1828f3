import { connectionsSchema } from '@amplication/database';
import { failure, Harness } from './harness';
import { ConnectionWaitError } from '../src/tokens/connection-wait-error';
import { KeyRing } from '../src/keys/key-ring';

const { consumerHealth } = connectionsSchema;

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

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
