import { jest } from '@jest/globals';
import { Client, type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

// Each text is read in a process of its own, and those are slow where everything runs at once.
jest.setTimeout(240_000);

const PRISMA = `model User {
  id    Int    @id @default(autoincrement())
  email String @unique
  posts Post[]
}

model Post {
  id       Int    @id @default(autoincrement())
  title    String
  authorId Int
  author   User   @relation(fields: [authorId], references: [id])
}

view Stats {
  id Int @unique
}
`;

interface Preview {
  code: string;
  message: string;
  params: { line: number; column: number; version: number };
  format: string;
  basedOnVersion: number;
  counts: Record<string, number>;
  lossCount: number;
  losses: { line: number; column: number; entity: string; subject: string; reason: string }[];
  changeCount: number;
  changes: { kind: string; subject: string; what: string }[];
  model: { name: string; entities: { id: string; name: string }[] };
  version: number;
}

describe('importing and exporting a model', () => {
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

  const preview = (body: object, client: Client = ada.client) => client.post<Preview>(`${path}/import`, body);
  const apply = (body: object, client: Client = ada.client) =>
    client.post<Preview>(`${path}/import/apply`, body);
  const current = () => ada.client.get<Preview>(path);
  const exported = (format: string) => ada.client.get<string & Preview>(`${path}/export?format=${format}`);

  it('shows what a text would make of the model, and changes nothing', async () => {
    const before = await current();
    const { status, body } = await preview({ text: PRISMA });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      format: 'prisma',
      basedOnVersion: 1,
      counts: { entities: 2, relations: 1, enums: 0 },
      model: { name: before.body.model.name, entities: [{ name: 'User' }, { name: 'Post' }] },
    });
    expect(body.lossCount).toBe(body.losses.length);
    expect(body.losses).toEqual(
      expect.arrayContaining([expect.objectContaining({ line: 14, subject: 'Stats' })]),
    );
    expect(body.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(
      expect.arrayContaining(['added User', 'added Post']),
    );
    expect(body.changes.some(({ kind }) => kind === 'removed')).toBe(true);
    expect((await current()).body).toEqual(before.body);
    expect((await ada.client.get(`${path}/versions`)).body).toMatchObject({ total: 1 });
  });

  it('applies what the preview has shown, as the next version, and keeps ids that are there', async () => {
    const shown = await preview({ text: PRISMA });
    const applied = await apply({ text: PRISMA, version: 1 });
    expect(applied).toMatchObject({ status: 200, body: { version: 2, createdBy: { name: 'Ada' } } });
    expect(applied.body.model).toEqual(shown.body.model);
    expect((await current()).body).toEqual(applied.body);
    const again = await preview({ text: PRISMA });
    expect(again.body).toMatchObject({ basedOnVersion: 2, changeCount: 0, changes: [] });
    const { model } = (await preview({ text: PRISMA.replace('title ', 'headline ') })).body;
    expect(model.entities.map(({ id }) => id)).toEqual(applied.body.model.entities.map(({ id }) => id));
  });

  it('applies to the version that was shown only, and once', async () => {
    expect((await apply({ text: PRISMA, version: 2 })).status).toBe(409);
    const both = await Promise.all([1, 2].map(() => apply({ text: PRISMA, version: 1 })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'CONFLICT',
      params: { version: 2 },
    });
    expect((await ada.client.get(`${path}/versions`)).body).toMatchObject({ total: 2 });
  });

  it('reads a text for a service to come, which is then created with its model', async () => {
    const imports = `/api/workspaces/${ada.workspaceId}/model-imports`;
    const { status, body } = await ada.client.post<Preview>(imports, { text: PRISMA, fileName: 'x.prisma' });
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['counts', 'format', 'lossCount', 'losses', 'model']);
    const created = await ada.client.post<{ id: string }>(`/api/workspaces/${ada.workspaceId}/resources`, {
      name: 'Blog',
      from: 'model',
      model: body.model,
    });
    expect(created.status).toBe(201);
    const stored = await ada.client.get<Preview>(`/api/resources/${created.body.id}/model`);
    expect(stored.body.model).toEqual({ ...body.model, name: 'Blog', description: '' });
  });

  it.each([
    ['Prisma', { text: 'model User {\n  id Int @id\n  name Strin?g\n}', format: 'prisma' }, 3],
    ['JSON', { text: '{\n  "version": 2,\n  "name": }', format: 'json' }, 3],
    ['nothing known', { text: 'Dear reader,\nthis is no model.' }, 1],
  ])('says where a text of %s is wrong, and changes nothing', async (_name, body, line) => {
    const answer = await apply({ ...body, version: 1 });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'MODEL_TEXT_INVALID', action: 'resolve', params: { line } },
    });
    expect(answer.body.message).toMatch(/^Line \d+, column \d+: .+/);
    expect(answer.body.params.column).toBeGreaterThan(0);
    expect((await ada.client.get(`${path}/versions`)).body).toMatchObject({ total: 1 });
  });

  it('refuses what is larger than 10 MB, and what is no text', async () => {
    const large = await preview({ text: ' '.repeat(10 * 1024 * 1024 + 1) });
    expect(large).toMatchObject({ status: 413, body: { code: 'MODEL_TEXT_TOO_LARGE' } });
    expect(large.body.message).toContain('10 MB');
    const larger = await preview({ text: 'x'.repeat(12_000_000) });
    expect(larger).toMatchObject({ status: 413 });
    for (const body of [{}, { text: '' }, { text: 7 }, { text: PRISMA, format: 'xml' }, { text: 'a\0b' }])
      expect(await preview(body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect((await apply({ text: PRISMA })).status).toBe(400);
  });

  it('gives the model as JSON, YAML and Prisma, of which it comes again, and as SQL', async () => {
    await apply({ text: PRISMA, version: 1 });
    const { model } = (await current()).body;
    for (const format of ['json', 'yaml', 'prisma', 'sql']) {
      const answer = await exported(format);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(answer.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="[a-z-]+\\.${format}"`),
      );
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      if (format === 'sql') expect(answer.body).toMatch(/create table/i);
      else {
        const again = await preview({ text: answer.body, format });
        expect(again.body).toMatchObject({ format, changes: [], model });
        expect(again.body.losses.filter(({ subject }) => subject !== 'comments')).toEqual([]);
      }
    }
    const first = await ada.client.get<string>(`${path}/export?format=json&version=1`);
    expect(first.body).not.toContain('"Post"');
    expect((await ada.client.get(`${path}/export?format=json&version=9`)).status).toBe(404);
  });

  it('exports no other formats', async () => {
    for (const format of ['postgres', 'exe', '../x', ''])
      expect(await exported(format)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});
