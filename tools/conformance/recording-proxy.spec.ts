import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RecordingProxy } from './recording-proxy';

let server: Server;
let origin: string;
let proxy: RecordingProxy;
let answer: RequestListener;

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy = await RecordingProxy.start();
});

afterEach(async () => {
  await proxy.stop();
  server.close();
  server.closeAllConnections();
});

it('answers 503 as long as it leads nowhere', async () => {
  expect((await fetch(`${proxy.url}/2.0/user`)).status).toBe(503);
});

it('records calls of the API and leads their links back through itself', async () => {
  answer = (_request, response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('x-accepted-oauth-scopes', 'account, repository');
    response.setHeader('location', `${origin}/2.0/user/1`);
    response.statusCode = 201;
    response.end(JSON.stringify({ next: `${origin}/2.0/user?page=2`, html: `${origin}/acme` }));
  };
  proxy.forwardTo(origin);
  const response = await fetch(`${proxy.url}/2.0/user?page=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
  });
  expect(await response.json()).toEqual({ next: `${proxy.url}/2.0/user?page=2`, html: `${origin}/acme` });
  expect(response.headers.get('location')).toBe(`${proxy.url}/2.0/user/1`);
  expect(proxy.exchanges).toMatchObject([
    {
      method: 'POST',
      url: '/user?page=1',
      requestType: 'application/json',
      requestBody: Buffer.from('{"a":1}'),
      status: 201,
      responseType: 'application/json',
      acceptedScopes: ['account', 'repository'],
    },
  ]);
  expect(proxy.exchanges[0]?.responseBody.toString()).toContain(`${origin}/2.0/user?page=2`);
});

it('lets everything else pass unseen, and keeps a broken connection broken', async () => {
  answer = (request, response) => {
    if (request.url === '/2.0/reset') request.socket.destroy();
    else request.pipe(response);
  };
  proxy.forwardTo(origin);
  const echo = await fetch(`${proxy.url}/acme/shop.git`, { method: 'POST', body: 'pack' });
  expect(await echo.text()).toBe('pack');
  await expect(fetch(`${proxy.url}/2.0/reset`)).rejects.toThrow('fetch failed');
  expect(proxy.exchanges).toEqual([]);
});
