import { jest } from '@jest/globals';
import { newId } from '@amplication/contracts';
import { connectionsSchema } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { KeyRing } from '../src/keys/key-ring';
import { ConnectionWaitError } from '../src/tokens/connection-wait-error';
import { failure, Harness, type Row } from './harness';

const { consumerHealth } = connectionsSchema;

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

const MINUTE = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms);
const ahead = (ms: number) => new Date(Date.now() + ms);
const msUntil = (at: Date | null) => (at?.getTime() ?? 0) - Date.now();
const refuseConsumer = () => harness.consumer({ secret: 'changed' });
/** Another connection of the consumer was refreshed at that time. */
const acceptedAt = (at: Date) => harness.database.db.update(consumerHealth).set({ lastRefreshedAt: at });

/** How long the caller is told to wait. */
function waitOf(error: unknown): number {
  if (!(error instanceof ConnectionWaitError)) throw error;
  return error.retryAfterMs;
}

async function expired(values: Partial<Row> = {}): Promise<string> {
  const id = await harness.connect('alice');
  await harness.expire(id);
  await harness.change(id, { refreshAfter: null, ...values });
  return id;
}

describe('the wait for the next try', () => {
  it.each([
    [0, 40_000],
    [1, 80_000],
    [2, 160_000],
    [3, 200_000],
    [20, 200_000],
  ])('after %i refusals and one more is between half and all of %i ms', async (before, bound) => {
    const id = await expired({ refreshFailures: before });
    await refuseConsumer();
    const timing = { suspectBase: 40_000, suspectCeiling: 200_000 };
    const error = await failure(harness.gitConnections({ timing }).accessToken(id));
    const { refreshAfter, refreshFailures } = await harness.row(id);
    expect(refreshFailures).toBe(before + 1);
    expect(msUntil(refreshAfter)).toBeGreaterThan(bound / 2 - 10_000);
    expect(msUntil(refreshAfter)).toBeLessThanOrEqual(bound);
    const retryAfterMs = waitOf(error);
    expect(retryAfterMs).toBeGreaterThanOrEqual(bound / 2);
    expect(retryAfterMs).toBeLessThanOrEqual(bound);
  });

  it('is what is left of it for whoever asks meanwhile, and Bitbucket is not asked', async () => {
    const id = await expired({
      status: 'suspect',
      statusCause: 'CONNECTION_SUSPECT',
      suspectSince: ago(MINUTE),
      refreshAfter: ahead(MINUTE),
    });
    const error = await failure(harness.gitConnections().accessToken(id));
    expect(error).toBeInstanceOf(ConnectionWaitError);
    expect(error).toMatchObject({ code: 'CONNECTION_SUSPECT' });
    const retryAfterMs = waitOf(error);
    expect(retryAfterMs).toBeGreaterThan(MINUTE - 20_000);
    expect(retryAfterMs).toBeLessThanOrEqual(MINUTE);
    expect(await harness.refreshRequests()).toBe(0);
  });

  it.each([
    ['the process that asked last has died', { suspectSince: ago(MINUTE), refreshStartedAt: ago(MINUTE) }],
    ['nothing is suspected', { status: 'connected', suspectSince: null }],
    ['it is over', { suspectSince: ago(MINUTE), refreshAfter: ago(1) }],
  ] as const)('is not waited for when %s', async (_what, values) => {
    const id = await expired({ status: 'suspect', refreshAfter: ahead(MINUTE), ...values });
    await harness.gitConnections().accessToken(id);
    expect(await harness.refreshRequests()).toBe(1);
    expect(await harness.row(id)).toMatchObject({ status: 'connected', refreshAfter: null });
  });
});

describe('whose fault it is', () => {
  const logger = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  beforeEach(() => jest.clearAllMocks());
  const ask = (id: string) => failure(harness.gitConnections({ logger }).accessToken(id));

  it('is this connection when another one was refreshed since, and only people of the workspace need to know', async () => {
    const id = await expired({ status: 'suspect', suspectSince: ago(14 * MINUTE) });
    await acceptedAt(ago(MINUTE));
    await refuseConsumer();
    expect(await ask(id)).toMatchObject({ code: 'CONNECTION_SUSPECT', action: 'retry' });
    const row = await harness.row(id);
    expect(row).toMatchObject({
      status: 'suspect',
      statusCause: 'CONNECTION_SUSPECT',
      refreshStartedAt: null,
    });
    // The time is that of the first refusal.
    expect(msUntil(row.suspectSince)).toBeLessThanOrEqual(-14 * MINUTE);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.objectContaining({ connectionId: id, code: 'CONNECTION_SUSPECT' }),
      'Bitbucket refuses to refresh a connection',
    );
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('is this connection for good after 15 minutes of it', async () => {
    const id = await expired({ status: 'suspect', suspectSince: ago(15 * MINUTE + 1_000) });
    await acceptedAt(ago(MINUTE));
    await refuseConsumer();
    expect(await ask(id)).toMatchObject({ code: 'CONNECTION_NEEDS_RECONNECT', action: 'reconnect' });
    expect(await harness.row(id)).toMatchObject({
      status: 'reconnect-needed',
      statusCause: 'CONNECTION_NEEDS_RECONNECT',
      refreshStartedAt: null,
    });
  });

  it('is the consumer when none was refreshed since, however long that is, and the operator needs to know', async () => {
    const id = await expired({ status: 'suspect', suspectSince: ago(60 * MINUTE) });
    await acceptedAt(ago(61 * MINUTE));
    await refuseConsumer();
    expect(await ask(id)).toMatchObject({ code: 'CONSUMER_REFUSED', action: 'contact' });
    expect(await harness.row(id)).toMatchObject({ status: 'suspect', statusCause: 'CONSUMER_REFUSED' });
    expect(logger.error).toHaveBeenCalledWith(
      expect.objectContaining({ connectionId: id, code: 'CONSUMER_REFUSED' }),
      "Bitbucket refuses the OAuth consumer's key or secret",
    );
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('is the consumer when none was ever refreshed', async () => {
    const id = await expired({ status: 'suspect', suspectSince: ago(60 * MINUTE) });
    await harness.database.db.delete(consumerHealth);
    await refuseConsumer();
    expect(await ask(id)).toMatchObject({ code: 'CONSUMER_REFUSED' });
    expect(await harness.row(id)).toMatchObject({ status: 'suspect' });
  });
});

describe('a refusal that comes after a reconnect', () => {
  it.each([
    [
      'of the grant',
      async (id: string) => {
        await harness.change(id, { refreshToken: KeyRing.parse(harness.keys).seal('unknown', id) });
      },
    ],
    ['of the consumer', () => refuseConsumer()],
  ] as const)('%s is about tokens of before: the caller gets the new one', async (_what, spoil) => {
    const id = await expired();
    const authorised = await harness.authorise('alice');
    await spoil(id);
    const hold = await harness.hold('^/site/oauth2/access_token$');
    const asked = harness.gitConnections().accessToken(id);
    asked.catch(() => undefined);
    await waitFor(hold.isHolding);
    await harness
      .gitConnections()
      .store({ workspaceId: harness.workspaceId, connectedBy: newId(), ...authorised });
    await hold.release();
    expect((await asked) === authorised.tokens.accessToken).toBe(true);
    expect(await harness.row(id)).toMatchObject({
      status: 'connected',
      statusCause: null,
      suspectSince: null,
      refreshFailures: 0,
      tokenVersion: 2,
    });
  });
});

describe('the health of the consumer', () => {
  const health = () => harness.gitConnections().consumerHealth();

  it('is unknown at first', async () => {
    expect(await health()).toEqual({ refusedSince: null, lastRefusedAt: null, lastAcceptedAt: null });
  });

  it('says since when it is refused, and no longer once it is accepted', async () => {
    const id = await expired();
    const connected = await health();
    expect(connected).toEqual({ refusedSince: null, lastRefusedAt: null, lastAcceptedAt: expect.any(Date) });

    await refuseConsumer();
    await failure(harness.gitConnections().accessToken(id));
    const first = await health();
    expect(first).toEqual({
      refusedSince: expect.any(Date),
      lastRefusedAt: first.refusedSince,
      lastAcceptedAt: connected.lastAcceptedAt,
    });

    await harness.change(id, { refreshAfter: null });
    await failure(harness.gitConnections().accessToken(id));
    const second = await health();
    expect(second.refusedSince).toEqual(first.refusedSince);
    expect(second.lastRefusedAt?.getTime()).toBeGreaterThan(first.lastRefusedAt?.getTime() ?? 0);

    await harness.consumer({ secret: 'amplication-local-secret' });
    await harness.change(id, { refreshAfter: null });
    await harness.gitConnections().accessToken(id);
    const third = await health();
    expect(third).toMatchObject({ refusedSince: null, lastRefusedAt: second.lastRefusedAt });
    expect(third.lastAcceptedAt?.getTime()).toBeGreaterThan(connected.lastAcceptedAt?.getTime() ?? 0);
  });

  it('is that of the configured consumer', async () => {
    const id = await expired();
    await refuseConsumer();
    await failure(harness.gitConnections().accessToken(id));
    const other = harness.gitConnections({ clientId: 'another-consumer' });
    expect((await other.consumerHealth()).refusedSince).toBeNull();
  });
});
