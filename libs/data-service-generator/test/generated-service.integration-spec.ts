import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isRecord } from '@amplication/foundation';
import { createTestDatabase } from '@amplication/testing';
import { generate } from '../src/generate';
import { sampleModel } from '../src/sample/sample-model';
import { installedModules } from './support/installed-modules';
import { type RunningService, runIn, startService } from './support/running-service';

const MINUTE = 60_000;

let service: RunningService;

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'generated-sample-'));
  for (const { path, content } of generate(sampleModel())) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  await symlink(await installedModules(), join(root, 'node_modules'));
  // As a developer does it: the compiler with the settings of the service, then its tests.
  await runIn(root, 'npm', ['test']);
  service = await startService(root);
}, 8 * MINUTE);

afterAll(() => service?.stop());

const send = (method: string, path: string, body?: object) => service.send(method, `/api/${path}`, body);

async function idOf(path: string, body: object): Promise<string> {
  const answer = await send('POST', path, body);
  expect(answer).toMatchObject({ status: 201 });
  return isRecord(answer.body) ? String(answer.body['id']) : '';
}

it('is healthy, and says what it offers', async () => {
  expect((await service.send('GET', '/health')).status).toBe(200);
  expect(await service.send('GET', '/api/docs-json')).toMatchObject({
    body: { paths: { '/api/order-items/{id}': {}, '/api/products/{id}/categories': {} } },
  });
});

it('keeps customers, and what they order', async () => {
  const ada = { name: 'Ada', email: 'ada@example.com', birthday: '1815-12-10' };
  const customerId = await idOf('customers', ada);
  expect((await send('GET', `customers/${customerId}`)).body).toMatchObject({
    ...ada,
    isActive: true,
    phone: null,
  });
  expect(await send('POST', 'customers', ada)).toMatchObject({ status: 409 });
  expect((await send('POST', 'customers', { ...ada, email: 'b@b.co', name: 'B\u0000b' })).status).toBe(400);

  const order = { orderNumber: '1', customerId, placedAt: '2024-05-01T10:00:00.000Z' };
  const id = await idOf('orders', order);
  expect((await send('GET', `orders/${id}`)).body).toMatchObject({
    ...order,
    status: 'new',
    shippedAt: null,
    version: 1,
  });
  expect((await send('POST', 'orders', { ...order, orderNumber: '2', customerId: id })).status).toBe(409);
  expect((await send('POST', 'orders', { ...order, orderNumber: '2', status: 'lost' })).status).toBe(400);
  expect((await send('DELETE', `customers/${customerId}`)).status).toBe(409);
  expect((await send('PATCH', `orders/${id}`, { status: 'paid' })).body).toMatchObject({
    ...order,
    status: 'paid',
    version: 2,
  });
  expect((await send('PATCH', `orders/${id}`, { status: null })).status).toBe(400);
  expect((await send('PATCH', `orders/${id}`, { version: 1 })).status).toBe(400);
  expect((await send('DELETE', `orders/${id}`)).status).toBe(204);
  expect((await send('DELETE', `customers/${customerId}`)).status).toBe(204);
});

it('keeps products, on several shelves', async () => {
  const pen = {
    sku: 'A-1',
    name: 'Pen',
    price: '1.50',
    stock: 3,
    attributes: { colour: 'blue' },
    tags: ['a', 'b'],
  };
  const id = await idOf('products', pen);
  await idOf('products', { sku: 'A-0', name: 'Pen', price: '2.00' });
  expect((await send('POST', 'products', { ...pen, sku: 'A-2', stock: 3e10 })).status).toBe(400);
  expect((await send('GET', 'products?name=Pen&_sort=sku&_order=desc&_limit=1')).body).toMatchObject({
    total: 2,
    items: [{ ...pen, currency: 'EUR' }],
  });
  const office = await idOf('categories', { name: 'Office' });
  const pens = await idOf('categories', { name: 'Pens', parentId: office });
  const shelves = { ids: [office, pens].sort() };
  expect((await send('PUT', `products/${id}/categories`, shelves)).body).toEqual(shelves);
  expect((await send('GET', `categories/${pens}/products`)).body).toEqual({ ids: [id] });
  expect((await send('DELETE', `categories/${office}`)).status).toBe(409);
});

it(
  'migrates once, and refuses a migration that has changed since',
  async () => {
    const database = await createTestDatabase();
    const env = { DATABASE_URL: database.url };
    const migrate = () => runIn(service.root, process.execPath, ['dist/migrate.js'], env);
    const path = join(service.root, 'migrations/0000_model.sql');
    const before = await readFile(path, 'utf8');
    try {
      expect(await migrate()).toContain('0000_model.sql');
      expect(await migrate()).toContain('up to date');
      await writeFile(path, `${before}\n-- edited\n`);
      await expect(migrate()).rejects.toThrow('has changed since it ran');
      await writeFile(path, before);
      await writeFile(join(service.root, 'migrations/0001_more.sql'), 'CREATE TABLE more ();\n');
      expect(await migrate()).toContain('Ran 0001_more.sql');
    } finally {
      await rm(join(service.root, 'migrations/0001_more.sql'), { force: true });
      await writeFile(path, before);
      await database.drop();
    }
  },
  MINUTE,
);
