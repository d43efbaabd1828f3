import { connect, type Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

// Each text is read in a process of its own, and those are slow where everything runs at once.
jest.setTimeout(240_000);

interface Refusal {
  code: string;
  message: string;
}

const field = { id: 'id', name: 'id', type: 'integer', required: true };
const entity = (more: object = {}) => ({
  ...{ id: 'a', name: 'Pet', key: { fields: ['id'] }, fields: [field] },
  ...more,
});
const json = (more: object) => JSON.stringify({ version: 2, name: 'Shop', entities: [entity()], ...more });

/** Longest time for which other requests may have to wait. */
const MAX_BLOCK_MS = 250;

describe('a text that means harm', () => {
  let server: TestServer;
  let ada: Person;
  let path: string;
  beforeAll(async () => {
    server = await startServer();
    ada = await signUp(server.url);
    path = `/api/resources/${ada.resourceId}/model/import`;
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  const preview = (body: object) => ada.client.post<Refusal>(path, body);

  it.each([
    ['JSON that is nested 100,000 levels deep', 'json', '['.repeat(100_000)],
    ['a default that is nested 10,000 levels deep', 'json', deepDefault(10_000)],
    ['NUL in a text', 'json', json({ entities: [entity({ description: 'a\0b' })] })],
    ['half of a character', 'json', json({ entities: [entity({ description: '\ud800' })] })],
    ['aliases that multiply', 'yaml', laughs()],
    ['a tag that makes an object', 'yaml', 'service: !!js/function "function () { return 1 }"'],
    ['a name that is no name', 'json', json({ entities: [entity({ name: '"; drop table x; --' })] })],
    ['ten thousand entities', 'json', json({ entities: Array.from({ length: 10_000 }, () => entity()) })],
    ['a function of the database in Prisma', 'prisma', 'model A {\n id Int @id @default(env("HOME"))\n}'],
    ['no model at all', 'prisma', '}'.repeat(100_000)],
  ])('is refused as such: %s', async (_name, format, text) => {
    const { status, body } = await preview({ format, text });
    expect([400, 413]).toContain(status);
    expect(body.code).toMatch(/^MODEL_TEXT_/);
    expect(body.message.length).toBeLessThan(10_000);
    expect((await ada.client.get('/health/live')).status).toBe(200);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    'may call things %s, and gets them as they are',
    async (name) => {
      const text = json({
        entities: [entity({ id: name, name, fields: [{ ...field, id: name, name }], key: null })],
      });
      const { status, body } = await ada.client.post<{ model: { entities: object[] } }>(path, {
        format: 'json',
        text,
      });
      expect(status).toBe(200);
      expect(body.model.entities).toMatchObject([{ id: name, name, fields: [{ id: name, name }] }]);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'])(
    'is not read as %s',
    async (contentType) => {
      const raw = JSON.stringify({ text: 'model A {\n id Int @id\n}' });
      const answer = await ada.client.send('POST', path, undefined, { raw, contentType });
      expect(answer).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
    },
  );

  it('does not hold up other requests, however large it is', async () => {
    const models = Array.from({ length: 200 }, (_, index) => modelOf(index)).join('\n');
    const comment = `// ${'x'.repeat(97)}\n`;
    const text = models + comment.repeat(Math.floor((10_000_000 - models.length) / comment.length));
    const raw = JSON.stringify({ text, format: 'prisma' });
    let blockedMs = Infinity;
    for (let tries = 0; blockedMs >= MAX_BLOCK_MS && tries < 3; tries += 1) {
      const histogram = monitorEventLoopDelay({ resolution: 1 });
      histogram.enable();
      const answer = await ada.client.send<{ counts: object }>('POST', path, undefined, { raw });
      histogram.disable();
      expect(answer).toMatchObject({ status: 200, body: { counts: { entities: 200, fields: 4_000 } } });
      blockedMs = Math.min(blockedMs, histogram.max / 1e6);
    }
    expect(blockedMs).toBeLessThan(MAX_BLOCK_MS);
  }, 120_000);

  it('takes two places of one account, which are free again when their senders are gone', async () => {
    const slow: Socket[] = [];
    await waitFor(async () => {
      // Who probes takes a place, too, for as long as it takes to be told that a text is missing.
      if ((await preview({ text: '' })).status === 503) return true;
      slow.push(await halfSent());
      return false;
    });
    const refused = await preview({ text: '' });
    expect(refused).toMatchObject({ status: 503, body: { code: 'SERVER_BUSY', action: 'retry' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const bo = await signUp(server.url, 'Bo');
    const other = await bo.client.post(`/api/workspaces/${bo.workspaceId}/model-imports`, {
      text: 'model A {\n id Int @id\n}',
    });
    expect(other.status).toBe(200);
    for (const socket of slow) socket.destroy();
    await waitFor(async () => (await preview({ text: '' })).status === 400);
  });

  it('says its length, or is not read', async () => {
    const { status } = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: {
        origin: 'http://localhost:3001',
        'content-type': 'application/json',
        cookie: ada.client.session ?? '',
      },
      body: new Blob(['{"text":"x"}']).stream(),
      duplex: 'half',
    });
    expect(status).toBe(411);
  });

  /** A request that says a megabyte and sends a word. */
  async function halfSent(): Promise<Socket> {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nOrigin: http://localhost:3001\r\n` +
        `Cookie: ${ada.client.session}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"text":`,
    );
    return socket;
  }
});

function modelOf(index: number): string {
  const fields = Array.from({ length: 19 }, (_, at) => `  field${at} String @db.VarChar(50)`);
  return [`model Table${index} {`, '  id Int @id @default(autoincrement())', ...fields, '}'].join('\n');
}

function deepDefault(levels: number): string {
  const value = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  return json({
    entities: [entity({ fields: [field, { ...field, id: 'j', name: 'j', type: 'json' }] })],
  }).replace('"type":"json"', `"type":"json","default":{"kind":"literal","value":${value}}`);
}

function laughs(): string {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => pair.split('')))
    lines.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(', ')}]`);
  return `service: x\n${lines.join('\n')}\n`;
}
