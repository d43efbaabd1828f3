import { readFile } from 'node:fs/promises';
import { linkDirectly, startBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

interface Schema {
  properties: Record<string, object>;
}
interface Operation {
  operationId: string;
  requestBody?: { content: { 'application/json': { schema: { $ref: string } } } };
}

const document = JSON.parse(await readFile(new URL('../openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
/** Every operation that takes a body, with the names of its fields. */
const withBody = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { operationId, requestBody }]) => {
    if (!requestBody) return [];
    const name = requestBody.content['application/json'].schema.$ref.split('/').at(-1) ?? '';
    const fields = Object.keys(document.components.schemas[name]?.properties ?? {});
    return [[operationId, { method: method.toUpperCase(), path, fields }] as const];
  }),
);

describe('bad input', () => {
  let server: TestServer;
  let ada: Person;
  let ids: Record<string, string>;
  beforeAll(async () => {
    server = await startServer();
    ada = await signUp(server.url);
    await linkDirectly(server, ada);
    const { id: buildId } = await startBuild(ada);
    const { workspaceId, resourceId, accountId } = ada;
    ids = { workspaceId, resourceId, accountId, buildId, version: '1' };
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  it.each(withBody)('%s names every field that is not valid', async (_name, { method, path, fields }) => {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
    for (const wrong of [null, { a: 1 }, ['x'], 7.5]) {
      const body = Object.fromEntries([...fields, 'unknownField'].map((name) => [name, wrong]));
      const answer = await ada.client.send<{ code: string; fields: { path: string }[] }>(
        method,
        filled,
        body,
      );
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', action: 'resolve' } });
      const named = new Set(answer.body.fields.map((problem) => problem.path.split('.')[0]));
      // A model is an object; what is wrong inside is said when the rest is well-formed.
      const expected = fields.filter(
        (name) => !(name === 'model' && wrong !== null && typeof wrong === 'object'),
      );
      expect([...expected, 'unknownField'].filter((name) => !named.has(name))).toEqual([]);
    }
  });

  it.each(['page=0', 'page=x', 'pageSize=101', 'pageSize=1.5', 'search=a&search=b', 'other=1'])(
    'a list refuses ?%s',
    async (query) => {
      const answer = await ada.client.get(`/api/workspaces/${ada.workspaceId}/resources?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    },
  );

  it.each(['a\0b', 'a\ud800b'])('text that cannot be stored is refused by name: %j', async (text) => {
    const path = `/api/workspaces/${ada.workspaceId}/resources`;
    const created = await ada.client.post(path, { name: 'x', from: 'empty', description: text });
    expect(created).toMatchObject({ status: 400, body: { fields: [{ path: 'description' }] } });
    const pet = { id: 'a', name: 'Pet', key: null, fields: [], description: text };
    const model = { version: 2, name: 'Pets', entities: [pet] };
    const saved = await ada.client.send('PUT', `/api/resources/${ada.resourceId}/model`, {
      version: 1,
      model,
    });
    expect(saved).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'model.entities.0.description' }] },
    });
    expect((await ada.client.get(`${path}?search=%00`)).status).toBe(400);
  });
});
