import { type RunningEmulator, startEmulator, waitFor } from '@amplication/testing';
import { connect, decide, sendCallback, startConnect } from './support/bitbucket';
import { Client, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

describe('connecting Bitbucket', () => {
  let emulator: RunningEmulator;
  let server: TestServer;
  beforeAll(async () => {
    emulator = await startEmulator();
    server = await startServer({ bitbucketUrl: emulator.url });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await emulator.stop();
  }, 60_000);

  const connectionsOf = async (workspaceId: string) => {
    const query = 'select * from connections.connection where workspace_id = $1';
    return (await server.database.pool.query(query, [workspaceId])).rows;
  };

  it('stores the account that granted access, and answers without a token', async () => {
    const ada = await signUp(server.url);
    const authorizeUrl = await startConnect(ada, { returnTo: '/services/7?tab=git' });
    expect(authorizeUrl.origin).toBe(emulator.url);
    expect([...authorizeUrl.searchParams.keys()].sort()).toEqual(['client_id', 'response_type', 'state']);

    const answer = await sendCallback(ada, await decide(authorizeUrl));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        workspaceId: ada.workspaceId,
        returnTo: '/services/7?tab=git',
        connection: {
          status: 'connected',
          statusCause: null,
          user: { displayName: 'Alice Liddell' },
          scopesMissing: [],
          connectedBy: { id: ada.accountId, name: 'Ada' },
          budget: { limit: 1000 },
        },
      },
    });
    const [row] = await connectionsOf(ada.workspaceId);
    expect(row.access_token).toMatch(/^test\./);
    expect(JSON.stringify(answer.body)).not.toContain(row.access_token);
    expect(JSON.stringify(answer.body)).not.toMatch(/token/i);
  });

  it('keeps no state in the clear', async () => {
    const ada = await signUp(server.url);
    const state = (await startConnect(ada)).searchParams.get('state') ?? '';
    expect(Buffer.from(state, 'base64url')).toHaveLength(32);
    const { rows } = await server.database.pool.query(
      'select * from server.oauth_state where workspace_id = $1',
      [ada.workspaceId],
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(state);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'git', '/a\nb', '/a b'])(
    'refuses to return to %j',
    async (returnTo) => {
      const ada = await signUp(server.url);
      const path = `/api/workspaces/${ada.workspaceId}/bitbucket/connect`;
      expect(await ada.client.post(path, { returnTo })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED', fields: [{ path: 'returnTo' }] },
      });
    },
  );

  describe('refuses the state, and stores nothing,', () => {
    it.each([
      ['when it is made up', async () => 'made-up'],
      ['of another session of the same account', 'second session'],
      ['of another user', 'other user'],
      ['after ten minutes', 'expired'],
    ])('%s', async (_name, how) => {
      const ada = await signUp(server.url);
      const callback = await decide(await startConnect(ada));
      let sender = ada;
      if (typeof how === 'function') callback.state = await how();
      if (how === 'other user') sender = await signUp(server.url, 'Eve');
      if (how === 'second session') {
        const client = new Client(server.url);
        await client.post('/api/auth/sign-in', { email: ada.email, password: 'correct horse battery' });
        sender = { ...ada, client };
      }
      if (how === 'expired')
        await server.database.pool.query(
          `update server.oauth_state set expires_at = now() - interval '1 second' where workspace_id = $1`,
          [ada.workspaceId],
        );
      expect(await sendCallback(sender, callback)).toMatchObject({
        status: 400,
        body: { code: 'OAUTH_STATE_INVALID', action: 'resolve' },
      });
      expect(await connectionsOf(ada.workspaceId)).toEqual([]);
      expect(await connectionsOf(sender.workspaceId)).toEqual([]);
    });
  });

  it('needs a session, and a code or an error', async () => {
    const ada = await signUp(server.url);
    const callback = await decide(await startConnect(ada));
    const stranger = { ...ada, client: new Client(server.url) };
    expect(await sendCallback(stranger, callback)).toMatchObject({ status: 401 });
    expect(await sendCallback(ada, { state: callback.state })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', fields: [{ path: 'code' }] },
    });
    expect(await sendCallback(ada, callback)).toMatchObject({ status: 200 });
  });

  it('lets as many finish at once as the server has database connections', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => signUp(server.url)));
    const callbacks = await Promise.all(people.map(async (one) => decide(await startConnect(one))));
    const blocker = await server.database.pool.connect();
    try {
      await blocker.query('begin');
      await blocker.query('lock table connections.consumer_health in access exclusive mode');
      const finishing = people.map((one, index) => sendCallback(one, callbacks[index] ?? {}));
      // Each stands in the middle of its transaction, and holds one of the server's twenty connections.
      await waitFor(async () => (await waitingSessions()) >= 20, { what: 'twenty transactions' });
      await blocker.query('commit');
      const answers = await Promise.all(finishing);
      expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    } finally {
      blocker.release();
    }
  }, 60_000);

  async function waitingSessions(): Promise<number> {
    const { rows } = await server.database.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length;
  }

  it('answers a repeated callback with what came of it, and asks Bitbucket once', async () => {
    const ada = await signUp(server.url);
    const callback = await decide(await startConnect(ada));
    const answers = await Promise.all([1, 2, 3].map(() => sendCallback(ada, callback)));
    const reload = await sendCallback(ada, callback);
    for (const answer of [...answers, reload]) {
      expect(answer.status).toBe(200);
      expect(answer.body.connection.id).toBe(reload.body.connection.id);
    }
    expect(await connectionsOf(ada.workspaceId)).toHaveLength(1);
  });

  it('says that access was denied, again after a reload', async () => {
    const ada = await signUp(server.url);
    const callback = await decide(await startConnect(ada, { returnTo: '/back' }), { decision: 'deny' });
    for (let i = 0; i < 2; i += 1)
      expect(await sendCallback(ada, callback)).toMatchObject({
        status: 400,
        body: { code: 'OAUTH_ACCESS_DENIED', params: { returnTo: '/back', workspaceId: ada.workspaceId } },
      });
    expect(await connectionsOf(ada.workspaceId)).toEqual([]);
  });

  it('gives the reason when Bitbucket refuses the code', async () => {
    const ada = await signUp(server.url);
    const { state } = await decide(await startConnect(ada));
    const answer = await sendCallback<{ message: string }>(ada, { state, code: 'not-a-code' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'OAUTH_CODE_REFUSED' } });
    expect(answer.body.message).toMatch(/code/i);
    expect(await connectionsOf(ada.workspaceId)).toEqual([]);
  });

  it('answers 502 when Bitbucket cannot be reached, and lets the user start again', async () => {
    const ada = await signUp(server.url);
    const callback = await decide(await startConnect(ada));
    await emulator.control('faults', { action: 'reset', kind: 'oauth', path: 'access_token' });
    expect(await sendCallback(ada, callback)).toMatchObject({
      status: 502,
      body: { code: 'BITBUCKET_UNREACHABLE', action: 'retry', params: { returnTo: '/git' } },
    });
    await connect(ada);
    expect(await connectionsOf(ada.workspaceId)).toHaveLength(1);
  });

  it('asks before a renewal brings another Bitbucket user', async () => {
    const ada = await signUp(server.url);
    const connectionId = await connect(ada, 'alice');
    const other = await sendCallback(
      ada,
      await decide(await startConnect(ada, { connectionId }), { user: 'bob' }),
    );
    expect(other).toMatchObject({
      status: 409,
      body: {
        code: 'CONNECTION_OTHER_USER',
        params: { connected: 'Alice Liddell', authorised: 'Bob Builder' },
      },
    });
    const meant = await startConnect(ada, { connectionId, replaceOtherUser: true });
    const replaced = await sendCallback(ada, await decide(meant, { user: 'bob' }));
    expect(replaced).toMatchObject({
      status: 200,
      body: { connection: { id: connectionId, user: { displayName: 'Bob Builder' } } },
    });
  });

  it('refuses who is no owner any more when the browser comes back', async () => {
    const [ada, bo] = [await signUp(server.url), await signUp(server.url, 'Bo')];
    await ada.client.post(`/api/workspaces/${ada.workspaceId}/members`, { email: bo.email, role: 'owner' });
    const callback = await decide(await startConnect({ ...bo, workspaceId: ada.workspaceId }));
    const path = `/api/workspaces/${ada.workspaceId}/members/${bo.accountId}`;
    await ada.client.send('PATCH', path, { role: 'member' });
    expect(await sendCallback(bo, callback)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await connectionsOf(ada.workspaceId)).toEqual([]);
  });

  it('shows the connection to nobody who reloads the page after they have lost the role', async () => {
    const [ada, bo] = [await signUp(server.url), await signUp(server.url, 'Bo')];
    const members = `/api/workspaces/${ada.workspaceId}/members`;
    await ada.client.post(members, { email: bo.email, role: 'owner' });
    const callback = await decide(await startConnect({ ...bo, workspaceId: ada.workspaceId }));
    expect((await sendCallback(bo, callback)).status).toBe(200);
    await ada.client.send('PATCH', `${members}/${bo.accountId}`, { role: 'member' });
    expect(await sendCallback(bo, callback)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    await ada.client.send('DELETE', `${members}/${bo.accountId}`);
    expect(await sendCallback(bo, callback)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  it('disconnects: tells before what will stop, keeps the history, forgets the tokens', async () => {
    const ada = await signUp(server.url);
    const connectionId = await connect(ada);
    const path = `/api/workspaces/${ada.workspaceId}/bitbucket/connections/${connectionId}`;
    expect((await ada.client.get(`${path}/impact`)).body).toEqual({ resources: [], runningBuilds: [] });
    expect((await ada.client.send('DELETE', path)).status).toBe(204);
    expect((await ada.client.get(path)).body).toMatchObject({ status: 'disconnected' });
    expect(await connectionsOf(ada.workspaceId)).toMatchObject([{ access_token: null, refresh_token: null }]);
    const browse = await ada.client.get(`${path}/bitbucket-workspaces`);
    expect(browse).toMatchObject({ status: 409, body: { code: 'CONNECTION_GONE' } });
  });
});
