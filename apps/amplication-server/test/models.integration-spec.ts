import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

interface Model {
  version: number;
  model: { entities: { id: string; name: string; fields: object[] }[] };
  code: string;
  fields: { path: string }[];
}

describe('services and their models', () => {
  let server: TestServer;
  let ada: Person;
  let path: string;
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);
  afterAll(() => server.stop(), 60_000);
  beforeEach(async () => {
    ada = await signUp(server.url);
    path = `/api/resources/${ada.resourceId}/model`;
  });

  const field = { id: 'f1', name: 'title', type: 'text', required: true, unique: false, description: '' };
  const pets = {
    entities: [{ id: 'e1', name: 'Pet', pluralName: 'Pets', description: '', fields: [field] }],
  };
  const save = (version: number, model: object) => ada.client.send<Model>('PUT', path, { version, model });

  it('saves a model as the next version, and goes back to an older one as a newer one', async () => {
    const { body: first } = await ada.client.get<Model>(path);
    expect(await save(1, pets)).toMatchObject({ status: 200, body: { version: 2, model: pets } });
    const versions = await ada.client.get(`${path}/versions`);
    expect(versions.body).toMatchObject({
      items: [
        { version: 2, entityCount: 1, createdBy: { name: 'Ada' } },
        { version: 1, entityCount: first.model.entities.length },
      ],
      total: 2,
    });
    const restored = await ada.client.post<Model>(`${path}/versions/1/restore`, { version: 2 });
    expect(restored.body).toMatchObject({ version: 3, model: first.model });
    expect((await ada.client.get<Model>(`${path}/versions/2`)).body.model).toEqual(pets);
    expect((await ada.client.get(`${path}/versions/9`)).status).toBe(404);
    expect((await ada.client.get(`/api/resources/${ada.resourceId}`)).body.modelVersion).toBe(3);
  });

  it('refuses a change that was made on an older version, also when two are sent at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => save(1, pets)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await save(1, pets)).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT', params: { version: 2 } },
    });
    expect(await save(3, pets)).toMatchObject({ status: 409 });
  });

  it('names every problem of a model, with its path', async () => {
    const entity = {
      ...pets.entities[0],
      name: 'pet',
      fields: [
        { ...field, type: 'money' },
        { ...field, name: 'A' },
      ],
    };
    const { status, body } = await save(1, { entities: [entity] });
    expect(status).toBe(400);
    expect(body.code).toBe('VALIDATION_FAILED');
    expect(body.fields.map((problem) => problem.path)).toEqual(
      expect.arrayContaining([
        'model.entities.0.name',
        'model.entities.0.fields.0.type',
        'model.entities.0.fields.1.name',
        'model.entities.0.fields.1.id',
      ]),
    );
    expect((await save(1, [])).status).toBe(400);
    const unversioned = await ada.client.send<Model>('PUT', path, { model: pets });
    expect(new Set(unversioned.body.fields.map((problem) => problem.path))).toEqual(new Set(['version']));
  });

  it('creates services from the sample or empty, with slugs of their own, and finds them', async () => {
    const list = `/api/workspaces/${ada.workspaceId}/resources`;
    const create = (name: string, from: string) =>
      ada.client.post<{ id: string; slug: string; modelVersion: number }>(list, {
        name,
        from,
        description: 'd',
      });
    const made = await Promise.all([create('Büro & Co', 'empty'), create('Büro & Co', 'empty')]);
    expect(made.map(({ body }) => body.slug).sort()).toEqual(['buro-co', 'buro-co-2']);
    const { body: sample } = await create('From sample', 'sample');
    const model = await ada.client.get<Model>(`/api/resources/${sample.id}/model`);
    expect(model.body.model.entities.length).toBeGreaterThan(0);
    const empty = await ada.client.get<Model>(`/api/resources/${made[0]?.body.id}/model`);
    expect(empty.body).toMatchObject({ version: 1, model: { entities: [] } });
    const found = await ada.client.get<{ items: object[]; total: number }>(`${list}?search=büro&pageSize=1`);
    expect(found.body).toMatchObject({ total: 2, hasNext: true, items: [{ name: 'Büro & Co' }] });
    expect(await create('', 'blueprint')).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });

  it('renames without changing the slug, and frees it by deleting', async () => {
    const resource = `/api/resources/${ada.resourceId}`;
    const { slug } = (await ada.client.get(resource)).body;
    expect((await ada.client.send('PATCH', resource, { name: 'New name' })).body).toMatchObject({
      name: 'New name',
      slug,
    });
    expect((await ada.client.send('DELETE', resource)).status).toBe(204);
    expect((await ada.client.send('DELETE', resource)).status).toBe(404);
    const list = await ada.client.get(`/api/workspaces/${ada.workspaceId}/resources`);
    expect(list.body).toMatchObject({ items: [], total: 0 });
  });
});
