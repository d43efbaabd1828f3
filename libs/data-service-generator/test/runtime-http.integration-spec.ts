import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { waitFor } from '@amplication/testing';
import { PROBLEMS } from '../runtime/http/problem.js';
import { openApiOf } from '../runtime/http/open-api.js';
import { SECRET } from './support/shop/probes.controller.js';
import { SHOP_FACTS } from './support/shop/shop.module.js';
import { type RunningShop, type Sent, startShop, token } from './support/start-shop.js';

let shop: RunningShop;
let admin: string;

beforeAll(async () => {
  shop = await startShop({ env: { BODY_LIMIT_BYTES: '10000', RATE_LIMIT_PER_CALLER: '0' } });
  admin = await token(['admin'], { subject: 'root' });
});
afterAll(() => shop?.stop());
beforeEach(async () => {
  shop.log.length = 0;
  await shop.query('TRUNCATE notes CASCADE');
});

const send = (method: string, path: string, sent: Sent = {}) =>
  shop.send(method, path, { token: admin, ...sent });
const create = (body: object, headers: Record<string, string> = {}) =>
  send('POST', '/api/notes', { body, headers });

/** What no answer may tell, and no log beside the facts of a failed statement. */
const INSIDE =
  /notes_|counters_|tenant_column|owner_id|constraint|relation|column|drizzle|pg_|insert into|\bat \//i;

describe('problems', () => {
  it.each(Object.entries(PROBLEMS))('%s has its status and its form', async (code, { status, title }) => {
    const answer = await send('GET', `/api/probes/problems/${code}`, {
      headers: { 'x-request-id': 'my-request-1' },
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: `urn:problem-type:${code.toLowerCase().replaceAll('_', '-')}`,
      title,
      status,
      code,
      requestId: 'my-request-1',
    });
  });

  it('name each field that is not valid', async () => {
    const { status, body } = await create({ title: '', price: 'much', hack: 1, constructor: 2 });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'BAD_REQUEST', errors: expect.any(Array) });
    const fields = new Set((Array.isArray(body['errors']) ? body['errors'] : []).map(({ field }) => field));
    expect(fields).toEqual(new Set(['title', 'price', 'hack', 'constructor']));
    for (const other of ['[]', 'null', '7', '"x"', ''])
      expect((await send('POST', '/api/notes', { body: other })).body).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('stay small whatever was sent', async () => {
    const names = Array.from({ length: 900 }, (_, index) => [`n${index}`, 1]);
    const { status, text } = await create(Object.fromEntries([...names, ['x'.repeat(500), 1]]));
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(5_000);
  });

  it('say what clashes with other rows, and nothing of the database', async () => {
    const title = randomUUID();
    const { body: note } = await create({ title });
    await send('POST', '/api/counters', { body: { id: 1, value: 1, noteId: note['id'] } });
    const cases = [
      [await create({ title }), 409, 'NOT_UNIQUE'],
      [await create({ title: randomUUID(), price: -1 }), 400, 'VALUE_REFUSED'],
      [await create({ title: randomUUID(), price: 2 ** 40 }), 400, 'VALUE_UNFIT'],
      [await send('POST', '/api/counters', { body: { id: 2 } }), 400, 'VALUE_MISSING'],
      [
        await send('POST', '/api/counters', { body: { id: 2, value: 1, noteId: randomUUID() } }),
        409,
        'REFERENCE_BROKEN',
      ],
      [await send('DELETE', `/api/notes/${String(note['id'])}`), 409, 'REFERENCE_BROKEN'],
    ] as const;
    for (const [answer, status, code] of cases) {
      expect(answer).toMatchObject({ status, body: { code } });
      expect(answer.text).not.toMatch(INSIDE);
    }
    // A value that PostgreSQL could not read is the caller's, and has the caller's name.
    expect(cases[2][0].body['errors']).toEqual([{ field: 'price', message: expect.any(String) }]);
    expect(shop.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('tell nothing of what failed inside, in the answer or in the log', async () => {
    for (const path of ['error', 'broken-statement']) {
      const answer = await send('GET', `/api/probes/${path}?q=${SECRET}`);
      expect(answer).toMatchObject({
        status: 500,
        body: { code: 'INTERNAL', title: PROBLEMS.INTERNAL.title },
      });
      expect(answer.text).not.toContain(SECRET);
      expect(answer.text).not.toMatch(INSIDE);
    }
    const errors = shop.log.filter(({ msg }) => msg !== 'request');
    expect(errors).toHaveLength(2);
    // The message of an error is the programmer's; the values of a statement are somebody's.
    expect(errors[0]).toMatchObject({
      level: 'error',
      err: { message: SECRET },
      requestId: expect.any(String),
    });
    expect(JSON.stringify(errors[1])).toContain('SQLSTATE 42P01');
    expect(JSON.stringify([errors[1], ...shop.log.filter(({ msg }) => msg === 'request')])).not.toContain(
      SECRET,
    );
  });

  it('are what exceptions of Nest become', async () => {
    expect(await send('GET', '/api/probes/teapot')).toMatchObject({
      status: 418,
      body: { status: 418, code: 'BAD_REQUEST', detail: 'I am a teapot.' },
    });
  });
});

describe('addresses and methods', () => {
  it('that there are not', async () => {
    for (const path of ['/', '/api', '/api/nothing', '/nothing', '/health', '/api/notes/%E0%A4%A'])
      for (const method of ['GET', 'POST'])
        expect(await send(method, path, method === 'POST' ? { body: {} } : {})).toMatchObject({
          headers: expect.objectContaining({}),
          body: { code: expect.stringMatching(/^(?:NOT_FOUND|BAD_REQUEST)$/) },
        });
    expect(await send('GET', '/nothing')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('says which methods an address takes', async () => {
    const cases = [
      ['PUT', '/api/notes', 'GET, HEAD, POST'],
      ['POST', `/api/notes/${randomUUID()}`, 'DELETE, GET, HEAD, PATCH'],
      ['DELETE', '/health/live', 'GET, HEAD'],
    ] as const;
    for (const [method, path, allow] of cases) {
      const answer = await send(method, path);
      expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
      expect(answer.headers.get('allow')).toBe(allow);
    }
    expect((await send('HEAD', '/api/notes')).status).toBe(200);
  });

  it('has the headers that protect, and none that tells what it is made with', async () => {
    for (const path of ['/api/notes', '/nothing', '/api/docs', '/health/live']) {
      const { headers } = await send('GET', path);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBeTruthy();
      expect(headers.get('strict-transport-security')).toBeTruthy();
    }
    const { headers } = await send('GET', '/api/notes');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('etag')).toBeNull();
  });

  it('takes an id for the request that makes sense, or makes one', async () => {
    const idFor = async (given: string) =>
      (await send('GET', '/nothing', { headers: { 'x-request-id': given } })).body['requestId'];
    expect(await idFor('0123-abc_DEF.9')).toBe('0123-abc_DEF.9');
    for (const odd of ['short', 'x'.repeat(65), 'a b c d e f g h', '{"a":"bbbbbb"}']) {
      expect(await idFor(odd)).toMatch(/^[\da-f-]{36}$/);
    }
  });
});

describe('bodies', () => {
  it('in other formats, too large, broken or compressed are refused', async () => {
    const post = (body: string, headers: Record<string, string> = {}) =>
      send('POST', '/api/notes', { body, headers });
    const cases = [
      [
        await post('title=x', { 'content-type': 'application/x-www-form-urlencoded' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [
        await post('{"title":"x"}', { 'content-type': 'application/json; charset=latin1' }),
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      [await post('{"title":', {}), 400, 'BAD_REQUEST'],
      [await post('{"title":"' + 'x'.repeat(10_000) + '"}'), 413, 'TOO_LARGE'],
      [await post('['.repeat(9_000)), 400, 'BAD_REQUEST'],
      [await send('GET', '/api/notes', { headers: { accept: 'text/html' } }), 406, 'NOT_ACCEPTABLE'],
      [await send('GET', '/api/probes/text', { headers: { accept: 'text/html' } }), 406, 'NOT_ACCEPTABLE'],
    ] as const;
    for (const [answer, status, code] of cases) expect(answer).toMatchObject({ status, body: { code } });
    const zipped = await fetch(`${shop.url}/api/notes`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${admin}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: gzipSync('{"title":"x"}'),
    });
    expect(zipped.status).toBe(415);
    expect((await send('GET', '/api/probes/text', { headers: { accept: 'text/csv' } })).text).toBe('a,b');
    expect((await create({ title: 'x' }, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(
      201,
    );
  });

  it('are not read before the caller is known', async () => {
    const answer = await shop.send('POST', '/api/notes', { body: '{"broken' });
    expect(answer.status).toBe(401);
    expect((await shop.send('POST', '/api/notes', { body: 'x'.repeat(100_000) })).status).toBe(401);
  });
});

describe('tags', () => {
  it('tell whether a row has changed', async () => {
    const { body, headers } = await create({ title: 'first' });
    const path = `/api/notes/${String(body['id'])}`;
    const etag = String(headers.get('etag'));
    expect(headers.get('location')).toBe(path);
    expect(etag).toMatch(/^"[\da-f]{16}"$/);
    expect((await send('GET', path)).headers.get('etag')).toBe(etag);
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const answer = await send('GET', path, { headers: { 'if-none-match': known } });
      expect(answer).toMatchObject({ status: 304, text: '' });
      expect(answer.headers.get('etag')).toBe(etag);
    }
    const patch = (tag: string, title: string) =>
      send('PATCH', path, { body: { title }, headers: { 'if-match': tag } });
    for (const other of ['"x"', `W/${etag}`, 'garbage', ''])
      expect(await patch(other, 'no')).toMatchObject({ status: 412, body: { code: 'CHANGED_MEANWHILE' } });
    expect((await patch(`"x", ${etag}`, 'second')).status).toBe(200);
    expect((await patch(etag, 'third')).status).toBe(412);
    expect((await patch('*', 'third')).status).toBe(200);
    expect((await send('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('are the same for who may see a field and who may not', async () => {
    const clerk = await token(['clerk'], { tenant: 'one' });
    const { body } = await create({ title: 'x', internal: 'y', tenant: 'one' });
    const path = `/api/notes/${String(body['id'])}`;
    const tags = await Promise.all(
      [admin, clerk].map(async (who) => (await send('GET', path, { token: who })).headers.get('etag')),
    );
    expect(tags[0]).toBe(tags[1]);
  });

  it('let 50 increments at once end at 50', async () => {
    await send('POST', '/api/counters', { body: { id: 7, value: 0 } });
    let conflicts = 0;
    const increment = async (): Promise<void> => {
      for (;;) {
        const { body, headers } = await send('GET', '/api/counters/7');
        const changed = await send('PATCH', '/api/counters/7', {
          body: { value: Number(body['value']) + 1 },
          headers: { 'if-match': String(headers.get('etag')) },
        });
        if (changed.status === 200) return;
        expect(changed.status).toBe(412);
        conflicts += 1;
      }
    };
    await Promise.all(Array.from({ length: 50 }, increment));
    expect((await send('GET', '/api/counters/7')).body).toMatchObject({ value: 50, version: 51 });
    expect(conflicts).toBeGreaterThan(0);
    // One of those that have read the same state gets through at a time: some 2,500 requests in all.
  }, 180_000);
});

describe('idempotency keys', () => {
  const count = async () => Number((await shop.query('SELECT count(*) AS n FROM notes'))[0]?.['n']);

  it('let one of 20 equal requests be done, and answer all alike', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create({ title: 'once' }, { 'idempotency-key': key })),
    );
    expect(await count()).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    for (const header of ['location', 'etag'])
      expect(new Set(answers.map(({ headers }) => headers.get(header))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(19);
  });

  it('are for one request of one caller on one route', async () => {
    const key = { 'idempotency-key': randomUUID() };
    expect((await create({ title: 'a' }, key)).status).toBe(201);
    expect(await create({ title: 'b' }, key)).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
    const others = await token(['admin'], { subject: 'other' });
    expect(
      (await send('POST', '/api/notes', { token: others, body: { title: 'b' }, headers: key })).status,
    ).toBe(201);
    expect(await count()).toBe(2);
    const elsewhere = await token(['admin'], { subject: 'root', tenant: 'two' });
    expect(
      (await send('POST', '/api/notes', { token: elsewhere, body: { title: 'a' }, headers: key })).status,
    ).toBe(422);
    const otherRights = await token(['admin', 'clerk'], { subject: 'root' });
    expect(
      (await send('POST', '/api/notes', { token: otherRights, body: { title: 'a' }, headers: key })).status,
    ).toBe(422);
    for (const bad of ['x'.repeat(256), 'a b'])
      expect((await create({ title: 'c' }, { 'idempotency-key': bad })).status).toBe(400);
  });

  it('are free again when the request was refused, and after a day', async () => {
    const key = { 'idempotency-key': randomUUID() };
    expect((await create({ title: '' }, key)).status).toBe(400);
    await create({ title: 'taken' });
    expect((await create({ title: 'taken' }, key)).status).toBe(409);
    expect((await create({ title: 'free' }, key)).status).toBe(201);
    await shop.query("UPDATE _idempotency_keys SET created_at = now() - interval '25 hours'");
    expect((await create({ title: 'again' }, key)).status).toBe(201);
    expect(await count()).toBe(3);
  });
});

describe('limits', () => {
  it('of a caller and of an address say when to come again', async () => {
    const limited = await startShop({ env: { RATE_LIMIT_PER_CALLER: '5', RATE_LIMIT_PER_ADDRESS: '20' } });
    try {
      const ask = async (subject: string) =>
        limited.send('GET', '/api/probes/caller', { token: await token([], { subject }) });
      const statuses = [];
      for (let index = 0; index < 6; index += 1) statuses.push((await ask('ada')).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
      const refused = await ask('ada');
      expect(refused.body).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
      expect((await ask('bob')).status).toBe(200);
      // Anonymous requests and addresses that there are not count as well.
      for (let index = 0; index < 12; index += 1) await limited.send('GET', '/nothing');
      expect((await limited.send('POST', '/api/notes', { body: '{"broken' })).status).toBe(429);
      expect(
        (await limited.send('GET', '/api/probes/public', { headers: { 'x-forwarded-for': '1.2.3.4' } }))
          .status,
      ).toBe(429);
      expect((await limited.send('GET', '/health/live')).status).toBe(200);
    } finally {
      await limited.stop();
    }
  });
});

describe('the log', () => {
  it('has one line for each request, without its query, headers and body', async () => {
    await send('GET', `/api/notes/${randomUUID()}?token=${SECRET}`, {
      headers: { cookie: SECRET, 'x-request-id': 'one-request' },
    });
    await create({ title: SECRET });
    const lines = shop.log.filter(({ msg }) => msg === 'request');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      method: 'GET',
      status: 404,
      requestId: 'one-request',
      service: 'service',
    });
    expect(JSON.stringify(shop.log)).not.toContain(SECRET);
    expect(JSON.stringify(shop.log)).not.toContain(admin);
  });

  it('has one for a caller who went away', async () => {
    const gone = httpRequest(`${shop.url}/api/probes/wait?seconds=1`);
    gone.on('error', () => undefined).end();
    await once(gone, 'finish');
    gone.destroy();
    await waitFor(() => shop.log.some(({ aborted }) => aborted === true), { timeoutMs: 900 });
  });
});

describe('the OpenAPI document', () => {
  it('says who may call, and what may go wrong', () => {
    const { paths, components } = openApiOf(shop.app, SHOP_FACTS);
    expect(components?.securitySchemes).toEqual({
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    });
    expect(components?.schemas).toHaveProperty('Problem');
    const post = paths['/api/notes']?.post;
    expect(post?.security).toEqual([{ bearer: [] }]);
    expect(Object.keys(post?.responses ?? {}).sort()).toEqual([
      '201',
      '400',
      '401',
      '403',
      '406',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
      '504',
    ]);
    expect(post?.responses['400']).toMatchObject({
      description: expect.stringMatching(/BAD_REQUEST.*VALUE_REFUSED/),
    });
    expect(paths['/api/probes/public']?.get?.security).toBeUndefined();
    expect(paths['/health/ready']?.get?.responses).toHaveProperty('503');
  });

  it('is served as a page that works, and not where it is switched off', async () => {
    expect((await send('GET', '/api/docs-json')).body).toHaveProperty('openapi');
    expect((await send('GET', '/api/docs')).text).toContain('swagger-ui');
    expect((await send('GET', '/api/docs-yaml')).status).toBe(404);
    const silent = await startShop({ env: { API_DOCS: 'false' } });
    expect((await silent.send('GET', '/api/docs-json')).status).toBe(404);
    await silent.stop();
  });
});
