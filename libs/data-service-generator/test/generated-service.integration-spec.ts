import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '@amplication/foundation';
import { createTestDatabase } from '@amplication/testing';
import { generate } from '../src/generate';
import { sampleModel } from '../src/sample/sample-model';
import {
  type AskedWith,
  migrate,
  type RunningService,
  runIn,
  startService,
  tokenOf,
  writeSources,
} from './support/running-service';

const MINUTE = 60_000;

let service: RunningService;

beforeAll(async () => {
  const root = await writeSources(generate(sampleModel()));
  // As a developer does it: the compiler with the settings of the service.
  await runIn(root, 'npm', ['run', 'build']);
  service = await startService(root);
}, 8 * MINUTE);

afterAll(() => service?.stop());

const send = (method: string, path: string, body?: object) => service.send(method, `/api/${path}`, body);
const ask = (method: string, path: string, asked?: AskedWith) => service.ask(method, `/api/${path}`, asked);

async function idOf(path: string, body: object): Promise<string> {
  const answer = await send('POST', path, body);
  expect(answer).toMatchObject({ status: 201 });
  return isRecord(answer.body) ? String(answer.body['id']) : '';
}

it(
  'passes the tests that it brings',
  async () => {
    await runIn(service.root, 'npm', ['test']);
  },
  8 * MINUTE,
);

it('is healthy, and says what it offers', async () => {
  expect(await service.send('GET', '/health/live')).toEqual({ status: 200, body: { status: 'ok' } });
  expect(await service.send('GET', '/health/ready')).toEqual({ status: 200, body: { status: 'ok' } });
  expect(await service.send('GET', '/api/docs-json')).toMatchObject({
    body: {
      paths: {
        '/api/order-items/{id}': {},
        '/api/products/{id}/categories': {},
        '/api/products/{id}/categories/{categoryId}': { put: {}, delete: {} },
        '/api/customers/{id}/orders': {},
        '/api/customers/{id}': { get: { responses: { '200': {}, '304': {} } } },
      },
    },
  });
});

it('asks who calls, and lets each do what the model says', async () => {
  const clerk = await tokenOf(['clerk']);
  const nobody = await tokenOf([]);
  expect(await ask('GET', 'customers', { token: null })).toMatchObject({
    status: 401,
    body: { code: 'NOT_SIGNED_IN' },
  });
  expect(await ask('GET', 'customers', { token: 'made.up.token' })).toMatchObject({ status: 401 });
  expect(await ask('GET', 'products', { token: nobody })).toMatchObject({ status: 200 });
  const pen = { sku: 'by a clerk', name: 'Pen', price: '1.00' };
  expect(await ask('POST', 'products', { token: nobody, body: pen })).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN' },
  });
  const customer = { name: 'Clerk’s', email: 'clerk@example.com' };
  const made = await ask('POST', 'customers', { token: clerk, body: customer });
  expect(made).toMatchObject({ status: 201 });
  expect((await service.ask('DELETE', String(made.headers.get('location')))).status).toBe(204);
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
  expect((await send('GET', `customers/${customerId}/orders?status=paid`)).body).toMatchObject({
    items: [{ id }],
    next: null,
  });
  expect((await send('GET', `customers/${customerId}/orders?status=new`)).body).toMatchObject({ items: [] });
  expect((await send('GET', `orders/${id}?_include=customer`)).body).toMatchObject({
    customer: { id: customerId, ...ada },
  });
  expect((await send('DELETE', `orders/${id}`)).status).toBe(204);
  expect((await send('DELETE', `customers/${customerId}`)).status).toBe(204);
});

it('says where a new row is and which state it is in, and changes only the one that is meant', async () => {
  const made = await ask('POST', 'customers', { body: { name: 'Tag', email: 'tag@example.com' } });
  const at = String(made.headers.get('location'));
  const first = String(made.headers.get('etag'));
  expect(at).toMatch(/^\/api\/customers\/[\da-f-]{36}$/);
  expect(await service.ask('GET', at, { headers: { 'if-none-match': first } })).toMatchObject({
    status: 304,
    body: null,
  });
  const change = (etag: string, name: string) =>
    service.ask('PATCH', at, { body: { name }, headers: { 'if-match': etag } });
  const changed = await change(first, 'Tagged');
  expect(changed).toMatchObject({ status: 200, body: { name: 'Tagged' } });
  expect(await change(first, 'too late')).toMatchObject({ status: 412, body: { code: 'CHANGED_MEANWHILE' } });
  const last = String(changed.headers.get('etag'));
  expect(await service.ask('GET', at, { headers: { 'if-none-match': first } })).toMatchObject({
    status: 200,
    body: { name: 'Tagged' },
  });
  expect((await service.ask('DELETE', at, { headers: { 'if-match': first } })).status).toBe(412);
  expect((await service.ask('DELETE', at, { headers: { 'if-match': last } })).status).toBe(204);
});

it('makes one row of a request that is sent again', async () => {
  const body = { name: 'Once', email: 'once@example.com' };
  const create = (more: object = {}) =>
    ask('POST', 'customers', { body: { ...body, ...more }, headers: { 'idempotency-key': 'a-key-of-mine' } });
  const [first, second] = [await create(), await create()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(await create({ name: 'Other' })).toMatchObject({ status: 422, body: { code: 'KEY_REUSED' } });
  expect((await send('GET', 'customers?email=once@example.com&_total=true')).body).toMatchObject({
    total: 1,
  });
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
  const page = await send('GET', 'products?name=Pen&_sort=-sku&_limit=1&_total=true');
  expect(page.body).toMatchObject({ total: 2, items: [{ ...pen, currency: 'EUR' }] });
  const next = isRecord(page.body) ? String(page.body['next']) : '';
  expect((await send('GET', `products?name=Pen&_sort=-sku&_limit=1&_cursor=${next}`)).body).toEqual({
    items: [expect.objectContaining({ sku: 'A-0' })],
    next: null,
  });
  const office = await idOf('categories', { name: 'Office' });
  const pens = await idOf('categories', { name: 'Pens', parentId: office });
  for (const shelf of [office, pens, pens])
    expect(await send('PUT', `products/${id}/categories/${shelf}`)).toEqual({ status: 204, body: null });
  expect((await send('GET', `products/${id}/categories?_sort=name`)).body).toMatchObject({
    items: [{ id: office }, { id: pens }],
    next: null,
  });
  expect((await send('GET', `categories/${pens}/products`)).body).toMatchObject({ items: [{ id }] });
  expect((await send('DELETE', `products/${id}/categories/${office}`)).status).toBe(204);
  expect((await send('GET', `products/${id}/categories`)).body).toMatchObject({ items: [{ id: pens }] });
  expect((await send('DELETE', `categories/${office}`)).status).toBe(409);
});

it(
  'migrates once, and refuses a migration that has changed since',
  async () => {
    const database = await createTestDatabase();
    const again = () => migrate(service.root, database.url);
    const path = join(service.root, 'migrations/0000_model.sql');
    const before = await readFile(path, 'utf8');
    try {
      expect(await again()).toContain('0000_model.sql');
      expect(await again()).toContain('up to date');
      await writeFile(path, `${before}\n-- edited\n`);
      await expect(again()).rejects.toThrow('has changed since it ran');
      await writeFile(path, before);
      await writeFile(join(service.root, 'migrations/0001_more.sql'), 'CREATE TABLE more ();\n');
      expect(await again()).toContain('Ran 0001_more.sql');
    } finally {
      await rm(join(service.root, 'migrations/0001_more.sql'), { force: true });
      await writeFile(path, before);
      await database.drop();
    }
  },
  MINUTE,
);
