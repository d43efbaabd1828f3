import { type RunningEmulator, startEmulator } from '@amplication/testing';
import { connect } from './support/bitbucket';
import { startBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

interface Link {
  baseBranch: string;
  workBranch: string;
  rootDirectory: string;
  repositorySlug: string;
  repositoryId: string;
  repositoryUuid: string;
  createdByUs: boolean;
}
interface Page {
  items: { name: string; slug: string; fullName: string }[];
  hasNext: boolean;
}

describe('the repository of a service', () => {
  let emulator: RunningEmulator;
  let server: TestServer;
  let ada: Person;
  let connectionId: string;
  beforeAll(async () => {
    emulator = await startEmulator();
    server = await startServer({ bitbucketUrl: emulator.url });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await emulator.stop();
  }, 60_000);
  beforeEach(async () => {
    ada = await signUp(server.url);
    connectionId = await connect(ada);
  });

  const repositoryPath = (resourceId = ada.resourceId) => `/api/resources/${resourceId}/repository`;
  const link = (repository: string, more: object = {}, resourceId = ada.resourceId) =>
    ada.client.send<Link & { code: string; params: object }>('PUT', repositoryPath(resourceId), {
      ...{ connectionId, bitbucketWorkspace: 'acme', repository },
      ...more,
    });
  const newResource = async (name: string) => {
    const body = { name, from: 'empty' };
    const answer = await ada.client.post<{ id: string }>(
      `/api/workspaces/${ada.workspaceId}/resources`,
      body,
    );
    return answer.body.id;
  };
  const freshName = (name: string) => `${name} ${Math.random().toString(36).slice(2, 10)}`;

  describe('browsing', () => {
    it('pages through 120 Bitbucket workspaces, with their names, and searches them', async () => {
      const bob = await connect(ada, 'bob');
      const path = `/api/workspaces/${ada.workspaceId}/bitbucket/connections/${bob}/bitbucket-workspaces`;
      const first = (await ada.client.get<Page>(`${path}?pageSize=50`)).body;
      const third = (await ada.client.get<Page>(`${path}?pageSize=50&page=3`)).body;
      expect([first.items.length, first.hasNext, third.items.length, third.hasNext]).toEqual([
        50,
        true,
        20,
        false,
      ]);
      const found = (await ada.client.get<Page>(`${path}?search=team-11`)).body;
      expect(found.items).toContainEqual(expect.objectContaining({ slug: 'team-117', name: 'Team 117' }));
      expect((await ada.client.get(`${path}?pageSize=5`)).status).toBe(400);
    });

    it('asks for the name of each of 130 Bitbucket workspaces once, when it is looked at, whoever looks', async () => {
      await emulator.control('users', { username: 'eve', displayName: 'Eve Evans' });
      for (let number = 1; number <= 130; number += 1) {
        const digits = String(number).padStart(3, '0');
        await emulator.control('workspaces', {
          slug: `guild-${digits}`,
          name: `Guild ${digits}`,
          members: { eve: 'member' },
        });
      }
      const eve = await connect(ada, 'eve');
      const names = async (query: string, through = server.url) => {
        const path = `/api/workspaces/${ada.workspaceId}/bitbucket/connections/${eve}/bitbucket-workspaces`;
        const { status, body } = await ada.client.copy(through).get<Page>(`${path}${query}`);
        expect(status).toBe(200);
        return body.items.map(({ name }) => name);
      };
      const asked = async () => {
        const path = encodeURIComponent('^/2.0/workspaces/guild-');
        const answer = await fetch(`${emulator.url}/_emulator/requests?path=${path}`);
        return ((await answer.json()) as { count: number }).count;
      };
      expect(await names('?pageSize=50')).toContain('Guild 050');
      expect(await asked()).toBe(50);

      const other = await server.another();
      try {
        expect(await names('?pageSize=100', other.url)).toHaveLength(100);
        expect(await names('?pageSize=100&page=2', other.url)).toContain('Guild 130');
        expect(await asked()).toBe(130);
        expect(await names('?pageSize=50')).toContain('Guild 050');
        expect(await names('?search=guild-12')).toContain('Guild 129');
        expect(await asked()).toBe(130);
      } finally {
        await other.stop();
      }
      await server.database.pool.query(`update server.bitbucket_workspace_name
        set slug = 'before' where slug = 'guild-001'`);
      expect(await names('?pageSize=50')).toContain('Guild 001');
      expect(await asked()).toBe(131);
    });

    it('shows slugs, at once, while names may not be asked for', async () => {
      await emulator.control('users', { username: 'finn' });
      await emulator.control('workspaces', { slug: 'held', name: 'Held back', members: { finn: 'member' } });
      const finn = await connect(ada, 'finn');
      await emulator.control('faults', { action: 'status', status: 429, path: '^/2.0/workspaces/held$' });
      const path = `/api/workspaces/${ada.workspaceId}/bitbucket/connections/${finn}/bitbucket-workspaces`;
      const { body } = await ada.client.get<Page>(path);
      expect(body.items).toEqual([expect.objectContaining({ slug: 'held', name: 'held' })]);
    });

    it('pages through 300 repositories and finds one of them', async () => {
      const bob = await connect(ada, 'bob');
      const path = `/api/workspaces/${ada.workspaceId}/bitbucket/connections/${bob}/bitbucket-workspaces/warehouse`;
      const last = (await ada.client.get<Page>(`${path}/repositories?pageSize=100&page=3`)).body;
      expect([last.items.length, last.hasNext]).toEqual([100, false]);
      const found = (await ada.client.get<Page>(`${path}/repositories?search=service-27`)).body;
      expect(found.items).toHaveLength(10);
    });

    it('lists writable repositories unless asked for all, projects, and branches', async () => {
      const root = `/api/workspaces/${ada.workspaceId}/bitbucket/connections/${connectionId}/bitbucket-workspaces`;
      const slugs = async (query: string) =>
        (await ada.client.get<Page>(`${root}/globex/repositories${query}`)).body.items.map(
          ({ slug }) => slug,
        );
      expect(await slugs('')).toEqual(['inventory']);
      expect(await slugs('?writable=false')).toEqual(['inventory', 'legacy-archive']);
      const projects = (await ada.client.get(`${root}/acme/projects`)).body;
      expect(projects.items).toContainEqual(expect.objectContaining({ key: 'PLAT', name: 'Platform' }));
      const branches = (await ada.client.get(`${root}/acme/repositories/shop-web/branches?search=mai`)).body;
      expect(branches.items).toContainEqual({ name: 'main' });
      expect((await ada.client.get(`${root}/nowhere/repositories`)).status).toBe(404);
    });
  });

  describe('connecting one that exists', () => {
    it('stores where builds go, and names it wherever the service is shown', async () => {
      const { status, body } = await link('shop-web', {
        rootDirectory: '/services//orders/',
        baseBranch: 'main',
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...{ baseBranch: 'main', rootDirectory: 'services/orders', workBranch: 'amplication-order-service' },
        ...{ repositorySlug: 'shop-web', createdByUs: false, linkedBy: { name: 'Ada' }, connectionId },
      });
      expect((await ada.client.get(`/api/resources/${ada.resourceId}`)).body.repository).toMatchObject({
        bitbucketWorkspaceSlug: 'acme',
        repositorySlug: 'shop-web',
      });
      expect((await startBuild(ada)).target).toMatchObject({ workBranch: 'amplication-order-service' });
    });

    it.each([
      ['that is not there', 'nothing-here', 'acme', 'REPOSITORY_GONE', 409],
      ['that the account may only read', 'legacy-archive', 'globex', 'REPOSITORY_NOT_WRITABLE', 403],
      ['that the account may not see', 'secret-plans', 'initech', 'REPOSITORY_GONE', 409],
    ])('refuses one %s, and stores nothing', async (_name, repository, bitbucketWorkspace, code, status) => {
      const answer = await link(repository, { bitbucketWorkspace });
      expect(answer).toMatchObject({ status, body: { code } });
      expect((await ada.client.get(repositoryPath())).status).toBe(404);
      const query = 'select 1 from server.repository where workspace_id = $1';
      expect((await server.database.pool.query(query, [ada.workspaceId])).rowCount).toBe(0);
    });

    it('refuses a base branch that is not there, and names every bad setting', async () => {
      expect(await link('shop-web', { baseBranch: 'nope' })).toMatchObject({
        status: 409,
        body: { code: 'BASE_BRANCH_MISSING', params: { baseBranch: 'nope' } },
      });
      expect(await link('shop-web', { baseBranch: 'a..b', rootDirectory: '../x' })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED', fields: [{ path: 'baseBranch' }, { path: 'rootDirectory' }] },
      });
    });

    it('takes an empty repository', async () => {
      expect(await link('empty-service')).toMatchObject({ status: 200, body: { baseBranch: 'main' } });
    });

    it('has one record of a repository, whatever the race, and gives each service a root and a branch of its own', async () => {
      const others = await Promise.all([1, 2, 3].map(() => newResource('Order service')));
      const all = [ada.resourceId, ...others];
      const answers = await Promise.all(
        all.map((id, index) => link('billing-service', { rootDirectory: `s${index}` }, id)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(new Set(answers.map(({ body }) => body.repositoryId)).size).toBe(1);
      expect(new Set(answers.map(({ body }) => body.workBranch)).size).toBe(4);
      const same = await link('billing-service', { rootDirectory: 's1' });
      expect(same).toMatchObject({ status: 409, body: { code: 'ROOT_OWNED_BY_OTHER_RESOURCE' } });
    });

    it('keeps clear of a branch that stands in the way, and keeps its own when linked again', async () => {
      const body = { name: freshName('Way'), isPrivate: true, connectionId, bitbucketWorkspace: 'acme' };
      const created = await ada.client.post<Link>(repositoryPath(), body);
      expect(created.body.workBranch).toBe('amplication-order-service');
      await startBuild(ada);
      expect((await ada.client.send('DELETE', repositoryPath())).status).toBe(204);
      expect((await ada.client.get(repositoryPath())).status).toBe(404);
      const again = await link(created.body.repositorySlug);
      expect(again.body).toMatchObject({ workBranch: 'amplication-order-service', createdByUs: true });
      await ada.client.send('PATCH', `/api/resources/${ada.resourceId}`, { name: 'Something else' });
      expect((await link(created.body.repositorySlug)).body.workBranch).toBe('amplication-order-service');
    });
  });

  describe('creating one', () => {
    const create = (more: object = {}) =>
      ada.client.post<Link & { code: string; params: object }>(repositoryPath(), {
        ...{ connectionId, bitbucketWorkspace: 'acme', name: freshName('Shop'), isPrivate: true },
        ...more,
      });

    it('makes a private one in the chosen project and links it', async () => {
      const name = freshName('My Shop');
      const { status, body } = await create({ name, projectKey: 'PLAT' });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...{ name, isPrivate: true, createdByUs: true, baseBranch: 'main', rootDirectory: '' },
        repositorySlug: name.toLowerCase().replaceAll(' ', '-'),
      });
    });

    it('says when the name is taken, or is none', async () => {
      expect(await create({ name: 'Shop Web' })).toMatchObject({
        status: 409,
        body: { code: 'REPOSITORY_EXISTS' },
      });
      expect(await create({ name: '///' })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED', fields: [{ path: 'name' }] },
      });
    });

    it('says that it was created when a later step fails, and lets it be connected', async () => {
      await emulator.control('faults', { action: 'status', status: 404, path: 'refs/branches', count: 1 });
      const answer = await create({ name: 'Half Done' });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.body.params).toMatchObject({
        ...{ createdRepository: 'half-done', createdBitbucketWorkspace: 'acme' },
        createdRepositoryUuid: expect.stringMatching(/^\{/),
      });
      expect(await link('half-done')).toMatchObject({ status: 200 });
    });
  });

  it('changes settings, and checks them', async () => {
    const { workBranch } = (await link('shop-web')).body;
    const patch = (body: object) => ada.client.send('PATCH', repositoryPath(), body);
    expect(await patch({ rootDirectory: 'api', conflictStrategy: 'take-generated' })).toMatchObject({
      status: 200,
      body: { rootDirectory: 'api', conflictStrategy: 'take-generated', baseBranch: 'main' },
    });
    expect(await patch({ baseBranch: 'nope' })).toMatchObject({
      status: 409,
      body: { code: 'BASE_BRANCH_MISSING' },
    });
    expect(await patch({ conflictStrategy: 'mine' })).toMatchObject({ status: 400 });
    expect(await patch({ baseBranch: workBranch })).toMatchObject({ status: 400 });
    const other = await newResource('Other');
    await link('shop-web', { rootDirectory: 'other' }, other);
    expect(await patch({ rootDirectory: 'other' })).toMatchObject({
      status: 409,
      body: { code: 'ROOT_OWNED_BY_OTHER_RESOURCE' },
    });
  });

  it('answers 502 in the one shape of errors when Bitbucket cannot be reached', async () => {
    await emulator.control('faults', { action: 'reset', kind: 'rest', count: 20 });
    const answer = await link('shop-web');
    await fetch(`${emulator.url}/_emulator/faults`, { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 502, body: { code: 'BITBUCKET_UNREACHABLE', action: 'retry' } });
  }, 60_000);
});
