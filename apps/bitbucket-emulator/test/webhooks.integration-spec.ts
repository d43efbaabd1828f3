import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dig, TestBench, until, type Json, type RestClient } from './support';

interface Received {
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

describe('Webhooks', () => {
  const bench = new TestBench();
  const received: Received[] = [];
  let answers: number[] = [];
  let server: Server;
  let target: string;
  let alice: RestClient;

  beforeAll(async () => {
    await bench.start();
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.statusCode = answers.shift() ?? 200;
        response.end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  afterAll(async () => {
    await bench.stop();
    await new Promise((done) => server.close(done));
  });
  beforeEach(async () => {
    await bench.reset();
    await bench.control('PATCH', '/settings', { webhookRetryMs: 5 });
    received.length = 0;
    answers = [];
    alice = await bench.client();
  });

  const hook = (events: string[]): Promise<{ body: Json }> =>
    alice.send('POST', '/repositories/acme/shop-web/hooks', {
      url: target,
      description: 'test',
      active: true,
      events,
      secret: 'a-secret',
    });

  const commit = (branch: string): Promise<Json> =>
    bench.control('POST', '/commits', {
      user: 'bob',
      workspace: 'acme',
      repository: 'shop-web',
      branch,
      files: { 'a.txt': branch },
    });

  it('signs the bytes that it sends', async () => {
    const { body } = await hook(['repo:push']);
    expect(body).toMatchObject({ secret_set: true });
    expect(body).not.toHaveProperty('secret');
    const { hash } = await commit('work');
    await until(() => received.length === 1);
    const [delivery] = received as [Received];
    const signature = createHmac('sha256', 'a-secret').update(delivery.body).digest('hex');
    expect(delivery.headers).toMatchObject({
      'x-event-key': 'repo:push',
      'x-attempt-number': '1',
      'x-hub-signature': `sha256=${signature}`,
    });
    const payload: unknown = JSON.parse(delivery.body);
    expect(dig(payload, 'push.changes.0')).toMatchObject({ old: null, created: true, new: { name: 'work' } });
    expect(dig(payload, 'push.changes.0.new.target.hash')).toBe(hash);
    expect(dig(payload, 'actor.nickname')).toBe('bob');
  });

  it('tells of the life of a pull request', async () => {
    await hook(['pullrequest:created', 'pullrequest:updated', 'pullrequest:fulfilled']);
    await commit('work');
    const base = '/repositories/acme/shop-web/pullrequests';
    await alice.send('POST', base, { title: 'T', source: { branch: { name: 'work' } } });
    await commit('work-2');
    await alice.send('POST', `${base}/1/merge`, {});
    await until(() => received.length === 2);
    const events = received.map((one) => one.headers['x-event-key']).sort();
    expect(events).toEqual(['pullrequest:created', 'pullrequest:fulfilled']);
  });

  it('tries three times on 5xx and then lets it be', async () => {
    await hook(['repo:push']);
    answers = [500, 503, 500];
    await commit('work');
    await until(() => received.length === 3);
    await until(async () => ((await bench.control('GET', '/deliveries')).deliveries as Json[]).length === 3);
    expect(received.map((one) => one.headers['x-attempt-number'])).toEqual(['1', '2', '3']);
    expect(new Set(received.map((one) => one.headers['x-request-uuid'])).size).toBe(1);
  });

  it('is for administrators, and can be changed and removed', async () => {
    const bob = await bench.client('bob');
    expect((await bob.get('/repositories/acme/shop-web/hooks')).status).toBe(403);
    const { body } = await hook(['repo:push']);
    const path = `/repositories/acme/shop-web/hooks/${encodeURIComponent(String(body.uuid))}`;
    const put = await alice.send('PUT', path, { url: target, events: ['repo:push'], active: false });
    expect(put.body).toMatchObject({ active: false, secret_set: true });
    expect((await alice.send('PUT', path, { secret: null })).body).toMatchObject({ secret_set: false });
    expect((await alice.send('DELETE', path)).status).toBe(204);
    expect(await alice.all('/repositories/acme/shop-web/hooks')).toEqual([]);
  });

  it('tells of a new name and of a new Bitbucket workspace; the webhook goes with the repository', async () => {
    const { body } = await hook(['repo:updated', 'repo:transfer']);
    expect(body.uuid).toBeDefined();
    const renamed = await alice.send('PUT', '/repositories/acme/shop-web', { name: 'Web Shop' });
    expect(dig(renamed.body, 'full_name')).toBe('acme/web-shop');
    await until(() => received.length === 1);
    const update = JSON.parse(received[0]?.body ?? '') as Json;
    expect(received[0]?.headers['x-event-key']).toBe('repo:updated');
    expect(update.changes).toEqual({
      name: { old: 'shop-web', new: 'Web Shop' },
      full_name: { old: 'acme/shop-web', new: 'acme/web-shop' },
    });
    await bench.control('PATCH', '/repositories/acme/web-shop', { workspace: 'alice' });
    await until(() => received.length === 2);
    expect(received[1]?.headers['x-event-key']).toBe('repo:transfer');
    expect(dig(JSON.parse(received[1]?.body ?? ''), 'repository.full_name')).toBe('alice/web-shop');
  });
});
