import { Client, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

describe('accounts and sessions', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  const password = 'correct horse battery';

  it('signs up into a workspace with one sample service', async () => {
    const ada = await signUp(server.url);
    const me = await ada.client.get('/api/auth/me');
    expect(me.body).toMatchObject({
      account: { id: ada.accountId, email: ada.email, name: 'Ada' },
      workspaces: [{ id: ada.workspaceId, role: 'owner', plan: 'free' }],
    });
    const model = await ada.client.get<{ model: { entities: unknown[] } }>(
      `/api/resources/${ada.resourceId}/model`,
    );
    expect(model.body.model.entities.length).toBeGreaterThan(0);
  });

  it('never shows a password or its hash', async () => {
    const ada = await signUp(server.url);
    const { rows } = await server.database.pool.query(
      'select password_hash from server.account where id = $1',
      [ada.accountId],
    );
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify((await ada.client.get('/api/auth/me')).body)).not.toContain('argon2');
  });

  it('names every bad field of a sign-up', async () => {
    const { status, body } = await new Client(server.url).post<{ fields: { path: string }[] }>(
      '/api/auth/sign-up',
      {
        email: 'nobody',
        password: 'short',
        name: '  ',
        role: 'admin',
      },
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', action: 'resolve' });
    expect(new Set(body.fields.map(({ path }) => path))).toEqual(
      new Set(['email', 'password', 'name', 'role']),
    );
  });

  it('refuses a second account with the same address in other capitals', async () => {
    const ada = await signUp(server.url);
    const again = await new Client(server.url).post('/api/auth/sign-up', {
      email: ada.email.toUpperCase(),
      name: 'Eve',
      password,
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const ada = await signUp(server.url);
    const attempt = (email: string) =>
      new Client(server.url).post('/api/auth/sign-in', { email, password: 'wrong one' });
    const [wrong, unknown] = [await attempt(ada.email), await attempt('nobody@example.com')];
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  it('gives a new session id at each sign-in, and none that a page can read', async () => {
    const ada = await signUp(server.url);
    const before = ada.client.session;
    const { headers } = await ada.client.post('/api/auth/sign-in', { email: ada.email, password });
    expect(ada.client.session).not.toBe(before);
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
  });

  it('ends the session on sign-out, also for a copy of the cookie', async () => {
    const ada = await signUp(server.url);
    const copy = ada.client.copy();
    expect((await copy.get('/api/workspaces')).status).toBe(200);
    expect((await ada.client.post('/api/auth/sign-out')).status).toBe(204);
    expect(await copy.get('/api/workspaces')).toMatchObject({
      status: 401,
      body: { code: 'NOT_AUTHENTICATED' },
    });
  });

  it('says that nobody is signed in, which is no error', async () => {
    expect(await new Client(server.url).get('/api/auth/me')).toMatchObject({
      status: 200,
      body: { account: null, workspaces: [] },
    });
  });

  it.each([
    ['another origin', { origin: 'http://localhost:4000' }],
    ['no origin', { origin: null }],
    ['a form', { contentType: 'application/x-www-form-urlencoded' }],
    ['plain text', { contentType: 'text/plain' }],
  ])('refuses a change that comes from %s', async (_name, options) => {
    const ada = await signUp(server.url);
    const answer = await ada.client.send(
      'PATCH',
      `/api/workspaces/${ada.workspaceId}`,
      { name: 'Taken' },
      options,
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
    expect((await ada.client.get(`/api/workspaces/${ada.workspaceId}`)).body.name).not.toBe('Taken');
  });

  it('answers in the one shape of errors when the body is no JSON and when the path is unknown', async () => {
    const client = new Client(server.url);
    const broken = await client.send('POST', '/api/auth/sign-in', undefined, { raw: '{"email"' });
    expect(broken).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(await client.get('/api/nothing')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('slows down who guesses passwords', async () => {
    const slow = await startServer({ THROTTLE_PER_MINUTE: 3 });
    try {
      const client = new Client(slow.url);
      const attempt = () =>
        client.post('/api/auth/sign-in', { email: 'a@example.com', password: 'wrong one' });
      for (let i = 0; i < 3; i += 1) expect((await attempt()).status).toBe(401);
      expect(await attempt()).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
    } finally {
      await slow.stop();
    }
  }, 60_000);
});
