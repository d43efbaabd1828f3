import { BitbucketError } from '../src/http/bitbucket-error';
import {
  CLIENT_SECRET,
  errorBody,
  everythingOf,
  failure,
  FakeBitbucket,
  repository,
  TOKEN,
} from './fake-bitbucket';

const bitbucket = new FakeBitbucket();
beforeAll(() => bitbucket.start());
afterAll(() => bitbucket.stop());

const getRepository = () => failure(bitbucket.api().repositories.get('acme', 'order-service'));

describe('errors by who must act', () => {
  it.each([
    [401, 'BITBUCKET_UNAUTHORIZED', 'reconnect'],
    [403, 'BITBUCKET_REFUSED', 'resolve'],
    [404, 'REPOSITORY_GONE', 'resolve'],
    [409, 'BITBUCKET_CONFLICT', 'retry'],
    [410, 'BITBUCKET_API_GONE', 'contact'],
    [429, 'BITBUCKET_RATE_LIMITED', 'retry'],
    [500, 'BITBUCKET_SERVER_ERROR', 'retry'],
    [503, 'BITBUCKET_SERVER_ERROR', 'retry'],
    [555, 'BITBUCKET_SERVER_ERROR', 'retry'],
    [302, 'BITBUCKET_UNEXPECTED', 'contact'],
  ])('status %i is %s', async (status, code, action) => {
    bitbucket.answers([{ status, json: errorBody('Because.') }]);
    const error = await getRepository();
    expect(error).toBeInstanceOf(BitbucketError);
    expect(error).toMatchObject({
      code,
      action,
      status,
      method: 'GET',
      pathTemplate: '/repositories/{workspace}/{repo}',
    });
  });

  it('names the missing scope in the words of the consumer form', async () => {
    const detail = { required: ['pullrequest:write'], granted: ['pullrequest'] };
    bitbucket.answers([
      {
        status: 403,
        json: errorBody('Your credentials lack one or more required privilege scopes.', { detail }),
      },
    ]);
    const error = await getRepository();
    expect(error).toMatchObject({ code: 'SCOPE_MISSING', action: 'reconnect', params: detail });
    expect(String(error)).toContain('Pull requests: Write');
  });

  it('names no scope that the granted ones imply', async () => {
    const detail = { required: ['repository', 'webhook'], granted: ['pullrequest:write'] };
    bitbucket.answers([{ status: 403, json: errorBody('No.', { detail }) }]);
    expect(String(await getRepository())).toMatch(/permission: Webhooks: Read and write\./);
  });

  it('keeps what Bitbucket says of single fields', async () => {
    bitbucket.answers([
      { status: 400, json: errorBody('Bad request', { fields: { name: ['Too long.'], key: 'Odd.' } }) },
    ]);
    expect(await getRepository()).toMatchObject({
      code: 'BITBUCKET_REFUSED',
      fields: { name: ['Too long.'], key: ['Odd.'] },
      message: 'Bitbucket refused the request: Bad request name: Too long. key: Odd.',
    });
  });

  it('repeats no secret of the request that an answer repeats', async () => {
    const message =
      'Bad header: Authorization: Bearer SECRET1, remote https://x-token-auth:SECRET2@bitbucket.org/a/b';
    bitbucket.answers([
      { status: 400, json: errorBody(message, { fields: { url: ['/x?access_token=SECRET3'] } }) },
    ]);
    const error = await getRepository();
    expect(everythingOf(error)).not.toMatch(/SECRET/);
    expect(error).toMatchObject({ message: expect.stringContaining('Bad header') });
  });

  it('is not misled by a detail that is text', async () => {
    bitbucket.answers([{ status: 403, json: errorBody('No access', { detail: 'ask somebody' }) }]);
    expect(await getRepository()).toMatchObject({ code: 'BITBUCKET_REFUSED' });
  });

  it('reads the 410 of a removed endpoint', async () => {
    const data = {
      announcement_url: 'https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-2770',
    };
    bitbucket.answers([
      {
        status: 410,
        json: { ...errorBody('CHANGE-2770 - Functionality has been deprecated', { data }), data },
      },
    ]);
    const error = await failure(bitbucket.api().repositories.get('acme', 'x'));
    expect(error).toMatchObject({ code: 'BITBUCKET_API_GONE' });
    expect(everythingOf(error)).toContain('CHANGE-2770');
  });

  it('takes a rate limit that is plain text', async () => {
    bitbucket.answers([{ status: 429, text: 'Rate limit for this resource has been exceeded' }]);
    expect(await getRepository()).toMatchObject({
      code: 'BITBUCKET_RATE_LIMITED',
      message:
        'Bitbucket answered 429 (too many requests) to GET /repositories/{workspace}/{repo} and did not say for how long.',
    });
  });
});

describe('answers that do not parse', () => {
  it('is not JSON', async () => {
    bitbucket.answers([{ text: '<!doctype html><title>Log in</title>' }]);
    expect(await getRepository()).toMatchObject({ code: 'BITBUCKET_UNEXPECTED', params: { field: 'body' } });
  });

  it.each([
    [{ links: {} }, 'body.links.html'],
    [{ is_private: 'yes' }, 'body.is_private'],
    [{ uuid: null }, 'body.uuid'],
    [{ mainbranch: {} }, 'body.mainbranch.name'],
  ])('names the field of %j', async (changes, field) => {
    bitbucket.answers([{ json: repository(changes) }]);
    const error = await getRepository();
    expect(error).toMatchObject({ code: 'BITBUCKET_UNEXPECTED', status: 200 });
    expect(String(everythingOf(error))).toContain(field);
  });
});

describe('no answer', () => {
  it('is unreachable when the connection breaks', async () => {
    bitbucket.answers(['reset']);
    expect(await getRepository()).toMatchObject({
      code: 'BITBUCKET_UNREACHABLE',
      action: 'retry',
      status: null,
    });
  });

  it('is unreachable when nothing listens', async () => {
    const api = bitbucket.api({ apiUrl: 'http://127.0.0.1:1/2.0' });
    expect(await failure(api.user.current())).toMatchObject({
      code: 'BITBUCKET_UNREACHABLE',
      params: { reason: 'ECONNREFUSED' },
    });
  });

  it('is unreachable after the time limit', async () => {
    bitbucket.answers(['hang']);
    const api = bitbucket.api({ timeoutMs: 60, retry: { tries: 1 } });
    expect(await failure(api.user.current())).toMatchObject({
      code: 'BITBUCKET_UNREACHABLE',
      params: { reason: 'no answer within 60 ms' },
    });
  });
});

it.each([
  ['a refusal', { status: 403, json: errorBody('no') }],
  ['a broken connection', 'reset' as const],
  ['an answer that does not parse', { text: 'x' }],
])('never holds a secret after %s', async (_what, answer) => {
  bitbucket.answers([answer]);
  const client = bitbucket.client();
  const errors = [
    await getRepository(),
    await failure(client.oauth.refresh('secret-refresh-token')),
    await failure(client.oauth.exchangeCode('secret-code')),
    await failure(client.oauth.revoke('secret-refresh-token').then(() => Promise.reject(new Error('done')))),
  ];
  const shown = errors.map(everythingOf).join('\n');
  for (const secret of [TOKEN, CLIENT_SECRET, 'secret-refresh-token', 'secret-code', 'Basic ', 'Bearer '])
    expect(shown).not.toContain(secret);
});
