import { newId } from '@amplication/contracts';
import { createDatabase, lock, unlock } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { KeyRing } from '../src/keys/key-ring';
import { CONSUMER, failure, Harness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

describe('a renewal that is under way while a member is removed', () => {
  async function withdraw(id: string) {
    const { connectedBy, workspaceId } = await harness.row(id);
    const withdrawal = await harness.database.db.transaction((tx) =>
      harness.gitConnections().withdraw(tx, workspaceId, connectedBy),
    );
    await withdrawal.revoke();
  }
  const isUnderWay = async (id: string) => (await harness.row(id)).refreshStartedAt !== null;

  it('gives out no token, though the one before it is still good, when Bitbucket does not answer', async () => {
    const id = await harness.connect('alice');
    await harness.change(id, { accessTokenExpiresAt: new Date(Date.now() + 200_000) });
    await harness.fault({ action: 'hang', kind: 'oauth', path: 'access_token' });
    const asked = failure(harness.gitConnections({ timing: { refreshRequest: 1_000 } }).accessToken(id));
    await waitFor(() => isUnderWay(id));
    await withdraw(id);
    expect(await asked).toMatchObject({ code: 'CONNECTION_MEMBER_LEFT' });
  }, 30_000);

  it('gives out no token that Bitbucket was asked about meanwhile', async () => {
    const id = await harness.connect('alice');
    // Connected elsewhere, too: Bitbucket is not asked to revoke anything, and takes the token as before.
    await harness.connect('alice', newId());
    const hold = await harness.hold('^/2.0/user$');
    const asked = failure(harness.gitConnections().accessToken(id, { refused: 'one of before' }));
    await waitFor(hold.isHolding, { what: 'the question about the stored token' });
    await withdraw(id);
    await hold.release();
    expect(await asked).toMatchObject({ code: 'CONNECTION_MEMBER_LEFT' });
  }, 30_000);

  it('gives out the one before it to a member who stays', async () => {
    const id = await harness.connect('alice');
    const { accessToken } = await harness.row(id);
    await harness.change(id, { accessTokenExpiresAt: new Date(Date.now() + 200_000) });
    await harness.fault({ action: 'hang', kind: 'oauth', path: 'access_token' });
    const token = await harness.gitConnections({ timing: { refreshRequest: 1_000 } }).accessToken(id);
    expect(token).toBe(KeyRing.parse(harness.keys).open(accessToken ?? '', id));
  }, 30_000);

  it('revokes nothing that the same Bitbucket user has granted elsewhere', async () => {
    const id = await harness.connect('alice');
    const elsewhere = await harness.connect('alice', newId());
    await harness.expire(id);
    await harness.settings({ latencyMs: 500 });
    const asked = failure(harness.gitConnections().accessToken(id));
    await waitFor(() => isUnderWay(id));
    await withdraw(id);
    expect(await asked).toMatchObject({ code: 'CONNECTION_MEMBER_LEFT' });
    await harness.expire(elsewhere);
    expect(await harness.gitConnections().accessToken(elsewhere)).toMatch(/.{2500,}/);
  }, 30_000);

  it('leaves the reason of the removal when Bitbucket refuses it', async () => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    await harness.consumer({ secret: 'changed' });
    const { pool } = harness.database;
    // Between the two writes about a refusal there is time for a removal.
    await pool.query(
      `create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return null; end $$`,
    );
    await pool.query(
      'create trigger slow before update on connections.connection for each statement execute function slow()',
    );
    try {
      const asked = failure(harness.gitConnections().accessToken(id));
      await waitFor(async () => (await harness.row(id)).status === 'suspect');
      await withdraw(id);
      await asked;
    } finally {
      await pool.query('drop trigger slow on connections.connection; drop function slow');
      await harness.consumer({ secret: CONSUMER.clientSecret });
    }
    expect(await harness.row(id)).toMatchObject({
      status: 'reconnect-needed',
      statusCause: 'CONNECTION_MEMBER_LEFT',
    });
  }, 30_000);
});

describe('holding a connection for what is about to be done with it', () => {
  it('makes a removal wait, and refuses one that was removed or is of another workspace', async () => {
    const id = await harness.connect('alice');
    const { connectedBy, workspaceId } = await harness.row(id);
    const { db } = harness.database;
    const gitConnections = harness.gitConnections();
    const order: string[] = [];
    // Who removes is another process.
    const server = createDatabase(harness.testDatabase.url);
    let withdrawn: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await gitConnections.holdUsable(tx, workspaceId, id);
      withdrawn = server.db
        .transaction((other) => gitConnections.withdraw(other, workspaceId, connectedBy))
        .then(() => order.push('withdrawn'));
      await waitFor(async () => {
        const { rows } = await server.pool.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });
      order.push('done');
    });
    await withdrawn;
    await server.close();
    expect(order).toEqual(['done', 'withdrawn']);
    const hold = (workspace: string) => db.transaction((tx) => gitConnections.holdUsable(tx, workspace, id));
    expect(await failure(hold(workspaceId))).toMatchObject({ code: 'CONNECTION_MEMBER_LEFT' });
    expect(await failure(hold(newId()))).toMatchObject({ code: 'CONNECTION_GONE' });
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
    // Those that were stored, and those that came.
    expect(await harness.revocations()).toBe(2);
  });
});

describe('the database during a refresh', () => {
  it('breaks the session that holds the lock: the tokens are stored by another one', async () => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    const held = await harness.hold('^/site/oauth2/access_token$');
    const asked = harness.gitConnections().accessToken(id);
    asked.catch(() => undefined);
    await waitFor(() => held.isHolding());
    const { rowCount } = await harness.database.pool.query(
      `select pg_terminate_backend(pid) from pg_locks
       where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(rowCount).toBe(1);
    await held.release();
    expect(await asked).toEqual(expect.any(String));
    expect(await harness.row(id)).toMatchObject({ status: 'connected', tokenVersion: 2 });
    expect(await harness.refreshRequests()).toBe(1);
  });

  it('shows that another process is at it for too long: the caller is told to try again', async () => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    const other = await harness.database.pool.connect();
    const gitConnections = harness.gitConnections({ timing: { lockWait: 100 } });
    try {
      await lock(other, 'tokenRefresh', id);
      expect(await failure(gitConnections.accessToken(id))).toMatchObject({
        code: 'BITBUCKET_UNREACHABLE',
        action: 'retry',
        message: 'Another process is still renewing the connection.',
      });
      await unlock(other, 'tokenRefresh', id);
    } finally {
      other.release();
    }
    expect(await gitConnections.accessToken(id)).toEqual(expect.any(String));
  });
});
