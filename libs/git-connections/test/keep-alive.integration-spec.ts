import { jest } from '@jest/globals';
import { newId } from '@amplication/contracts';
import { connectionsSchema } from '@amplication/database';
import { CONSUMER, Harness, type Row } from './harness';

const { consumerHealth } = connectionsSchema;

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const ago = (ms: number) => new Date(Date.now() - ms);
const ahead = (ms: number) => new Date(Date.now() + ms);

const NOTHING = { refreshed: 0, failed: 0 };
const keepAlive = () => harness.gitConnections().keepAlive();
/** A connection of its own, whoever the user is. */
const connect = async (values: Partial<Row> = { status: 'connected' }): Promise<string> => {
  const id = await harness.connect('alice', newId());
  await harness.change(id, values);
  return id;
};
const isRenewed = async (id: string) => (await harness.row(id)).tokenVersion > 1;

describe('a connection', () => {
  it.each([
    ['has not been refreshed for 30 days', { refreshedAt: ago(31 * DAY) }],
    ['has waited for the answer to a refresh for over a minute', { refreshStartedAt: ago(70 * SECOND) }],
    [
      'is suspect, and its next try is due',
      { status: 'suspect', suspectSince: ago(MINUTE), refreshAfter: ago(SECOND) },
    ],
  ] as const)('that %s is refreshed, once', async (_what, values) => {
    const id = await connect(values);
    expect(await keepAlive()).toEqual({ refreshed: 1, failed: 0 });
    expect(await harness.row(id)).toMatchObject({
      status: 'connected',
      tokenVersion: 2,
      refreshStartedAt: null,
      suspectSince: null,
    });
    expect(await keepAlive()).toEqual(NOTHING);
  });

  it.each([
    ['was refreshed a month ago, less a day', { refreshedAt: ago(29 * DAY) }],
    ['another process may be refreshing', { refreshStartedAt: ago(45 * SECOND) }],
    [
      'is suspect, and has to wait for its next try',
      { status: 'suspect', suspectSince: ago(MINUTE), refreshAfter: ahead(MINUTE) },
    ],
    ['only a reconnect can help', { status: 'reconnect-needed', refreshedAt: ago(31 * DAY) }],
    ['is of another consumer', { clientId: 'another-consumer', refreshedAt: ago(31 * DAY) }],
    ['is of another site', { siteUrl: 'https://bitbucket.org', refreshedAt: ago(31 * DAY) }],
  ] as const)('that %s is left alone', async (_what, values) => {
    const id = await connect(values);
    expect(await keepAlive()).toEqual(NOTHING);
    expect(await isRenewed(id)).toBe(false);
    expect(await harness.refreshRequests()).toBe(0);
  });

  it('that two processes look after at once is refreshed once', async () => {
    const id = await connect({ refreshedAt: ago(31 * DAY) });
    await Promise.all([keepAlive(), keepAlive(), keepAlive()]);
    expect(await harness.refreshRequests()).toBe(1);
    expect((await harness.row(id)).tokenVersion).toBe(2);
  });

  it('that cannot be refreshed is counted and named, and the others are refreshed', async () => {
    const [before, lost, after] = [await connect(), await connect(), await connect()];
    const { refreshToken } = await harness.row(after);
    for (const id of [before, lost, after]) await harness.change(id, { refreshedAt: ago(31 * DAY) });
    // Sealed for another row.
    await harness.change(lost, { refreshToken });
    const warn = jest.fn();
    const gitConnections = harness.gitConnections({ logger: { info: jest.fn(), warn, error: jest.fn() } });
    expect(await gitConnections.keepAlive()).toEqual({ refreshed: 2, failed: 1 });
    expect(await Promise.all([before, lost, after].map(isRenewed))).toEqual([true, false, true]);
    expect(warn.mock.calls).toEqual([
      [
        { connectionId: lost, error: 'A stored token was changed, or belongs to another connection.' },
        'Keep-alive of a connection failed',
      ],
    ]);
  });
});

describe('a witness, by whom is found out whether a suspect or the consumer is at fault', () => {
  /** Suspect for more than half of the 15 minutes, and its own next try is not due. */
  const suspect = (values: Partial<Row> = {}) =>
    connect({ status: 'suspect', suspectSince: ago(8 * MINUTE), refreshAfter: ahead(MINUTE), ...values });
  /** When any connection of this consumer was last refreshed. */
  const lastAccepted = (at: Date) => harness.database.db.update(consumerHealth).set({ lastRefreshedAt: at });

  it('is the one connection that was not refreshed for the longest time', async () => {
    const [newer, oldest, newest] = [
      await connect({ refreshedAt: ago(2 * DAY) }),
      await connect({ refreshedAt: ago(3 * DAY) }),
      await connect({ refreshedAt: ago(DAY) }),
    ];
    const id = await suspect();
    await lastAccepted(ago(20 * MINUTE));
    expect(await keepAlive()).toEqual({ refreshed: 1, failed: 0 });
    expect(await Promise.all([newer, oldest, newest, id].map(isRenewed))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    // Its refresh has decided it.
    expect(await keepAlive()).toEqual(NOTHING);
  });

  it('is called when no refresh has ever succeeded', async () => {
    const witness = await connect();
    await suspect();
    await harness.database.db.delete(consumerHealth);
    expect(await keepAlive()).toEqual({ refreshed: 1, failed: 0 });
    expect(await isRenewed(witness)).toBe(true);
  });

  it('is not called in the first half of the suspicion', async () => {
    const witness = await connect();
    await suspect({ suspectSince: ago(7 * MINUTE) });
    await lastAccepted(ago(20 * MINUTE));
    expect(await keepAlive()).toEqual(NOTHING);
    expect(await isRenewed(witness)).toBe(false);
  });

  it('is not called when a refresh has succeeded since the suspicion began', async () => {
    const witness = await connect();
    await suspect();
    await lastAccepted(ago(MINUTE));
    expect(await keepAlive()).toEqual(NOTHING);
    expect(await isRenewed(witness)).toBe(false);
  });

  it('is not called when two are suspect', async () => {
    const witness = await connect();
    await suspect();
    await suspect();
    await lastAccepted(ago(20 * MINUTE));
    expect(await keepAlive()).toEqual(NOTHING);
    expect(await isRenewed(witness)).toBe(false);
  });

  it('is not called when nobody is suspect', async () => {
    const witness = await connect();
    await lastAccepted(ago(20 * MINUTE));
    expect(await keepAlive()).toEqual(NOTHING);
    expect(await isRenewed(witness)).toBe(false);
  });

  it('that is refused as well becomes the second suspect, and no third one is asked', async () => {
    const [witness, third] = [await connect({ refreshedAt: ago(DAY) }), await connect()];
    await suspect();
    await lastAccepted(ago(20 * MINUTE));
    await harness.consumer({ secret: 'changed' });
    try {
      expect(await keepAlive()).toEqual({ refreshed: 0, failed: 1 });
      expect(await harness.row(witness)).toMatchObject({
        status: 'suspect',
        statusCause: 'CONSUMER_REFUSED',
      });
      expect(await keepAlive()).toEqual(NOTHING);
      expect(await harness.row(third)).toMatchObject({ status: 'connected', tokenVersion: 1 });
    } finally {
      await harness.consumer({ secret: CONSUMER.clientSecret });
    }
  });

  it.each([
    ['consumer', { clientId: 'another-consumer' }],
    ['site', { siteUrl: 'https://bitbucket.org' }],
  ])('is of the same %s as the suspect', async (_what, other) => {
    const foreign = await connect({ ...other, refreshedAt: ago(DAY) });
    const witness = await connect();
    await suspect();
    await lastAccepted(ago(20 * MINUTE));
    expect(await keepAlive()).toEqual({ refreshed: 1, failed: 0 });
    expect(await Promise.all([foreign, witness].map(isRenewed))).toEqual([false, true]);
  });

  it.each([
    ['consumer', { clientId: 'another-consumer' }],
    ['site', { siteUrl: 'https://bitbucket.org' }],
  ])('is not called for a suspect of another %s', async (_what, other) => {
    const witness = await connect();
    await suspect(other);
    await lastAccepted(ago(20 * MINUTE));
    expect(await keepAlive()).toEqual(NOTHING);
    expect(await isRenewed(witness)).toBe(false);
  });
});
