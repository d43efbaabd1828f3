import { CALLBACK, dig, KEY, SECRET, TestBench } from './support';

describe('OAuth', () => {
  const bench = new TestBench();
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());
  beforeEach(() => bench.reset());

  async function granted(more: Record<string, string> = {}): Promise<{ access: string; refresh: string }> {
    const code = (await bench.decide('grant', more)).searchParams.get('code') ?? '';
    const { body } = await bench.token({ grant_type: 'authorization_code', code });
    return { access: String(body.access_token), refresh: String(body.refresh_token) };
  }

  const user = (token: string): Promise<Response> =>
    fetch(`${bench.url}/2.0/user`, { headers: { authorization: `Bearer ${token}` } });

  it('asks who the person is, then for consent, and sends back code and state', async () => {
    const address = `${bench.url}/site/oauth2/authorize?client_id=${KEY}&response_type=code&state=the-state`;
    expect(await (await fetch(address)).text()).toContain('Who are you?');
    const page = await (await fetch(address, { headers: { cookie: 'emulator_user=alice' } })).text();
    expect(page).toContain('Grant access');
    expect(page).toContain('pullrequest:write');
    const back = await bench.decide('grant');
    expect(`${back.origin}${back.pathname}`).toBe(CALLBACK);
    expect(back.searchParams.get('state')).toBe('the-state');
    expect(back.searchParams.get('code')).toBeTruthy();
  });

  it('sends access_denied back when the person denies', async () => {
    const back = await bench.decide('deny');
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('the-state');
  });

  it('redirects only to the callback or to what goes on after it', async () => {
    const good = await bench.decide('grant', { redirect_uri: `${CALLBACK}/more` });
    expect(good.href).toContain(`${CALLBACK}/more?code=`);
    const bad = await bench.decide('grant', { redirect_uri: `${CALLBACK}.evil.example` });
    expect(bad.href).toBe('none:');
  });

  it('gives the answer of today: scope, bearer, 7200 seconds, tokens over 2,500 characters', async () => {
    const code = (await bench.decide('grant')).searchParams.get('code') ?? '';
    const { status, body } = await bench.token({ grant_type: 'authorization_code', code });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 7200, state: 'authorization_code' });
    expect(String(body.scope).split(' ')).not.toContain('repository:write');
    expect(body).not.toHaveProperty('scopes');
    expect(String(body.access_token).length).toBeGreaterThan(2500);
    expect(String(body.refresh_token).length).toBeGreaterThan(2500);
    const again = await bench.token({ grant_type: 'authorization_code', code });
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('lets a code die after ten minutes', async () => {
    const code = (await bench.decide('grant')).searchParams.get('code') ?? '';
    await bench.control('PATCH', '/settings', { clockAheadSeconds: 601 });
    const answer = await bench.token({ grant_type: 'authorization_code', code });
    expect(answer.body.error).toBe('invalid_grant');
  });

  it('refuses a wrong secret, and answers with a page to anything but Basic', async () => {
    const wrong = await bench.token({ grant_type: 'authorization_code', code: 'x' }, `${KEY}:no`);
    expect(wrong).toEqual({
      status: 400,
      body: { error: 'unauthorized_client', error_description: 'Invalid OAuth client credentials' },
    });
    const response = await fetch(`${bench.url}/site/oauth2/access_token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token' }),
    });
    expect(response.headers.get('content-type')).toContain('text/html');
    const json = await fetch(`${bench.url}/site/oauth2/access_token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: '{"grant_type":"refresh_token"}',
    });
    expect(await json.json()).toMatchObject({ error_description: 'Unsupported grant type: None' });
  });

  it('rotates refresh tokens with a grace, then refuses and locks the consumer for a while', async () => {
    const { access, refresh } = await granted();
    const second = await bench.token({ grant_type: 'refresh_token', refresh_token: refresh });
    expect(second.status).toBe(200);
    expect((await bench.token({ grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(200);
    expect((await user(access)).status).toBe(200);
    await bench.control('PATCH', '/settings', { clockAheadSeconds: 601 });
    const late = await bench.token({ grant_type: 'refresh_token', refresh_token: refresh });
    expect(late).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
    const newest = { grant_type: 'refresh_token', refresh_token: String(second.body.refresh_token) };
    expect((await bench.token(newest)).body.error).toBe('unauthorized_client');
    await bench.control('PATCH', '/settings', { clockAheadSeconds: 601 + 61 });
    expect((await bench.token(newest)).status).toBe(200);
  });

  it('ends access tokens after two hours and unused refresh tokens after ninety days', async () => {
    const { access, refresh } = await granted();
    await bench.control('PATCH', '/settings', { clockAheadSeconds: 7201 });
    const expired = await user(access);
    expect(expired.status).toBe(401);
    expect(await expired.text()).toContain('Access token expired.');
    await bench.control('PATCH', '/settings', { clockAheadSeconds: 91 * 86_400 });
    const answer = await bench.token({ grant_type: 'refresh_token', refresh_token: refresh });
    expect(answer.body.error).toBe('invalid_grant');
  });

  it('takes a token in the Authorization header only', async () => {
    const { access } = await granted();
    expect((await fetch(`${bench.url}/2.0/user?access_token=${access}`)).status).toBe(401);
    const basic = Buffer.from(`x-token-auth:${access}`).toString('base64');
    const asBasic = await fetch(`${bench.url}/2.0/user`, { headers: { authorization: `Basic ${basic}` } });
    expect(asBasic.status).toBe(401);
  });

  it('revokes by token one authorisation, by control all of a user', async () => {
    const first = await granted();
    const second = await granted();
    const revoked = await fetch(`${bench.url}/site/oauth2/revoke`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}` },
      body: new URLSearchParams({ token: first.access }),
    });
    expect(revoked.status).toBe(200);
    expect((await user(first.access)).status).toBe(401);
    expect((await user(second.access)).status).toBe(200);
    expect(await bench.control('POST', '/revoke', { user: 'alice' })).toEqual({ revoked: 1 });
    const answer = await bench.token({ grant_type: 'refresh_token', refresh_token: second.refresh });
    expect(answer.body.error).toBe('invalid_grant');
  });

  it('takes other consumers and other secrets over the control API', async () => {
    const consumer = {
      key: 'second',
      secret: 'first-secret',
      callbackUrl: 'https://example.com/back',
      scopes: ['account'],
    };
    await bench.control('POST', '/consumers', consumer);
    const back = await bench.decide('grant', { client_id: 'second' });
    const form = { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '' };
    await bench.control('PATCH', '/consumers/second', { secret: 'other-secret' });
    expect((await bench.token(form, 'second:first-secret')).status).toBe(400);
    const { body } = await bench.token(form, 'second:other-secret');
    expect(body.scope).toBe('account');
    const refused = await fetch(`${bench.url}/2.0/repositories/acme`, {
      headers: { authorization: `Bearer ${String(body.access_token)}` },
    });
    const answer: unknown = await refused.json();
    expect(refused.status).toBe(403);
    expect(dig(answer, 'error.detail')).toEqual({ required: ['repository'], granted: ['account'] });
  });

  it('never writes codes, states or tokens into the request log', async () => {
    const { access } = await granted();
    await fetch(`${bench.url}/2.0/user?access_token=${access}`);
    await fetch(`${bench.url}/site/oauth2/authorize?client_id=${KEY}&response_type=code&state=hidden-state`);
    const log = JSON.stringify(await bench.control('GET', '/requests'));
    expect(log).toContain('REDACTED');
    expect(log).not.toContain(access.slice(0, 20));
    expect(log).not.toContain('hidden-state');
  });
});
