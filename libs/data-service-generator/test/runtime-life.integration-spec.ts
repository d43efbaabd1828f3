import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, get, request, type Server } from 'node:http';
import { promisify } from 'node:util';
import { startProcess, waitFor } from '@amplication/testing';
import { type FreezingProxy, startFreezingProxy } from './support/freezing-proxy.js';
import { removeShop, startShopProcess, writeShop } from './support/shop-process.js';
import { type RunningShop, send, SHARED_KEY, shopDatabase, startShop, token } from './support/start-shop.js';

const run = promisify(execFile);

let root: string;
let database: Awaited<ReturnType<typeof shopDatabase>>;

beforeAll(async () => {
  [root, database] = await Promise.all([writeShop(), shopDatabase()]);
  await database.query('INSERT INTO counters (id) VALUES (1)');
});
afterAll(async () => {
  await removeShop(root);
  await database?.drop();
});

/** How long something took, in milliseconds, with what came of it. */
async function timed<Result>(work: Promise<Result>): Promise<{ ms: number; result: Result }> {
  const begin = performance.now();
  const result = await work;
  return { ms: performance.now() - begin, result };
}

describe('with a database that hangs', () => {
  let proxy: FreezingProxy;
  let shop: RunningShop;
  let reader: string;

  beforeAll(async () => {
    shop = await startShop({
      env: { DATABASE_POOL_SIZE: '2', DATABASE_STATEMENT_TIMEOUT_MS: '1000' },
      through: async (url) => (proxy = await startFreezingProxy(url)).url,
    });
    await shop.query('INSERT INTO counters (id) VALUES (1)');
    reader = await token([]);
  });
  afterAll(async () => {
    proxy?.thaw();
    await shop?.stop();
    await proxy?.close();
  });

  const read = () => shop.send('GET', '/api/counters/1', { token: reader });

  it('says within two seconds that it is not ready, answers 503 in time, and recovers by itself', async () => {
    expect((await shop.send('GET', '/health/ready')).status).toBe(200);
    expect((await Promise.all([read(), read(), read()])).map(({ status }) => status)).toEqual([
      200, 200, 200,
    ]);

    proxy.freeze();
    let slowest = 0;
    await waitFor(async () => {
      const { ms, result } = await timed(shop.send('GET', '/health/ready'));
      slowest = Math.max(slowest, ms);
      return result.status === 503;
    });
    expect(slowest).toBeLessThan(2_000);
    // Whoever finds no free connection waits for three seconds.
    const { ms, result } = await timed(Promise.all(Array.from({ length: 12 }, read)));
    expect(result.map(({ status }) => status)).toEqual(Array(12).fill(503));
    expect(result[0]).toMatchObject({ body: { code: 'UNAVAILABLE' } });
    expect(ms).toBeLessThan(5_000);
    expect((await shop.send('GET', '/health/live')).status).toBe(200);
    // Connections that are new hang as well.
    expect((await timed(read())).ms).toBeLessThan(5_000);

    proxy.thaw();
    await waitFor(async () => (await read()).status === 200);
    await waitFor(async () => (await shop.send('GET', '/health/ready')).status === 200);
  });
});

describe('with work that takes too long', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await startShop({
      env: { DATABASE_POOL_SIZE: '2', REQUEST_TIMEOUT_MS: '300', DATABASE_STATEMENT_TIMEOUT_MS: '1000' },
    });
    await shop.query('INSERT INTO counters (id) VALUES (1)');
  });
  afterAll(() => shop?.stop());

  it('answers 504, and does no more of it', async () => {
    const { ms, result } = await timed(shop.send('POST', '/api/probes/sleep?seconds=30'));
    expect(result).toMatchObject({ status: 504, body: { code: 'TIMEOUT' } });
    expect(ms).toBeLessThan(800);
    // The statement is ended by PostgreSQL, and its connection serves others.
    const busy = `SELECT state FROM pg_stat_activity
      WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`;
    await waitFor(async () => (await shop.query(busy)).length === 0, { timeoutMs: 3_000 });
  });

  it('begins no statement for a request that was answered', async () => {
    expect((await shop.send('POST', '/api/probes/sleep?seconds=0.6')).status).toBe(400);
    expect((await shop.send('POST', '/api/probes/sleep?seconds=0')).status).toBe(201);
    expect(await shop.query('SELECT value FROM counters')).toEqual([{ value: 1 }]);
    const short = await startShop({ env: { REQUEST_TIMEOUT_MS: '300' } });
    await short.query('INSERT INTO counters (id) VALUES (1)');
    expect((await short.send('POST', '/api/probes/sleep?seconds=1')).status).toBe(504);
    await waitFor(async () => {
      const rows = await short.query(`SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND (state <> 'idle' OR query LIKE 'COMMIT%') AND pid <> pg_backend_pid()`);
      return rows.length === 0;
    });
    expect(await short.query('SELECT value FROM counters')).toEqual([{ value: 0 }]);
    await short.stop();
  });

  it('tells PostgreSQL who it is', async () => {
    await shop.send('POST', '/api/probes/sleep?seconds=0');
    const rows = await shop.query(
      'SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect(rows).toEqual([{ application_name: 'service' }]);
  });
});

interface Sending {
  /** How it ended: by its status, or the code of an error. */
  readonly end: Promise<string>;
}

/** Sends a request, and waits until it is on its way. */
async function sent(url: string, headers: Record<string, string> = {}, agent?: Agent): Promise<Sending> {
  const sending = request(url, { headers, ...(agent ? { agent } : {}) });
  const end = new Promise<string>((resolve) => {
    sending.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    sending.on('response', (response) => {
      response.resume().on('end', () => resolve(String(response.statusCode)));
      response.on('error', () => resolve('cut off'));
    });
  });
  await Promise.race([once(sending.end(), 'finish'), end]);
  return { end };
}

/** Clients that ask over and over, on connections that they keep, for as long as `goesOn` says so. */
function load(url: string, bearer: string, goesOn: () => boolean) {
  const counts = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const client = async () => {
    for (let end = '200'; end === '200' && goesOn();) {
      end = await (await sent(`${url}/api/counters/1`, { authorization: `Bearer ${bearer}` }, agent)).end;
      counts.set(end, (counts.get(end) ?? 0) + 1);
    }
  };
  const done = Promise.all(Array.from({ length: 20 }, client)).finally(() => agent.destroy());
  return { counts, done };
}

describe('told to stop', () => {
  const settings = () => ({
    DATABASE_URL: database.url,
    RATE_LIMIT_PER_CALLER: '0',
    RATE_LIMIT_PER_ADDRESS: '0',
  });

  it('says that it is not ready, loses no request, and ends', async () => {
    const shop = await startShopProcess(root, { ...settings(), SHUTDOWN_DELAY_MS: '4000' });
    let isReady = true;
    const { counts, done } = load(shop.found, await token([]), () => isReady);
    await waitFor(() => (counts.get('200') ?? 0) > 200);
    const slow = await sent(`${shop.found}/api/probes/wait?seconds=6`);
    const begin = performance.now();
    process.kill(shop.pid, 'SIGTERM');
    await waitFor(async () => (await send(shop.found, 'GET', '/health/ready')).status === 503, {
      intervalMs: 5,
    });
    expect(performance.now() - begin).toBeLessThan(3_500);
    // As a balancer does it.
    isReady = false;
    expect(await slow.end).toBe('200');
    await done;
    expect(await shop.exited).toBe(0);
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect([...counts.keys()]).toEqual(['200']);
    expect(shop.output()).toContain('"msg":"Stopped"');
  });

  it('gives up what does not end in time', async () => {
    const shop = await startShopProcess(root, {
      ...settings(),
      SHUTDOWN_DELAY_MS: '0',
      SHUTDOWN_TIMEOUT_MS: '700',
    });
    const lost = await sent(`${shop.found}/api/probes/wait?seconds=20`);
    const begin = performance.now();
    process.kill(shop.pid, 'SIGTERM');
    expect(await shop.exited).toBe(1);
    expect(performance.now() - begin).toBeLessThan(2_000);
    expect(await lost.end).toBe('ECONNRESET');
  });

  it('does not wait for clients that keep connections and ask nothing', async () => {
    const shop = await startShopProcess(root, { ...settings(), SHUTDOWN_DELAY_MS: '0' });
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve) =>
      get(`${shop.found}/health/live`, { agent }, (response) => response.resume().on('end', resolve)),
    );
    const begin = performance.now();
    process.kill(shop.pid, 'SIGINT');
    expect(await shop.exited).toBe(0);
    expect(performance.now() - begin).toBeLessThan(2_000);
    agent.destroy();
  });
});

describe('the start', () => {
  const fail = (env: Record<string, string>) =>
    startProcess({
      command: process.execPath,
      args: ['test/support/shop/main.js'],
      cwd: root,
      env: { PORT: '0', ...env },
      until: (line) => line.includes('Listening') && line,
    }).then(
      async (started) => {
        await started.stop();
        return 'started';
      },
      (error: Error) => error.message,
    );

  it('says everything that is wrong with the settings, and no secret', async () => {
    const secret = 'postgres-password-in-the-wrong-place';
    const message = await fail({
      DATABASE_URL: secret,
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      AUTH_SHARED_KEY: 'too-short',
    });
    expect(message).toContain('ended with code 1');
    for (const name of ['DATABASE_URL', 'PORT', 'LOG_LEVEL', 'AUTH_SHARED_KEY'])
      expect(message).toContain(`- ${name} `);
    expect(message).not.toContain(secret);
    expect(message).not.toContain('too-short');
    expect(await fail({ DATABASE_URL: database.url })).toContain('Set AUTH_JWKS_URL to');
  });

  it('says that the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const message = await fail({
      DATABASE_URL: database.url,
      AUTH_SHARED_KEY: SHARED_KEY,
      PORT: port,
      HOST: '127.0.0.1',
    });
    expect(message).toContain('The port is in use');
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('the commands', () => {
  const command = (name: string, args: string[], env: Record<string, string>) =>
    run(process.execPath, [`runtime/commands/${name}.js`, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
    }).then(
      ({ stdout }) => stdout.trim(),
      (error: Error & { stderr?: string }) => `failed: ${error.stderr ?? ''}`,
    );

  it('make tokens for development', async () => {
    const env = { AUTH_SHARED_KEY: SHARED_KEY };
    const made = await command(
      'token',
      ['--role', 'admin', '--role', 'clerk', '--subject', 'ada', '--tenant', 'one'],
      env,
    );
    const shop = await startShop();
    expect((await shop.send('GET', '/api/probes/caller', { token: made })).body).toEqual({
      subject: 'ada',
      tenant: 'one',
      roles: ['admin', 'clerk'],
    });
    await shop.stop();
    expect(await command('token', [], { ...env, NODE_ENV: 'production' })).toContain('production');
    expect(await command('token', ['--hours', 'x'], env)).toContain('--hours');
    expect(await command('token', ['--rule', 'x'], env)).toContain('npm run token -- --role admin');
    expect(
      await command('token', [], { AUTH_SHARED_KEY: '', AUTH_JWKS_URL: 'https://id.example/keys' }),
    ).toContain('identity provider');
  });

  it('migrate, and say what is missing', async () => {
    expect(await command('migrate', [], { DATABASE_URL: '' })).toContain('DATABASE_URL is not set');
  });
});

describe('tracing', () => {
  let collector: Server;
  let received = '';
  let endpoint = '';
  beforeAll(async () => {
    collector = createServer((incoming, response) => {
      incoming.setEncoding('utf8').on('data', (text: string) => (received += text));
      incoming.on('end', () => response.end('{}'));
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const address = collector.address();
    endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => new Promise((resolve) => (collector.closeAllConnections(), collector.close(resolve))));

  const ask = async (env: Record<string, string>) => {
    const shop = await startShopProcess(root, { DATABASE_URL: database.url, SHUTDOWN_DELAY_MS: '0', ...env });
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const headers = { traceparent };
    await send(shop.found, 'GET', '/api/counters/1?password=hidden', { token: await token([]), headers });
    await send(shop.found, 'GET', '/api/counters/77', { token: await token([]), headers });
    process.kill(shop.pid, 'SIGTERM');
    expect(await shop.exited).toBe(0);
    return shop.output();
  };

  it('goes to a collector, with requests and statements and without values', async () => {
    const log = await ask({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    expect(received).toContain('GET /api/counters/:id');
    expect(received).toContain('from \\"counters\\" where');
    expect(received).toContain('0af7651916cd43dd8448eb211c80319c');
    expect(received).not.toMatch(/hidden|\b77\b/);
    expect(log).toContain('"traceId":"0af7651916cd43dd8448eb211c80319c"');
  });

  it('does not take place without one', async () => {
    received = '';
    await ask({});
    expect(received).toBe('');
  });
});
