import { waitFor } from '@amplication/testing';
import { BitbucketError } from '../src/http/bitbucket-error';
import type { BudgetGate } from '../src/http/budget';
import { collect, errorBody, failure, FakeBitbucket, repository, TOKEN, USER } from './fake-bitbucket';

const bitbucket = new FakeBitbucket();
const elsewhere = new FakeBitbucket();
beforeAll(() => Promise.all([bitbucket.start(), elsewhere.start()]));
afterAll(() => Promise.all([bitbucket.stop(), elsewhere.stop()]));

const BUSY = { status: 503, json: errorBody('Busy') };
const LIMITED = { status: 429, text: 'Rate limit for this resource has been exceeded' };

describe('what is sent', () => {
  it('asks for JSON with a bearer token and nothing secret in the address', async () => {
    bitbucket.answers([{ json: USER }]);
    await bitbucket.api().user.current();
    const [request] = bitbucket.requests;
    expect(request?.headers.accept).toBe('application/json');
    expect(request?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(request?.url).toBe('/2.0/user');
  });

  it('keeps uuids with braces and branches with slashes in one segment', async () => {
    bitbucket.answers([{ json: { name: 'feature/ä #1', target: { hash: 'a'.repeat(40) } } }]);
    await bitbucket.api().branches.get({ workspace: '{w}', repo: '{r}' }, 'feature/ä #1');
    expect(bitbucket.requests[0]?.url).toBe(
      '/2.0/repositories/%7Bw%7D/%7Br%7D/refs/branches/feature%2F%C3%A4%20%231',
    );
  });

  it.each(['', '.', '..'])('refuses %j as a name before it is sent', async (name) => {
    bitbucket.answers([{ json: repository() }]);
    const error = await failure((async () => bitbucket.api().repositories.get('acme', name))());
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(bitbucket.requests).toHaveLength(0);
  });
});

describe('retries', () => {
  it.each([
    ['503', BUSY],
    ['555', { status: 555, json: errorBody('Timed out') }],
    ['429', LIMITED],
    ['a reset', 'reset' as const],
  ])('tries a GET again after %s', async (_what, first) => {
    bitbucket.answers([first, first, { json: USER }]);
    await expect(bitbucket.api().user.current()).resolves.toMatchObject({ displayName: 'Ada' });
    expect(bitbucket.requests).toHaveLength(3);
  });

  it('gives up after its tries', async () => {
    bitbucket.answers([BUSY]);
    await expect(bitbucket.api({ retry: { tries: 3, baseMs: 1 } }).user.current()).rejects.toMatchObject({
      code: 'BITBUCKET_SERVER_ERROR',
    });
    expect(bitbucket.requests).toHaveLength(3);
  });

  it.each([
    ['503', BUSY],
    ['429', LIMITED],
    ['a reset', 'reset' as const],
  ])('sends a POST that creates something only once, after %s too', async (_what, answer) => {
    bitbucket.answers([answer]);
    await failure(bitbucket.api().pullRequests.comment({ workspace: 'acme', repo: 'orders' }, 7, 'Hello'));
    expect(bitbucket.requests).toHaveLength(1);
  });

  it('does not retry what Bitbucket refused', async () => {
    bitbucket.answers([{ status: 400, json: errorBody('No') }]);
    await failure(bitbucket.api().user.current());
    expect(bitbucket.requests).toHaveLength(1);
  });

  it('waits as long as Retry-After says', async () => {
    bitbucket.answers([{ ...LIMITED, headers: { 'retry-after': '0.2' } }, { json: USER }]);
    const started = Date.now();
    await bitbucket.api({ retry: { baseMs: 1, ceilingMs: 1_000 } }).user.current();
    expect(Date.now() - started).toBeGreaterThanOrEqual(190);
  });

  it('leaves a long wait to the caller', async () => {
    bitbucket.answers([{ ...LIMITED, headers: { 'retry-after': '120' } }]);
    expect(await failure(bitbucket.api().user.current())).toMatchObject({ retryAfterMs: 120_000 });
    expect(bitbucket.requests).toHaveLength(1);
  });

  it('stops waiting when the caller gives up', async () => {
    bitbucket.answers([{ ...LIMITED, headers: { 'retry-after': '30' } }]);
    const caller = new AbortController();
    const call = failure(
      bitbucket.api({ retry: { ceilingMs: 60_000 } }).user.current({ signal: caller.signal }),
    );
    const reason = new Error('The build was cancelled');
    setTimeout(() => caller.abort(reason), 50);
    expect(await call).toBe(reason);
  });

  it('stops a request that is under way when the caller gives up', async () => {
    bitbucket.answers(['hang']);
    const caller = new AbortController();
    const call = failure(bitbucket.api().user.current({ signal: caller.signal }));
    const reason = new Error('Enough');
    // Given up before it has arrived, it would arrive in the next test.
    await waitFor(() => bitbucket.requests.length === 1);
    caller.abort(reason);
    expect(await call).toBe(reason);
  });
});

describe('tokens', () => {
  it('renews a refused token once and names the one that was refused', async () => {
    bitbucket.answers((request) =>
      request.headers.authorization === `Bearer ${TOKEN}-renewed`
        ? { json: USER }
        : { status: 401, json: errorBody('Access token expired.') },
    );
    await bitbucket.api().user.current();
    expect(bitbucket.renewals).toEqual([TOKEN]);
    expect(bitbucket.requests).toHaveLength(2);
  });

  it('does not go on renewing', async () => {
    bitbucket.answers([{ status: 401, json: errorBody('No') }]);
    expect(await failure(bitbucket.api().user.current())).toMatchObject({ code: 'BITBUCKET_UNAUTHORIZED' });
    expect(bitbucket.requests).toHaveLength(2);
  });
});

describe('other hosts', () => {
  it('never follows a redirect', async () => {
    elsewhere.answers([{ json: USER }]);
    bitbucket.answers([{ status: 302, headers: { location: `${elsewhere.url}/2.0/user` } }]);
    expect(await failure(bitbucket.api().user.current())).toMatchObject({ code: 'BITBUCKET_UNEXPECTED' });
    expect(elsewhere.requests).toHaveLength(0);
  });

  it.each([
    ['another host', () => `${elsewhere.url}/2.0/repositories/acme?page=2`],
    ['another path', () => `${bitbucket.url}/admin?page=2`],
    ['a host that begins the same', () => `${bitbucket.url}.evil.example/2.0/x`],
    ['a user name', () => `http://${new URL(bitbucket.url).host}@evil.example/2.0/x`],
  ])('follows no page link to %s', async (_what, next) => {
    elsewhere.answers([{ json: { values: [] } }]);
    bitbucket.answers([{ json: { values: [repository()], next: next() } }]);
    expect(await failure(collect(bitbucket.api().repositories.list('acme')))).toMatchObject({
      code: 'BITBUCKET_UNEXPECTED',
      params: { field: 'body.next' },
    });
    expect(elsewhere.requests).toHaveLength(0);
    expect(bitbucket.requests).toHaveLength(1);
  });
});

describe('the budget gate', () => {
  it('is asked before and told after each try, with the resource that is counted', async () => {
    const events: unknown[] = [];
    const budget: BudgetGate = {
      before: (user, call) => Promise.resolve(void events.push(['before', user, call.resource])),
      after: (_user, { method, pathTemplate }, { status, retryAfterMs }) =>
        Promise.resolve(void events.push(['after', method, pathTemplate, status, retryAfterMs])),
      read: () => Promise.resolve({ limit: 1_000, used: 0, heldUntil: null }),
    };
    bitbucket.answers([{ ...LIMITED, headers: { 'retry-after': '0' } }, { json: repository() }]);
    await bitbucket.api({ budget }).repositories.get('acme', 'orders');
    expect(events).toEqual([
      ['before', '{user}', 'repositories'],
      ['after', 'GET', '/repositories/{workspace}/{repo}', 429, 0],
      ['before', '{user}', 'repositories'],
      ['after', 'GET', '/repositories/{workspace}/{repo}', 200, undefined],
    ]);
  });

  it('has the last word: what it refuses is not tried again', async () => {
    let asked = 0;
    const budget: BudgetGate = {
      before: () => {
        asked++;
        const held = { method: '-', pathTemplate: '-', retryAfterMs: 1 };
        return Promise.reject(new BitbucketError('BITBUCKET_RATE_LIMITED', undefined, held));
      },
      after: () => Promise.resolve(),
      read: () => Promise.resolve({ limit: 1_000, used: 0, heldUntil: null }),
    };
    bitbucket.answers([{ json: USER }]);
    expect(await failure(bitbucket.api({ budget }).user.current())).toMatchObject({ retryAfterMs: 1 });
    expect(asked).toBe(1);
    expect(bitbucket.requests).toHaveLength(0);
  });

  it('is asked by `withoutWaiting` not to wait, and a 429 is final there', async () => {
    const asked: unknown[] = [];
    const budget: BudgetGate = {
      before: (_user, _call, wait) => Promise.resolve(void asked.push(wait?.whenHeld)),
      after: () => Promise.resolve(),
      read: () => Promise.resolve({ limit: 1_000, used: 0, heldUntil: null }),
    };
    bitbucket.answers([{ ...LIMITED, headers: { 'retry-after': '0' } }, { json: USER }]);
    expect(await failure(bitbucket.api({ budget }).withoutWaiting.user.current())).toMatchObject({
      code: 'BITBUCKET_RATE_LIMITED',
      status: 429,
    });
    expect(asked).toEqual(['fail']);
    expect(bitbucket.requests).toHaveLength(1);
  });
});
