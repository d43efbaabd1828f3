import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { Client, type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

const SIGN_IN = '/api/auth/sign-in';
/** What an answer to a caller whom we do not know may weigh. */
const MAX_ANSWER_BYTES = 10_000;
/** What such a request may cost the event loop; other requests of the same process wait so long. */
const MAX_BLOCK_MS = 50;

/** Node refuses heads above 16 kB, in which the client's own lines stand, too. */
const LONGEST_ADDRESS = 15_000;

const nul = String.fromCharCode(0);
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const deepObject = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Bodies of at most 100 kB that an attacker would try, each with what must come back. */
const HOSTILE: [name: string, body: string][] = [
  ['a NUL in each of 5,000 fields of one array', `{"a":[${Array(5_000).fill('"\\u0000"').join(',')}]}`],
  ['NULs below 3,000 levels', `{"a":${'{"b":'.repeat(3_000)}["\\u0000","\\u0000"]${'}'.repeat(3_000)}}`],
  ['12,000 unknown fields', `{${Array.from({ length: 8_000 }, (_, i) => `"a${i}":1`).join(',')}}`],
  ['5,000 levels of arrays', nested(5_000)],
  ['40,000 levels of arrays', nested(40_000)],
  ['10,000 levels of objects', deepObject(10_000)],
  ['50,000 empty arrays', `[${Array(33_000).fill('[]').join(',')}]`],
  ['one field whose name has 90,000 characters', `{"${'n'.repeat(90_000)}":1}`],
  ['one field with 90,000 NULs in its name', `{"${'\\u0000'.repeat(15_000)}":1}`],
  ['JSON that breaks off', `{"email":"${'x'.repeat(90_000)}`],
];

describe('a request from somebody unknown', () => {
  let server: TestServer;
  let client: Client;
  beforeAll(async () => {
    const logTo = new Writable({ write: (_line, _encoding, done) => done() });
    server = await startServer({ THROTTLE_PER_MINUTE: 100_000, LOG_LEVEL: 'info', logTo });
    client = new Client(server.url);
    await client.get('/api/auth/me');
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  it.each(HOSTILE)('with %s is refused at once and in few words', async (_name, body) => {
    for (const path of [SIGN_IN, '/api/auth/sign-up', '/api/nowhere', '/nowhere']) {
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(100_000);
      const { answer, blockedMs } = await measured(() =>
        client.send<{ code: string; message: string }>('POST', path, undefined, { raw: body }),
      );
      expect(answer.status).toBe(path === SIGN_IN || path.endsWith('sign-up') ? 400 : 404);
      expect(answer.body.message).toMatch(/\w{3,}/);
      expect(Buffer.byteLength(JSON.stringify(answer.body))).toBeLessThan(MAX_ANSWER_BYTES);
      expect(blockedMs).toBeLessThan(MAX_BLOCK_MS);
    }
  });

  it.each(['x', 'a-', 'id-', 'token-', 'a://', 'a:b@', '%25', '%2526code%253D', 'state=', '?a=', '[]=&'])(
    'for a long address of "%s" costs little, wherever it goes',
    async (part) => {
      const long = part.repeat(LONGEST_ADDRESS / part.length);
      for (const path of [
        '/',
        '/health/live?',
        '/metrics?',
        '/api/',
        '/api/auth/me?',
        '/api/webhooks/bitbucket/',
      ]) {
        const { answer, blockedMs } = await measured(() => client.get(path + long));
        expect(answer.status).toBeLessThan(500);
        expect(blockedMs).toBeLessThan(MAX_BLOCK_MS);
      }
    },
  );

  it('is told in a sentence what is too large, and what is not JSON', async () => {
    const large = await client.send('POST', SIGN_IN, { email: 'x'.repeat(200_000) });
    expect(large).toMatchObject({ status: 413, body: { code: 'VALIDATION_FAILED' } });
    expect(large.body.message).toBe('The body of this request may have at most 100 kB.');
    const broken = await client.send('POST', SIGN_IN, undefined, { raw: '{"email":' });
    expect(broken).toMatchObject({ status: 400, body: { requestId: expect.stringMatching(/.{8,}/) } });
    expect(broken.body.message).toMatch(/^The body is not valid JSON: /);
  });

  it('has its body left unread where the route, the origin or the session is wrong', async () => {
    const broken = { raw: '{"a":' };
    expect((await client.send('POST', '/api/nowhere', undefined, broken)).status).toBe(404);
    expect((await client.send('POST', SIGN_IN, undefined, { ...broken, origin: 'http://evil' })).status).toBe(
      403,
    );
    expect((await client.send('POST', '/api/workspaces', undefined, broken)).status).toBe(401);
  });

  it('is told of a long address without having it repeated', async () => {
    const answer = await client.get(`/api/${'x'.repeat(12_000)}`);
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body).length).toBeLessThan(1_000);
  });

  it('may not name a text in the query that cannot be stored', async () => {
    expect((await client.get('/api/auth/me?x=%00')).status).toBe(400);
  });
});

describe('an address that asks too often', () => {
  let server: TestServer;
  let ada: Person;
  beforeAll(async () => {
    server = await startServer({ REQUESTS_PER_MINUTE: 20, THROTTLE_PER_MINUTE: 5 });
    ada = await signUp(server.url);
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  it('is refused before anything of its request is read, wherever it asks', async () => {
    const send = () => ada.client.send('POST', SIGN_IN, undefined, { raw: '{"broken":' });
    // Four tries are left of five, the fifth was the sign-up; what is refused after that is no longer parsed.
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await send()).status);
    expect(statuses).toEqual([400, 400, 400, 400, 429, 429]);
    let last = 0;
    for (let i = 0; i < 20 && last !== 429; i++) last = (await ada.client.get('/api/auth/me')).status;
    expect(last).toBe(429);
    const unknown = await ada.client.send('POST', '/api/nowhere', undefined, { raw: `["${nul}` });
    expect(unknown).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS', action: 'retry' } });
    expect(Number(unknown.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const path of ['/nowhere', '/metrics', '/api/docs', '/api/docs-json'])
      expect([path, (await ada.client.get(path)).status]).toEqual([path, 429]);
    // Who watches the process is never refused.
    expect((await ada.client.get('/health/live')).status).toBe(200);
  });
});

/**
 * What the call cost the event loop, in the best of up to five tries: the longest time that the loop stood still, or,
 * if that is less, the processor's time of the whole process, since a busy machine lets a loop wait that does nothing.
 * Client and server share the process here, so the client's own share is in it, too.
 */
async function measured<T>(call: () => Promise<T>): Promise<{ answer: T; blockedMs: number }> {
  let blockedMs = Infinity;
  let answer: T;
  let tries = 0;
  do {
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    const before = process.cpuUsage();
    histogram.enable();
    answer = await call();
    histogram.disable();
    const { user, system } = process.cpuUsage(before);
    blockedMs = Math.min(blockedMs, histogram.max / 1e6, (user + system) / 1e3);
    tries += 1;
  } while (blockedMs >= MAX_BLOCK_MS && tries < 5);
  return { answer, blockedMs };
}
