import { type RunningEmulator, startEmulator } from '@amplication/testing';
import { connect, decide, sendCallback, startConnect } from './support/bitbucket';
import { getBuild, linkDirectly, Ring, startBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { readEvents } from './support/event-stream';
import { startServer, type TestServer } from './support/server';

/** How long a person who lost access may still see an open stream. */
const STREAM_END_MS = 5_000;

describe('a member who goes', () => {
  let emulator: RunningEmulator;
  let server: TestServer;
  /** Owns the workspace that all share. */
  let ada: Person;
  let eve: Person;
  beforeAll(async () => {
    emulator = await startEmulator();
    server = await startServer({ bitbucketUrl: emulator.url });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await emulator.stop();
  }, 60_000);
  beforeEach(async () => {
    ada = await signUp(server.url);
    eve = { ...(await signUp(server.url, 'Eve')), workspaceId: ada.workspaceId, resourceId: ada.resourceId };
    await add(eve, 'owner');
  });

  const members = () => `/api/workspaces/${ada.workspaceId}/members`;
  const connections = () => `/api/workspaces/${ada.workspaceId}/bitbucket/connections`;
  const add = ({ email }: Person, role: string) => ada.client.post(members(), { email, role });
  const remove = (who: Person, by = ada) => by.client.send('DELETE', `${members()}/${who.accountId}`);
  const storedTokens = async (id: string) =>
    (
      await server.database.pool.query(
        'select access_token, refresh_token, status from connections.connection where id = $1',
        [id],
      )
    ).rows[0];

  it.each(['removed by an owner', 'by themselves'])('takes the Bitbucket grant along, %s', async (how) => {
    const connectionId = await connect(eve);
    const path = `${connections()}/${connectionId}`;
    expect((await ada.client.get(`${path}/bitbucket-workspaces`)).status).toBe(200);

    expect((await remove(eve, how === 'by themselves' ? eve : ada)).status).toBe(204);
    expect(await storedTokens(connectionId)).toEqual({
      access_token: null,
      refresh_token: null,
      status: 'reconnect-needed',
    });
    expect((await ada.client.get(path)).body).toMatchObject({
      status: 'reconnect-needed',
      statusCause: { code: 'CONNECTION_MEMBER_LEFT' },
    });
    const refusal = { status: 409, body: { code: 'CONNECTION_MEMBER_LEFT', action: 'reconnect' } };
    expect(await ada.client.get(`${path}/bitbucket-workspaces`)).toMatchObject(refusal);
    const repository = { connectionId, bitbucketWorkspace: 'acme', name: 'mine', isPrivate: true };
    expect(await ada.client.post(`/api/resources/${ada.resourceId}/repository`, repository)).toMatchObject(
      refusal,
    );
  });

  it('leaves the connections of others, and those of the same person elsewhere', async () => {
    const [ofAda, ofEve] = [await connect(ada, 'bob'), await connect(eve)];
    const home = await signUp(server.url, 'Carol');
    await home.client.post(`/api/workspaces/${home.workspaceId}/members`, {
      email: eve.email,
      role: 'owner',
    });
    const elsewhere = await connect({ ...eve, workspaceId: home.workspaceId });
    await remove(eve);
    expect(await storedTokens(ofEve)).toMatchObject({ status: 'reconnect-needed' });
    const path = `${connections()}/${ofAda}/bitbucket-workspaces`;
    expect((await ada.client.get(path)).status).toBe(200);
    const other = `/api/workspaces/${home.workspaceId}/bitbucket/connections/${elsewhere}/bitbucket-workspaces`;
    expect((await home.client.get(other)).status).toBe(200);
  });

  it('stops the builds that were on their way through the grant, and says who must act', async () => {
    const { connectionId } = await linkDirectly(server, eve);
    const build = await startBuild(ada);
    expect((await ada.client.get(`${members()}/${eve.accountId}/impact`)).body).toEqual({
      connections: [{ id: connectionId, displayName: 'Alice' }],
      resources: [{ id: ada.resourceId, name: expect.any(String), repository: 'acme/shop' }],
      runningBuilds: [expect.objectContaining({ id: build.id })],
    });
    await remove(eve);
    expect(await getBuild(ada, build.id)).toMatchObject({
      status: 'failed',
      error: { code: 'CONNECTION_MEMBER_LEFT', action: 'reconnect', params: { connectionId } },
    });
    expect(await ada.client.post(`/api/resources/${ada.resourceId}/builds`, {})).toMatchObject({
      status: 409,
      body: { code: 'CONNECTION_MEMBER_LEFT' },
    });
  });

  it('tells what would stop only to owners, and to those who ask about themselves', async () => {
    const joe = { ...(await signUp(server.url, 'Joe')), workspaceId: ada.workspaceId };
    await add(joe, 'member');
    const impact = (who: Person, by: Person) => by.client.get(`${members()}/${who.accountId}/impact`);
    expect((await impact(joe, joe)).body).toEqual({ connections: [], resources: [], runningBuilds: [] });
    expect((await impact(eve, joe)).status).toBe(403);
    const stranger = await signUp(server.url, 'Stranger');
    expect((await impact(stranger, ada)).status).toBe(404);
    expect((await impact(eve, stranger)).status).toBe(404);
  });

  it('does not bring the grant back when added again; connecting again does, with its links', async () => {
    const connectionId = await connect(eve);
    await remove(eve);
    await add(eve, 'owner');
    expect(await storedTokens(connectionId)).toMatchObject({
      access_token: null,
      status: 'reconnect-needed',
    });
    expect(await connect(eve)).toBe(connectionId);
    expect((await ada.client.get(`${connections()}/${connectionId}`)).body).toMatchObject({
      status: 'connected',
      statusCause: null,
    });
  });

  it('cannot finish connecting, however the two requests meet', async () => {
    for (let round = 0; round < 5; round += 1) {
      await add(eve, 'owner');
      const callback = await decide(await startConnect(eve));
      await Promise.all([sendCallback(eve, callback), remove(eve)]);
      const { rows } = await server.database.pool.query(
        'select id from connections.connection where workspace_id = $1 and access_token is not null',
        [ada.workspaceId],
      );
      expect(rows).toEqual([]);
    }
  });

  it('cannot finish connecting that Bitbucket answers after the removal', async () => {
    const callback = await decide(await startConnect(eve));
    const blocker = await server.database.pool.connect();
    try {
      // Holds the callback back where it stores, after every check before it has passed.
      await blocker.query('begin');
      await blocker.query('select id from server.workspace where id = $1 for update', [ada.workspaceId]);
      const finishing = sendCallback(eve, callback);
      await untilWaiting();
      await blocker.query('delete from server.membership where workspace_id = $1 and account_id = $2', [
        ...[ada.workspaceId, eve.accountId],
      ]);
      await blocker.query('commit');
      expect((await finishing).status).toBe(403);
      const { rows } = await server.database.pool.query(
        'select id from connections.connection where workspace_id = $1',
        [ada.workspaceId],
      );
      expect(rows).toEqual([]);
    } finally {
      blocker.release();
    }
  });

  it('leaves one owner when two remove each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [first, second] = await Promise.all([remove(eve, ada), remove(ada, eve)]);
      expect([first.status, second.status].filter((status) => status === 204)).toHaveLength(1);
      const { rows } = await server.database.pool.query(
        `select account_id from server.membership where workspace_id = $1 and role = 'owner'`,
        [ada.workspaceId],
      );
      expect(rows).toHaveLength(1);
      const [stayed, left] = rows[0].account_id === ada.accountId ? [ada, eve] : [eve, ada];
      await stayed.client.post(members(), { email: left.email, role: 'owner' });
    }
  });

  it('keeps the grant when the last owner may not leave', async () => {
    const connectionId = await connect(ada);
    await remove(eve);
    expect((await remove(ada)).status).toBe(409);
    expect(await storedTokens(connectionId)).toMatchObject({ status: 'connected' });
  });

  describe('loses the open event streams', () => {
    let closing = new AbortController();
    beforeEach(() => {
      closing = new AbortController();
    });
    afterEach(() => closing.abort());

    /** Opens a stream that has nothing to tell, and resolves to how long it stays open after `act`. */
    async function openFor(who: Person, act: () => Promise<unknown>, url = server.url): Promise<number> {
      await linkDirectly(server, ada);
      const { id, lastEventId } = await startBuild(ada);
      const path = `/api/builds/${id}/events?lastEventId=${lastEventId}`;
      const response = await who.client.copy(url).open(path, closing.signal);
      expect(response.status).toBe(200);
      const reading = readEvents(response);
      const start = Date.now();
      await act();
      expect(await reading).toEqual([]);
      return Date.now() - start;
    }

    it('with the membership', async () => {
      expect(await openFor(eve, () => remove(eve))).toBeLessThan(STREAM_END_MS);
    });

    it('on another instance of the server, too', async () => {
      const second = await server.another();
      try {
        expect(await openFor(eve, () => remove(eve), second.url)).toBeLessThan(STREAM_END_MS);
      } finally {
        await second.stop();
      }
    }, 60_000);

    it('with the session', async () => {
      expect(await openFor(eve, () => eve.client.copy().post('/api/auth/sign-out'))).toBeLessThan(
        STREAM_END_MS,
      );
    });

    it('by the poll, when nobody told of the loss', async () => {
      const lose = () =>
        server.database.pool.query('delete from server.membership where account_id = $1', [eve.accountId]);
      expect(await openFor(eve, lose)).toBeLessThan(20_000);
    }, 40_000);

    it('but not the streams of those who stay', async () => {
      await linkDirectly(server, ada);
      const { id } = await startBuild(ada);
      const response = await ada.client.open(`/api/builds/${id}/events`, closing.signal);
      await remove(eve);
      await eve.client.post('/api/auth/sign-out');
      const ring = new Ring(server);
      await ring.progress(id, { message: 'still here' });
      const events = await readEvents(response, ({ data }) => data.message === 'still here');
      expect(events.at(-1)).toMatchObject({ type: 'log', data: { message: 'still here' } });
    });
  });

  /** Until some session waits for the lock that a test holds. */
  async function untilWaiting(): Promise<void> {
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await server.database.pool.query(waiting)).rows.length === 0)
      await new Promise((resolve) => setImmediate(resolve));
  }
});
