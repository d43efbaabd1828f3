import { sampleModel } from '@amplication/data-service-generator';
import { parseServiceModel, publishedSchema } from '@amplication/service-model';
import { Client, type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

interface Model {
  version: number;
  model: { entities: { id: string; name: string; fields: object[] }[] };
  code: string;
  fields: { path: string }[];
}

const SAMPLE = sampleModel();

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

  const field = { id: 'f1', name: 'title', type: 'text', required: true };
  const pet = { id: 'e1', name: 'Pet', key: { fields: ['f1'] }, fields: [field] };
  const pets = { version: 2, name: 'of no account', entities: [pet] };
  /** As it is answered: under the name of the service, and with all that was left out. */
  const saved = () => ({
    ...parseServiceModel({ ...pets, name: SAMPLE.name, description: SAMPLE.description }),
  });
  const save = (version: number, model: object) => ada.client.send<Model>('PUT', path, { version, model });

  it('saves a model as the next version, and goes back to an older one as a newer one', async () => {
    const { body: first } = await ada.client.get<Model>(path);
    expect(await save(1, pets)).toMatchObject({ status: 200, body: { version: 2, model: saved() } });
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
    expect((await ada.client.get<Model>(`${path}/versions/2`)).body.model).toEqual(saved());
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
      ...pet,
      name: 'a pet',
      fields: [
        { ...field, type: 'money' },
        { ...field, id: 'f2', name: '1st' },
        { ...field, id: 'f3', length: 1 },
      ],
    };
    const { status, body } = await save(1, { ...pets, entities: [entity] });
    expect(status).toBe(400);
    expect(body.code).toBe('VALIDATION_FAILED');
    expect(body.fields.map((problem) => problem.path)).toEqual(
      expect.arrayContaining([
        'model.entities.0.name',
        'model.entities.0.fields.0.type',
        'model.entities.0.fields.1.name',
        'model.entities.0.fields.2.length',
      ]),
    );
    const dangling = { ...pet, key: { fields: ['f9'] } };
    expect((await save(1, { ...pets, entities: [dangling] })).body.fields).toEqual([
      {
        path: 'model.entities.0.key.fields.0',
        message: 'entities[0].key.fields[0] names no field of Pet: f9',
      },
    ]);
    expect((await save(1, [])).status).toBe(400);
    const unversioned = await ada.client.send<Model>('PUT', path, { model: pets });
    expect(new Set(unversioned.body.fields.map((problem) => problem.path))).toEqual(new Set(['version']));
  });

  it('tells a page of the release before to be loaded again, and changes nothing', async () => {
    const old = {
      entities: [{ id: 'e1', name: 'Pet', pluralName: 'Pets', description: '', fields: [] }],
    };
    const create = (model: object) =>
      ada.client.post(`/api/workspaces/${ada.workspaceId}/resources`, { name: 'Old', from: 'model', model });
    for (const answer of [await save(1, old), await save(1, { ...old, version: 1 }), await create(old)]) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'MODEL_VERSION_OLD', action: 'resolve' } });
      expect(answer.body).toMatchObject({ message: expect.stringContaining('Reload the page') });
    }
    expect(await save(1, { ...pets, version: 3 })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', fields: [{ path: 'model.version' }] },
    });
    expect((await ada.client.get<Model>(path)).body.version).toBe(1);
  });

  it('gives the model the name that the service has by now', async () => {
    await ada.client.send('PATCH', `/api/resources/${ada.resourceId}`, { name: 'Other', description: 'd' });
    expect((await ada.client.get(path)).body).toMatchObject({
      version: 1,
      model: { name: 'Other', description: 'd' },
    });
  });

  it('serves the language to everybody, to be kept for a while', async () => {
    const answer = await new Client(server.url).get('/api/model-schema');
    expect(answer).toMatchObject({ status: 200, body: publishedSchema() });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(answer.headers.get('etag')).toBeTruthy();
  });

  it('creates a service with a model', async () => {
    const list = `/api/workspaces/${ada.workspaceId}/resources`;
    const create = (more: object) =>
      ada.client.post<{ id: string; code: string; fields: object[] }>(list, { name: 'Pets', ...more });
    const { status, body } = await create({ from: 'model', model: pets });
    expect(status).toBe(201);
    expect((await ada.client.get(`/api/resources/${body.id}/model`)).body).toMatchObject({
      version: 1,
      model: parseServiceModel({ ...pets, name: 'Pets' }),
    });
    for (const wrong of [{ from: 'model' }, { from: 'empty', model: pets }, { from: 'model', model: 'x' }])
      expect(await create(wrong)).toMatchObject({ status: 400, body: { fields: [{ path: 'model' }] } });
    const invalid = await create({
      from: 'model',
      model: { ...pets, entities: [{ ...pet, name: 'a pet' }] },
    });
    expect(invalid).toMatchObject({ status: 400, body: { fields: [{ path: 'model.entities.0.name' }] } });
    const found = await ada.client.get<{ total: number }>(list);
    expect(found.body.total).toBe(2);
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
