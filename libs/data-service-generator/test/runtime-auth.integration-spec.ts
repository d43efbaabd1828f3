import { createHmac, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { waitFor } from '@amplication/testing';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { exportJWK, type JWTPayload, jwtVerify, type JWTVerifyGetKey, SignJWT, UnsecuredJWT } from 'jose';
import { Public, SignedIn } from '../runtime/auth/decorators.js';
import { publishedKeys } from '../runtime/auth/tokens/published-keys.js';
import { Problem } from '../runtime/http/problem.js';
import { RuntimeModule } from '../runtime/runtime/runtime.module.js';
import { type Answer, type RunningShop, SHARED_KEY, startShop, token } from './support/start-shop.js';

const secret = new TextEncoder().encode(SHARED_KEY);
const sign = (claims: JWTPayload, key: Uint8Array | KeyObject = secret, alg = 'HS256', kid?: string) =>
  new SignJWT(claims).setProtectedHeader(kid === undefined ? { alg } : { alg, kid }).sign(key);
const now = () => Math.floor(Date.now() / 1_000);

describe('with a shared key', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await startShop({
      env: { AUTH_ISSUER: 'https://us', AUTH_AUDIENCE: 'shop', AUTH_ROLES_CLAIM: 'realm.roles' },
    });
  });
  afterAll(() => shop?.stop());

  const whole = () => ({
    sub: 'ada',
    iss: 'https://us',
    aud: 'shop',
    exp: now() + 60,
    realm: { roles: ['clerk'] },
  });
  const caller = (given: string) => shop.send('GET', '/api/probes/caller', { token: given });

  it('knows who calls', async () => {
    const claims = { ...whole(), tenant: 'one' };
    expect(await caller(await sign(claims))).toMatchObject({
      status: 200,
      body: { subject: 'ada', tenant: 'one', roles: ['clerk'] },
    });
    const flat = { ...whole(), realm: undefined, 'realm.roles': 'admin clerk' };
    expect((await caller(await sign(flat))).body).toMatchObject({ tenant: null, roles: ['admin', 'clerk'] });
  });

  it('asks for a token', async () => {
    for (const headers of [
      {},
      { authorization: 'Basic YTpi' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer a b' },
    ]) {
      const answer = await shop.send('GET', '/api/probes/caller', { headers });
      expect(answer).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect((await shop.send('GET', '/api/probes/public')).status).toBe(200);
  });

  const { sub: _sub, ...withoutSubject } = whole();
  const { exp: _exp, ...withoutEnd } = whole();
  const refused: [string, () => Promise<string> | string][] = [
    ['garbage', () => 'garbage'],
    ['three parts of garbage', () => 'a.b.c'],
    ['an expired one', () => sign({ ...whole(), exp: now() - 60 })],
    ['one of tomorrow', () => sign({ ...whole(), nbf: now() + 3_600 })],
    ['one that never ends', () => sign(withoutEnd)],
    ['one of nobody', () => sign(withoutSubject)],
    ['one of an empty subject', () => sign({ ...whole(), sub: '' })],
    ['one of half a character', () => sign({ ...whole(), sub: '\ud800' })],
    ['one of a zero character', () => sign({ ...whole(), sub: 'ada\0' })],
    ['another key', () => sign(whole(), new TextEncoder().encode(SHARED_KEY.toUpperCase()))],
    ['another issuer', () => sign({ ...whole(), iss: 'https://them' })],
    ['another audience', () => sign({ ...whole(), aud: 'bank' })],
    ['another algorithm', () => sign(whole(), secret, 'HS384')],
    ['no algorithm', () => new UnsecuredJWT(whole()).encode()],
    ['a signature cut off', async () => (await sign(whole())).replace(/[^.]+$/, '')],
  ];
  it.each(refused)('refuses %s', async (_name, make) => {
    const answer = await caller(await make());
    expect(answer).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(answer.text).not.toContain(SHARED_KEY);
  });
});

describe('with the keys of an identity provider', () => {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
  let first = pair();
  let keys: object[] = [];
  let asked = 0;
  let answer: 'keys' | 'nothing' | 'an error' = 'keys';
  let provider: Server;
  let shop: RunningShop;

  const publish = async (kid: string, { publicKey }: ReturnType<typeof pair>) => {
    keys = [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }];
  };
  const start = async () => {
    const address = provider.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    shop = await startShop({
      env: { AUTH_SHARED_KEY: '', AUTH_JWKS_URL: `http://127.0.0.1:${port}/keys` },
    });
  };
  const caller = (given: string): Promise<Answer> => shop.send('GET', '/api/probes/caller', { token: given });
  const claims = () => ({ sub: 'ada', exp: now() + 60 });

  beforeAll(async () => {
    provider = createServer((_request, response) => {
      asked += 1;
      if (answer === 'nothing') return;
      response.statusCode = answer === 'keys' ? 200 : 500;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => (provider.closeAllConnections(), provider.close(resolve))));
  beforeEach(async () => {
    first = pair();
    asked = 0;
    answer = 'keys';
    await publish('one', first);
    await start();
  });
  afterEach(() => shop?.stop());

  it('takes what they have signed, and asks for them once', async () => {
    const good = await sign(claims(), first.privateKey, 'RS256', 'one');
    const answers = await Promise.all(Array.from({ length: 20 }, () => caller(good)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(asked).toBe(1);
  });

  it('refuses what others have signed, and what was signed with the public key as a secret', async () => {
    const other = pair();
    const pem = first.publicKey.export({ type: 'spki', format: 'pem' });
    const confused = [JSON.stringify({ alg: 'HS256', kid: 'one' }), JSON.stringify(claims())]
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const mac = createHmac('sha256', pem).update(confused).digest('base64url');
    const forged = [
      await sign(claims(), other.privateKey, 'RS256', 'one'),
      await sign(claims(), other.privateKey, 'RS256', 'two'),
      `${confused}.${mac}`,
      new UnsecuredJWT(claims()).encode(),
      await sign(claims(), secret),
    ];
    for (const one of forged) expect((await caller(one)).status).toBe(401);
    // However many tokens name keys that there are not: the provider is asked once in a while.
    await Promise.all(
      Array.from({ length: 50 }, async () =>
        caller(await sign(claims(), other.privateKey, 'RS256', randomUUID())),
      ),
    );
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('does not wait for a provider that hangs, nor asks it for every request', async () => {
    answer = 'nothing';
    const good = await sign(claims(), first.privateKey, 'RS256', 'one');
    const begin = Date.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => caller(good)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(503));
    expect(answers[0]?.headers.get('retry-after')).toBeTruthy();
    expect(Date.now() - begin).toBeLessThan(4_000);
    const again = Date.now();
    expect((await caller(good)).status).toBe(503);
    expect(Date.now() - again).toBeLessThan(200);
    expect(asked).toBe(1);
  });

  describe('as they change', () => {
    const times = { answerMs: 300, pauseMs: 50, freshMs: 400, lastMs: 1_200 };
    const reader = () => {
      const address = provider.address();
      return publishedKeys(
        new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/keys`),
        times,
      );
    };
    const check = async (keyOf: JWTVerifyGetKey, one: KeyObject, kid: string) =>
      jwtVerify(await sign(claims(), one, 'RS256', kid), keyOf).then(
        () => 'good',
        (error: Error) => (error instanceof Problem ? error.code : 'bad'),
      );

    it('takes new keys when a token names one, and old ones no more when they are gone', async () => {
      const keyOf = reader();
      const second = pair();
      expect(await check(keyOf, first.privateKey, 'one')).toBe('good');
      await publish('two', second);
      // Within the pause nothing is asked again.
      await waitFor(async () => (await check(keyOf, second.privateKey, 'two')) === 'good');
      expect(await check(keyOf, first.privateKey, 'one')).toBe('bad');
    });

    it('goes on with the keys that it knows while the provider is away, and not for ever', async () => {
      const keyOf = reader();
      expect(await check(keyOf, first.privateKey, 'one')).toBe('good');
      const begin = Date.now();
      answer = 'an error';
      expect(await check(keyOf, first.privateKey, 'one')).toBe('good');
      await waitFor(async () => (await check(keyOf, first.privateKey, 'one')) === 'UNAVAILABLE');
      expect(Date.now() - begin).toBeGreaterThan(times.freshMs);
      expect(asked).toBeGreaterThan(2);
      answer = 'keys';
      await waitFor(async () => (await check(keyOf, first.privateKey, 'one')) === 'good');
    });
  });

  it('says that it cannot tell while the provider is broken', async () => {
    answer = 'an error';
    expect(await caller(await sign(claims(), first.privateKey, 'RS256', 'one'))).toMatchObject({
      status: 503,
      body: { code: 'UNAVAILABLE' },
    });
  });
});

describe('roles and rows', () => {
  let shop: RunningShop;
  let admin: string;
  let clerk: string;
  let otherClerk: string;
  let ada: string;
  let bob: string;

  beforeAll(async () => {
    shop = await startShop();
    admin = await token(['admin'], { subject: 'root' });
    clerk = await token(['clerk'], { subject: 'carl', tenant: 'one' });
    otherClerk = await token(['clerk'], { subject: 'cleo', tenant: 'two' });
    ada = await token([], { subject: 'ada', tenant: 'one' });
    // Names that every object has are roles like others, which nobody has given anything.
    bob = await token(['constructor', '__proto__', 'toString'], { subject: 'bob', tenant: 'two' });
  });
  afterAll(() => shop?.stop());
  beforeEach(() => shop.query('TRUNCATE notes CASCADE'));

  const create = async (who: string, body: object = {}) =>
    shop.send('POST', '/api/notes', { token: who, body: { title: randomUUID(), ...body } });
  const idOf = async (who: string, body: object = {}) => String((await create(who, body)).body['id']);

  it('refuses what no role of the caller may do', async () => {
    const id = await idOf(ada);
    for (const [method, who] of [
      ['PATCH', ada],
      ['DELETE', ada],
      ['DELETE', clerk],
      ['PATCH', bob],
    ] as const)
      expect(await shop.send(method, `/api/notes/${id}`, { token: who, body: { title: 'x' } })).toMatchObject(
        {
          status: 403,
          body: { code: 'FORBIDDEN', detail: expect.stringContaining('note') },
        },
      );
    expect((await shop.send('DELETE', `/api/notes/${id}`, { token: admin })).status).toBe(204);
    expect((await shop.send('POST', '/api/counters', { token: clerk, body: { id: 1 } })).status).toBe(403);
  });

  it('shows nobody the rows of others', async () => {
    const id = await idOf(ada);
    const get = async (who: string, one = id) =>
      (await shop.send('GET', `/api/notes/${one}`, { token: who })).status;
    expect(await get(ada)).toBe(200);
    expect(await get(clerk)).toBe(200);
    expect(await get(admin)).toBe(200);
    expect(await get(bob)).toBe(404);
    expect(await get(otherClerk)).toBe(404);
    expect(
      (await shop.send('PATCH', `/api/notes/${id}`, { token: otherClerk, body: { title: 'x' } })).status,
    ).toBe(404);
    // As one that there is not.
    const hidden = await shop.send('GET', `/api/notes/${id}`, { token: bob });
    const missing = await shop.send('GET', `/api/notes/${randomUUID()}`, { token: bob });
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });

    const count = async (who: string) => {
      const { items } = (await shop.send('GET', '/api/notes', { token: who })).body;
      return Array.isArray(items) ? items.length : -1;
    };
    await idOf(bob);
    expect(await Promise.all([admin, clerk, otherClerk, ada, bob].map(count))).toEqual([2, 1, 1, 1, 1]);
  });

  it('gives what is created to its creator, and to nobody else without leave', async () => {
    expect((await create(ada)).body).toMatchObject({ ownerId: 'ada', tenant: 'one' });
    expect((await create(ada, { ownerId: 'bob' })).status).toBe(403);
    expect((await create(ada, { tenant: 'two' })).status).toBe(403);
    expect((await create(clerk, { ownerId: 'bob' })).body).toMatchObject({ ownerId: 'bob', tenant: 'one' });
    expect((await create(clerk, { tenant: 'two' })).status).toBe(403);
    expect((await create(admin, { ownerId: 'bob', tenant: 'two' })).body).toMatchObject({
      ownerId: 'bob',
      tenant: 'two',
    });
    const id = await idOf(ada);
    const move = await shop.send('PATCH', `/api/notes/${id}`, { token: clerk, body: { tenant: 'two' } });
    expect(move.status).toBe(403);
    expect(await shop.query(`SELECT tenant_column FROM notes WHERE id = '${id}'`)).toEqual([
      { tenant_column: 'one' },
    ]);
  });

  it('hides fields, and refuses values for others', async () => {
    expect(await create(ada, { price: 3 })).toMatchObject({
      status: 403,
      body: { errors: [{ field: 'price', message: expect.any(String) }] },
    });
    const created = await create(clerk, { internal: 'for admins' });
    expect(created.status).toBe(201);
    expect(created.text).not.toContain('for admins');
    const id = String(created.body['id']);
    expect((await shop.send('GET', `/api/notes/${id}`, { token: ada })).text).not.toContain('internal');
    expect((await shop.send('GET', `/api/notes/${id}`, { token: admin })).body).toMatchObject({
      internal: 'for admins',
    });
    const set = await shop.send('PATCH', `/api/notes/${id}`, { token: admin, body: { price: 3 } });
    expect(set.body).toMatchObject({ price: 3 });
  });
});

describe('the start', () => {
  it('is refused when a route does not say who may use it, or says it twice', async () => {
    @Controller('shelves')
    class ShelvesController {
      @Get('open')
      open(): void {}

      @Post(':id/twice')
      @Public()
      @SignedIn()
      twice(): void {}

      @Get('fine')
      @Public()
      fine(): void {}
    }
    @Controller('closed')
    @Public()
    class ClosedController {
      @Get()
      @SignedIn()
      all(): void {}
    }
    @Module({ imports: [RuntimeModule], controllers: [ShelvesController, ClosedController] })
    class ForgetfulModule {}

    const message = await startShop({ module: ForgetfulModule }).then(
      () => 'started',
      (error: Error) => error.message,
    );
    expect(message).toContain('GET /shelves/open (ShelvesController.open) needs one of');
    expect(message).toContain('POST /shelves/:id/twice (ShelvesController.twice) has 2 of');
    expect(message).toContain('GET /closed (ClosedController.all) has 2 of');
    expect(message).not.toContain('fine');
  });

  it('asks for no rule twice where a controller inherits its routes', async () => {
    @Controller()
    class Base {
      @Get('inherited')
      @Public()
      inherited(): string {
        return 'ok';
      }
    }
    @Controller('heirs')
    class Heir extends Base {}
    @Module({ imports: [RuntimeModule], controllers: [Heir] })
    class HeirModule {}

    const shop = await startShop({ module: HeirModule });
    expect((await shop.send('GET', '/api/heirs/inherited')).text).toBe('ok');
    await shop.stop();
  });
});
