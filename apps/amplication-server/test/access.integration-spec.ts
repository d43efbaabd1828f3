import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { linkDirectly, Ring, startBuild, untilBuild } from './support/builds';
import { Client, type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

interface Route {
  method: string;
  path: string;
  operation: string;
}

/** What only owners may do; members may do all the rest. */
/** Open to a member who asks about themselves, and to owners: see members.integration-spec.ts. */
const ABOUT_ONESELF = new Set(['removeMember', 'getMemberImpact']);
const OWNERS_ONLY = new Set([
  ...['renameWorkspace', 'addMember', 'changeMember'],
  ...['getResourceImpact', 'deleteResource'],
  ...['startConnect', 'getConnectionImpact', 'disconnect'],
  ...[
    'listBitbucketWorkspaces',
    'listBitbucketProjects',
    'listBitbucketRepositories',
    'listBitbucketBranches',
  ],
  ...['connectRepository', 'createRepository', 'changeRepositorySettings', 'unlinkRepository'],
]);
/** Needs a session of its own kind only. */
const PUBLIC = new Set([
  'getInstallation',
  'getModelSchema',
  'getCatalogueQuery',
  'getMe',
  'signUp',
  'signIn',
  'signOut',
]);

const document = JSON.parse(await readFile(new URL('../openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string }>>;
};
const routes: Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({
    method: method.toUpperCase(),
    path,
    operation: operationId,
  })),
);
const SCHEMA = 'model Pet {\n  id Int @id\n}\n';
/** What a member's request needs to succeed, and the status of that; 200 to an empty one unless given. */
interface Call {
  status?: number;
  query?: string;
  body?: (model: { version: number; model: object }) => object;
}
const CALLS: Record<string, Call> = {
  createResource: { status: 201, body: () => ({ name: 'Stock', from: 'sample' }) },
  readModelText: { body: () => ({ text: SCHEMA }) },
  previewModelImport: { body: () => ({ text: SCHEMA }) },
  applyModelImport: { body: ({ version }) => ({ text: SCHEMA, version }) },
  exportModel: { query: '?format=prisma' },
  saveModel: { body: (saved) => saved },
  restoreModelVersion: { body: ({ version }) => ({ version }) },
  startBuild: { status: 201 },
  // The access was given, and the build is one that did not fail.
  retryBuild: { status: 409 },
  getBuildFile: { query: '?path=a.txt' },
};

/** Called by machines, which prove themselves by a signature: webhooks.integration-spec.ts. */
const SIGNED = new Set(['receiveWebhook']);
const scoped = routes.filter(({ path, operation }) => path.includes('{') && !SIGNED.has(operation));
const named = (list: Route[]) => list.map((route) => [route.operation, route] as const);

describe('who may see and do what', () => {
  let server: TestServer;
  let owner: Person;
  let member: Person;
  let stranger: Person;
  let ids: Record<string, string>;
  beforeAll(async () => {
    server = await startServer();
    owner = await signUp(server.url, 'Olga');
    member = await signUp(server.url, 'Max');
    stranger = await signUp(server.url, 'Eve');
    await owner.client.post(`/api/workspaces/${owner.workspaceId}/members`, {
      email: member.email,
      role: 'member',
    });
    const { connectionId } = await linkDirectly(server, owner);
    const build = await startBuild(owner);
    const ring = new Ring(server);
    const file = { path: 'a.txt', mode: '100644' as const, bytes: Buffer.from('a') };
    await ring.generated(build.id, 1, await server.artifacts.putArtifact(owner.workspaceId, [file]));
    await ring.pullRequest(build.id);
    await untilBuild(owner, build.id, ({ status, pullRequest }) => status === 'completed' && !!pullRequest);
    ids = {
      workspaceId: owner.workspaceId,
      resourceId: owner.resourceId,
      buildId: build.id,
      connectionId,
      accountId: owner.accountId,
      version: '1',
      bitbucketWorkspace: 'acme',
      repository: 'shop',
    };
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  const fill = (path: string, values: Record<string, string>) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);

  /** Streams have no end to wait for. */
  async function statusOf(
    client: Client,
    { method, path, operation }: Route,
    {
      values = ids,
      query = '',
      body,
    }: { values?: Record<string, string>; query?: string | undefined; body?: object | undefined } = {},
  ) {
    if (operation !== 'streamBuildEvents')
      return (await client.send(method, fill(path, values) + query, body)).status;
    const closing = new AbortController();
    const { status } = await client.open(fill(path, values), closing.signal);
    closing.abort();
    return status;
  }

  it('knows every route', () => {
    expect(scoped.length).toBeGreaterThan(30);
    const operations = new Set(routes.map(({ operation }) => operation));
    expect(
      [...OWNERS_ONLY, ...PUBLIC, ...SIGNED, ...Object.keys(CALLS)].filter(
        (operation) => !operations.has(operation),
      ),
    ).toEqual([]);
  });

  it.each(named(routes.filter(({ operation }) => !PUBLIC.has(operation))))(
    '%s needs a session',
    async (_name, route) => {
      expect(await statusOf(new Client(server.url), route)).toBe(401);
    },
  );

  it.each(named(scoped))('%s does not exist for another tenant', async (_name, route) => {
    expect(await statusOf(stranger.client, route)).toBe(404);
  });

  it.each(named(scoped))(
    '%s does not exist for an id that nothing has, or that is none',
    async (_name, route) => {
      const unknown = Object.fromEntries(Object.keys(ids).map((name) => [name, randomUUID()]));
      expect(await statusOf(owner.client, route, { values: unknown })).toBe(404);
      const broken = Object.fromEntries(Object.keys(ids).map((name) => [name, "x'--"]));
      expect(await statusOf(owner.client, route, { values: broken })).toBe(404);
    },
  );

  it.each(named(scoped.filter(({ operation }) => OWNERS_ONLY.has(operation))))(
    '%s is refused to a member',
    async (_name, route) => {
      expect(await statusOf(member.client, route)).toBe(403);
    },
  );

  it.each(
    named(scoped.filter(({ operation }) => !OWNERS_ONLY.has(operation) && !ABOUT_ONESELF.has(operation))),
  )('%s is open to a member', async (_name, route) => {
    const { status = 200, query, body } = CALLS[route.operation] ?? {};
    const saved = await member.client.get<{ version: number; model: object }>(
      `/api/resources/${owner.resourceId}/model`,
    );
    const { version, model } = saved.body;
    const answer = await statusOf(member.client, route, { query, body: body?.({ version, model }) });
    expect(answer).toBe(status);
  });

  it('keeps a connection of another workspace out of sight, also for its owner', async () => {
    const path = (workspaceId: string) =>
      `/api/workspaces/${workspaceId}/bitbucket/connections/${ids.connectionId}`;
    expect((await owner.client.get(path(owner.workspaceId))).status).toBe(200);
    for (const suffix of ['', '/impact', '/bitbucket-workspaces', '/bitbucket-workspaces/acme/repositories'])
      expect((await stranger.client.get(`${path(stranger.workspaceId)}${suffix}`)).status).toBe(404);
    expect((await stranger.client.send('DELETE', path(stranger.workspaceId))).status).toBe(404);
    const body = { returnTo: '/', connectionId: ids.connectionId };
    const connect = `/api/workspaces/${stranger.workspaceId}/bitbucket/connect`;
    expect((await stranger.client.post(connect, body)).status).toBe(404);
    const link = { connectionId: ids.connectionId, bitbucketWorkspace: 'acme', repository: 'shop' };
    const put = await stranger.client.send('PUT', `/api/resources/${stranger.resourceId}/repository`, link);
    expect(put.status).toBe(404);
  });

  describe('members', () => {
    const members = (person: Person) => `/api/workspaces/${person.workspaceId}/members`;

    it('cannot be added without an account, or twice', async () => {
      const unknown = { email: 'nobody@example.com', role: 'member' };
      expect((await owner.client.post(members(owner), unknown)).status).toBe(404);
      const again = { email: member.email, role: 'owner' };
      expect((await owner.client.post(members(owner), again)).status).toBe(409);
    });

    it('lose everything when they are removed', async () => {
      const bo = await signUp(server.url, 'Bo');
      await owner.client.post(members(owner), { email: bo.email, role: 'member' });
      expect((await bo.client.get(`/api/resources/${owner.resourceId}`)).status).toBe(200);
      expect((await member.client.send('DELETE', `${members(owner)}/${bo.accountId}`)).status).toBe(403);
      expect((await owner.client.send('DELETE', `${members(owner)}/${bo.accountId}`)).status).toBe(204);
      expect((await bo.client.get(`/api/resources/${owner.resourceId}`)).status).toBe(404);
    });

    it('always have an owner', async () => {
      const [one, two] = [await signUp(server.url, 'One'), await signUp(server.url, 'Two')];
      const self = (person: Person) => `${members(one)}/${person.accountId}`;
      expect((await one.client.send('DELETE', self(one))).status).toBe(409);
      expect((await one.client.send('PATCH', self(one), { role: 'member' })).status).toBe(409);
      await one.client.post(members(one), { email: two.email, role: 'owner' });
      const both = await Promise.all([
        one.client.send('DELETE', self(one)),
        two.client.send('DELETE', self(two)),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    });

    it('may leave by themselves', async () => {
      const cy = await signUp(server.url, 'Cy');
      await owner.client.post(members(owner), { email: cy.email, role: 'member' });
      expect((await cy.client.send('DELETE', `${members(owner)}/${cy.accountId}`)).status).toBe(204);
    });
  });
});
