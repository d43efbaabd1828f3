import { missingScopes, scopeClosure } from '../src/scopes';
import { CLIENT_SECRET, failure, FakeBitbucket } from './fake-bitbucket';

const bitbucket = new FakeBitbucket();
beforeAll(() => bitbucket.start());
afterAll(() => bitbucket.stop());

const LONG = 'x'.repeat(3_000);
const TOKENS = {
  access_token: LONG,
  refresh_token: `r${LONG}`,
  expires_in: 7200,
  token_type: 'bearer',
  state: 'authorization_code',
};
const refused = (error: string, error_description: string) => ({
  status: 400,
  json: { error, error_description },
});

it('sends the user to the authorise page with state and without scopes', () => {
  const url = new URL(
    bitbucket.client({ siteUrl: 'https://bitbucket.org/' }).oauth.authorizeUrl({ state: 'a b&c' }),
  );
  expect(`${url.origin}${url.pathname}`).toBe('https://bitbucket.org/site/oauth2/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'consumer-key',
    response_type: 'code',
    state: 'a b&c',
  });
});

it('exchanges a code with Basic credentials and an encoded form', async () => {
  bitbucket.answers([{ json: { ...TOKENS, scope: 'account pullrequest:write' } }]);
  const tokens = await bitbucket.client().oauth.exchangeCode('a/b+c=d&e');
  expect(tokens).toEqual({
    accessToken: LONG,
    refreshToken: `r${LONG}`,
    expiresIn: 7200,
    scopes: ['account', 'pullrequest:write'],
  });
  const [request] = bitbucket.requests;
  expect(request?.url).toBe('/site/oauth2/access_token');
  expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
    grant_type: 'authorization_code',
    code: 'a/b+c=d&e',
  });
  expect(request?.headers.authorization).toBe(
    `Basic ${Buffer.from(`consumer-key:${CLIENT_SECRET}`).toString('base64')}`,
  );
});

it.each([
  ['scope', { scope: 'account webhook' }],
  ['scopes, as before May 2026', { scopes: 'account webhook' }],
  ['scopes with commas', { scopes: 'account, webhook' }],
])('reads %s', async (_what, scope) => {
  bitbucket.answers([{ json: { ...TOKENS, ...scope } }]);
  const { scopes } = await bitbucket.client().oauth.refresh('r');
  expect(scopes).toEqual(['account', 'webhook']);
});

it.each([
  ['invalid_grant', 'The specified code is not valid.', 'OAUTH_CODE_REFUSED', 'grant'],
  ['unauthorized_client', 'Invalid OAuth client credentials', 'CONSUMER_REFUSED', 'client'],
])('code refused with %s', async (error, words, code, refusal) => {
  bitbucket.answers([refused(error, words)]);
  expect(await failure(bitbucket.client().oauth.exchangeCode('c'))).toMatchObject({
    code,
    refusal,
    params: { reason: words },
  });
});

it.each([
  ['invalid_grant', 'Unsupported grant type: None', 'CONNECTION_NEEDS_RECONNECT', 'grant'],
  ['invalid_request', 'Invalid refresh_token', 'CONNECTION_NEEDS_RECONNECT', 'grant'],
  ['unauthorized_client', 'Invalid OAuth client credentials', 'CONSUMER_REFUSED', 'client'],
  ['invalid_client', 'No', 'CONSUMER_REFUSED', 'client'],
])('refresh refused with %s: %s', async (error, words, code, refusal) => {
  bitbucket.answers([refused(error, words)]);
  expect(await failure(bitbucket.client().oauth.refresh('r'))).toMatchObject({ code, refusal });
  expect(bitbucket.requests).toHaveLength(1);
});

it.each([
  ['a 401 page of HTML', { status: 401, text: '<html>' }, 'CONSUMER_REFUSED'],
  ['a page of HTML with 200', { status: 200, text: '<html>' }, 'BITBUCKET_UNEXPECTED'],
  ['a 429', { status: 429, text: 'Rate limit' }, 'BITBUCKET_RATE_LIMITED'],
  ['a 503', { status: 503, text: 'down' }, 'BITBUCKET_SERVER_ERROR'],
  ['a reset', 'reset' as const, 'BITBUCKET_UNREACHABLE'],
  ['a request that we wrote wrongly', refused('invalid_request', 'No grant_type'), 'BITBUCKET_REFUSED'],
  ['no refresh token', { json: { ...TOKENS, refresh_token: null, scope: '' } }, 'BITBUCKET_UNEXPECTED'],
])('a refresh is sent once: %s', async (_what, answer, code) => {
  bitbucket.answers([answer]);
  expect(await failure(bitbucket.client().oauth.refresh('r'))).toMatchObject({ code });
  expect(bitbucket.requests).toHaveLength(1);
});

it('asks for revocation in a form', async () => {
  bitbucket.answers([{ status: 200 }]);
  await bitbucket.client().oauth.revoke('the token');
  expect(bitbucket.requests[0]).toMatchObject({ url: '/site/oauth2/revoke', body: 'token=the+token' });
});

describe('scopes', () => {
  it('are compared by their closure', () => {
    expect([...scopeClosure(['pullrequest:write'])].sort()).toEqual([
      'pullrequest',
      'pullrequest:write',
      'repository',
      'repository:write',
    ]);
    expect([...scopeClosure(['repository:admin', 'project:admin'])]).toHaveLength(2);
    expect([...scopeClosure(['constructor'])]).toEqual(['constructor']);
  });

  it('are enough when the boxes of the documentation are ticked', () => {
    const live = [
      'project',
      'project:admin',
      'repository:admin',
      'team:write',
      'account',
      'pullrequest:write',
      'webhook',
    ];
    expect(missingScopes(live)).toEqual([]);
  });

  it('that are missing are named', () => {
    expect(missingScopes(['account', 'project', 'repository:write', 'pullrequest'])).toEqual([
      'repository:admin',
      'pullrequest:write',
      'webhook',
    ]);
  });
});
