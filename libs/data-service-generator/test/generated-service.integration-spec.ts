import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  createTestDatabase,
  type StartedProcess,
  startProcess,
  type TestDatabase,
} from '@amplication/testing';
import { generate } from '../src/generate';
import { hostileModel } from '../src/model/model-arbitrary.fixture';
import { parseServiceModel } from '../src/model/parse-service-model';
import { sampleModel } from '../src/model/sample-model';
import type { ServiceModel } from '../src/model/service-model';

const run = promisify(execFile);
const MINUTE = 60_000;

let folder: string;
let database: TestDatabase;
let service: StartedProcess | undefined;

/** Runs a command in a folder and shows how long it took. Rejects with its output when it fails. */
async function timed(
  what: string,
  cwd: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
) {
  const started = performance.now();
  try {
    return (await run(command, args, { cwd, env: { ...process.env, ...env }, timeout: 3 * MINUTE })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${what} failed:\n${stdout}\n${stderr}`, { cause: error });
  } finally {
    process.stdout.write(`  ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  }
}

async function write(model: ServiceModel, name: string): Promise<string> {
  const root = join(folder, name);
  for (const { path, content } of generate(parseServiceModel(model))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generated-service-'));
  database = await createTestDatabase();
});

afterAll(async () => {
  await service?.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it(
  'installs, compiles, passes its own tests and serves its API on PostgreSQL',
  async () => {
    const root = await write(sampleModel(), 'sample');
    const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await timed('npm install', root, 'npm', install);
    await timed('build and own tests', root, 'npm', ['test']);

    const hostile = await write(hostileModel(), 'hostile');
    await symlink(join(root, 'node_modules'), join(hostile, 'node_modules'));
    await timed('build and own tests of a hostile model', hostile, 'npm', ['test']);

    const env = { DATABASE_URL: database.url, PORT: '0' };
    expect(await timed('migrate', root, 'node', ['dist/migrate.js'], env)).toContain('0000_model.sql');
    expect(await timed('migrate again', root, 'node', ['dist/migrate.js'], env)).toContain('up to date');
    await timed('migrate to the other model', hostile, 'node', ['dist/migrate.js'], env);
    await timed('migrate back', root, 'node', ['dist/migrate.js'], env);

    service = await startProcess({
      command: process.execPath,
      args: ['dist/main.js'],
      cwd: root,
      env,
      until: (line) => /Listening on (http:\S+),/.exec(line)?.[1]?.replace('[::1]', 'localhost'),
    });
    await useApi(service.found);
  },
  4 * MINUTE,
);

async function useApi(origin: string): Promise<void> {
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };

  expect((await send('GET', '/health')).status).toBe(200);
  const { body: api } = await send('GET', '/api/docs-json');
  expect(Object.keys(api.paths)).toContain('/api/order-items/{id}');

  const ada = { name: 'Ada', email: 'ada@example.com', isActive: true, birthday: '1815-12-10' };
  const customer = await send('POST', '/api/customers', ada);
  expect(customer).toMatchObject({ status: 201, body: { ...ada, phone: null } });
  expect(await send('POST', '/api/customers', ada)).toMatchObject({ status: 409 });
  expect(
    await send('POST', '/api/customers', { ...ada, email: 'bob@example.com', name: 'B\u0000b' }),
  ).toMatchObject({
    status: 400,
  });

  const order = {
    orderNumber: '1',
    customerId: customer.body.id,
    status: 'new',
    placedAt: '2024-05-01T10:00:00.000Z',
  };
  const placed = await send('POST', '/api/orders', order);
  expect(placed).toMatchObject({ status: 201, body: { ...order, shippedAt: null } });
  const lost = { ...order, orderNumber: '2', customerId: placed.body.id };
  expect(await send('POST', '/api/orders', lost)).toMatchObject({ status: 409 });
  expect(await send('POST', '/api/orders', { ...order, status: 'lost' })).toMatchObject({ status: 400 });
  expect(await send('DELETE', `/api/customers/${customer.body.id}`)).toMatchObject({ status: 409 });

  const product = { sku: 'A-1', name: 'Pen', price: '1.50', stock: 3, attributes: { colour: 'blue' } };
  expect(await send('POST', '/api/products', product)).toMatchObject({ status: 201, body: product });
  expect(await send('POST', '/api/products', { ...product, sku: 'A-2', stock: 3e10 })).toMatchObject({
    status: 400,
  });
  await send('POST', '/api/products', { ...product, sku: 'A-0', stock: 4 });
  const listed = await send('GET', '/api/products?name=Pen&_sort=sku&_order=desc&_limit=1');
  expect(listed.body).toMatchObject({ total: 2, items: [{ sku: 'A-1' }] });
  expect((await send('GET', '/api/customers?isActive=false')).body).toEqual({ items: [], total: 0 });

  const changed = await send('PATCH', `/api/orders/${placed.body.id}`, { status: 'paid' });
  expect(changed.body).toMatchObject({ ...order, status: 'paid' });
  expect(await send('PATCH', `/api/orders/${placed.body.id}`, { status: null })).toMatchObject({
    status: 400,
  });
  expect(await send('DELETE', `/api/orders/${placed.body.id}`)).toMatchObject({ status: 204 });
  expect(await send('DELETE', `/api/customers/${customer.body.id}`)).toMatchObject({ status: 204 });
}
