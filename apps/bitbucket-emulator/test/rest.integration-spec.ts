import { dig, TestBench, type Json, type RestClient } from './support';

describe('REST', () => {
  const bench = new TestBench();
  let alice: RestClient;
  let bob: RestClient;
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());
  beforeEach(async () => {
    await bench.reset();
    alice = await bench.client('alice');
    bob = await bench.client('bob');
  });

  it('pages through 120 Bitbucket workspaces and 300 repositories', async () => {
    const first = await bob.get('/user/workspaces');
    expect(first.body).toMatchObject({ pagelen: 25, size: 120, page: 1 });
    const workspaces = await bob.all('/user/workspaces?pagelen=50&sort=slug');
    expect(new Set(workspaces.map((one) => dig(one, 'workspace.slug'))).size).toBe(120);
    const repositories = await bob.all('/repositories/warehouse?pagelen=100&sort=name');
    expect(new Set(repositories.map((one) => one.uuid)).size).toBe(300);
    const page = await bob.get('/repositories/warehouse?pagelen=100');
    expect(page.body.next).toContain('/2.0/repositories/%7B');
    expect((await bob.get('/repositories/warehouse?pagelen=101')).status).toBe(400);
  });

  it('searches with q, sorts, and gives partial answers', async () => {
    const q = encodeURIComponent('name ~ "SERVICE-29" AND (name != "service-291" OR name = "x")');
    const found = await bob.all(`/repositories/warehouse?q=${q}&sort=-name&fields=values.slug,next`);
    expect(found[0]).toEqual({ slug: 'service-299' });
    expect(found.map((one) => one.slug)).not.toContain('service-291');
    expect(found).toHaveLength(9);
    const byProject = encodeURIComponent('project.key="PLAT"');
    const platform = await alice.all(`/repositories/acme?q=${byProject}`);
    expect(platform.map((one) => one.slug)).toEqual(['billing-service']);
    expect((await alice.get('/repositories/acme?q=name')).status).toBe(400);
  });

  it('answers 410 for the lists that were removed', async () => {
    for (const path of [
      '/workspaces',
      '/repositories',
      '/user/permissions/workspaces',
      '/user/permissions/repositories',
    ]) {
      const { status, body } = await alice.get(path);
      expect(status).toBe(410);
      expect(dig(body, 'error.message')).toBe('CHANGE-2770 - Functionality has been deprecated');
      expect(dig(body, 'data.announcement_url')).toContain('CHANGE-2770');
    }
    expect((await alice.get('/workspaces/acme')).status).toBe(200);
  });

  it('tells rights: role in the Bitbucket workspace, permission on each repository', async () => {
    expect((await alice.get('/user/workspaces/acme/permission')).body.permission).toBe('owner');
    expect((await alice.get('/user/workspaces/initech/permission')).body.permission).toBe('member');
    expect((await alice.get('/user/workspaces/warehouse/permission')).status).toBe(403);
    const writable = encodeURIComponent('permission>"read"');
    const all = await alice.all(`/user/workspaces/globex/permissions/repositories`);
    expect(all.map((one) => [dig(one, 'repository.name'), one.permission])).toEqual([
      ['inventory', 'write'],
      ['legacy-archive', 'read'],
    ]);
    const some = await alice.all(`/user/workspaces/globex/permissions/repositories?q=${writable}`);
    expect(some.map((one) => dig(one, 'repository.name'))).toEqual(['inventory']);
    expect((await alice.get('/repositories/initech/secret-plans')).status).toBe(403);
    expect((await alice.get('/repositories/acme/nothing')).status).toBe(404);
  });

  it('creates a repository once, empty, in the oldest project', async () => {
    const path = '/repositories/acme/orders-service';
    const made = await alice.send('POST', path, { scm: 'git', is_private: true, name: 'Orders Service' });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ slug: 'orders-service', mainbranch: null, size: 0, is_private: true });
    expect(dig(made.body, 'project.key')).toBe('MAIN');
    const uuid = encodeURIComponent(String(made.body.uuid));
    expect((await alice.get(`/repositories/%7B%7D/${uuid}`)).body.slug).toBe('orders-service');
    const again = await alice.send('POST', path, { scm: 'git' });
    expect(again.status).toBe(400);
    expect(dig(again.body, 'error.fields.name')).toEqual(['You already have a repository with this name.']);
    expect((await alice.send('POST', '/repositories/initech/mine', {})).status).toBe(400);
    expect((await alice.send('POST', '/repositories/acme/Not%20A%20Slug', {})).status).toBe(400);
    expect(await alice.all(`${path}/refs/branches`)).toEqual([]);
    expect((await alice.send('DELETE', path)).status).toBe(403);
  });

  it('moves a renamed repository to another slug and keeps its uuid', async () => {
    const { body: before } = await alice.get('/repositories/acme/shop-web');
    const renamed = await alice.send('PUT', '/repositories/acme/shop-web', { name: 'Shop Front' });
    expect(renamed.body).toMatchObject({ slug: 'shop-front', uuid: before.uuid });
    expect(renamed.headers.get('location')).toContain('/repositories/acme/shop-front');
    expect((await alice.get('/repositories/acme/shop-web')).status).toBe(404);
    const uuid = encodeURIComponent(String(before.uuid));
    expect((await alice.get(`/repositories/acme/${uuid}`)).body.slug).toBe('shop-front');
    expect((await alice.send('PUT', '/repositories/acme/brand-new', {})).status).toBe(201);
  });

  it('keeps to the scopes of each operation, with those that others imply', async () => {
    const writer = await bench.client('alice', ['pullrequest:write']);
    expect((await writer.get('/repositories/acme')).status).toBe(200);
    const denied = await writer.send('POST', '/repositories/acme/x', {});
    expect(denied.status).toBe(403);
    expect(dig(denied.body, 'error.message')).toBe(
      'Your credentials lack one or more required privilege scopes.',
    );
    expect(dig(denied.body, 'error.detail')).toEqual({
      required: ['repository:admin'],
      granted: ['pullrequest:write'],
    });
    expect((await writer.get('/user')).status).toBe(403);
    const hooks = await bench.client('alice', ['webhook']);
    const hook = { url: 'http://127.0.0.1:1/x', events: ['pullrequest:created'], active: true };
    const noEventScope = await hooks.send('POST', '/repositories/acme/shop-web/hooks', hook);
    expect(noEventScope.status).toBe(403);
  });

  it('limits each user, in plain text and without a word on when to come back', async () => {
    await bench.control('PATCH', '/settings', { repositoriesPerHour: 2 });
    await alice.get('/repositories/acme');
    await alice.get('/repositories/acme');
    const limited = await alice.get('/repositories/acme');
    expect(limited.status).toBe(429);
    expect(limited.text).toBe('Rate limit for this resource has been exceeded');
    expect(limited.headers.get('content-type')).toContain('text/plain');
    expect(limited.headers.get('retry-after')).toBeNull();
    expect((await alice.get('/user')).status).toBe(200);
    expect((await bob.get('/repositories/acme')).status).toBe(200);
    await bench.control('PATCH', '/settings', { clockAheadSeconds: 3601 });
    expect((await alice.get('/repositories/acme')).status).toBe(200);
  });

  it('handles branches with slashes and refuses what Bitbucket refuses', async () => {
    const base = '/repositories/acme/shop-web/refs/branches';
    const made = await alice.send('POST', base, { name: 'feature/one', target: { hash: 'main' } });
    expect(made.status).toBe(201);
    expect((await alice.get(`${base}/feature/one`)).body.name).toBe('feature/one');
    expect((await alice.get(`${base}/feature%2Fone`)).status).toBe(200);
    const again = await alice.send('POST', base, { name: 'feature/one', target: { hash: 'main' } });
    expect(dig(again.body, 'error.data.key')).toBe('BRANCH_ALREADY_EXISTS');
    expect((await alice.send('DELETE', `${base}/main`)).status).toBe(400);
    expect((await alice.send('DELETE', `${base}/feature/one`)).status).toBe(204);
    expect((await alice.get(`${base}/feature/one`)).status).toBe(404);
  });

  it('reads sources with the traps of /src', async () => {
    const base = '/repositories/acme/shop-web';
    await alice.send('POST', `${base}/refs/branches`, { name: 'a/b', target: { hash: 'main' } });
    expect((await alice.get(`${base}/src/a/b/README.md`)).status).toBe(404);
    expect((await alice.get(`${base}/src/a%2Fb/README.md`)).status).toBe(404);
    expect((await alice.get(`${base}/src/main`)).status).toBe(404);
    const root = await alice.get(`${base}/src/main/`);
    expect((root.body.values as Json[]).map((one) => one.path)).toContain('src');
    expect((await alice.get(`${base}/src/main/src/index.js`)).text).toContain('shop-web');
    const meta = await alice.get(`${base}/src/main/src/index.js?format=meta`);
    expect(meta.body).toMatchObject({ type: 'commit_file', path: 'src/index.js' });
    const missing = await alice.get(`${base}/src/main/none.yml`);
    expect(dig(missing.body, 'error.message')).toBe('No such file or directory: none.yml');
    const noRef = await alice.get(`${base}/src/nope/x`);
    expect(noRef.body).toMatchObject({
      error: { message: 'Commit not found', data: { shas: ['nope'] } },
      data: { shas: ['nope'] },
    });
  });

  it('commits by POST /src: root commit of an empty repository, stale parent, deletion', async () => {
    const base = '/repositories/acme/empty-service';
    const form = new FormData();
    form.set('/message', new Blob(['a file, not the message']), 'message');
    form.set('/README.md', new Blob(['# New\n']), 'README.md');
    form.set('message', 'First');
    form.set('branch', 'main');
    const made = await alice.send('POST', `${base}/src`, form);
    expect(made.status).toBe(201);
    expect(made.text).toBe('');
    expect(dig((await alice.get(base)).body, 'mainbranch.name')).toBe('main');
    const tip = String(dig((await alice.get(`${base}/refs/branches/main`)).body, 'target.hash'));
    expect((await alice.get(`${base}/src/main/message`)).text).toBe('a file, not the message');
    const second = new URLSearchParams({
      branch: 'main',
      parents: tip,
      message: 'Second',
      '/a.txt': 'a',
      files: '/message',
    });
    expect((await alice.send('POST', `${base}/src`, second)).status).toBe(201);
    expect((await alice.get(`${base}/src/main/message`)).status).toBe(404);
    expect((await alice.send('POST', `${base}/src`, second)).status).toBe(409);
    const commits = await alice.all(`${base}/commits/main?pagelen=1`);
    expect(commits.map((one) => one.message)).toEqual(['Second', 'First']);
    expect((await alice.get(`${base}/commits/main?page=2`)).status).toBe(400);
  });

  it('keeps one build status for a key', async () => {
    const tip = String(
      dig((await alice.get('/repositories/acme/shop-web/refs/branches/main')).body, 'target.hash'),
    );
    const base = `/repositories/acme/shop-web/commit/${tip}/statuses`;
    const status = {
      key: 'amplication',
      state: 'INPROGRESS',
      url: 'http://localhost:3001/b/1',
      name: 'Build',
    };
    expect((await alice.send('POST', `${base}/build`, status)).status).toBe(201);
    await alice.send('POST', `${base}/build`, { ...status, state: 'SUCCESSFUL' });
    expect((await alice.all(base)).map((one) => one.state)).toEqual(['SUCCESSFUL']);
    expect((await alice.send('POST', `${base}/build`, { ...status, state: 'DONE' })).status).toBe(400);
  });

  it('keeps its state over a restart', async () => {
    await alice.send('POST', '/repositories/acme/kept', { scm: 'git' });
    await bench.control('POST', '/commits', {
      user: 'alice',
      workspace: 'acme',
      repository: 'kept',
      files: { 'a.txt': 'a' },
    });
    await bench.running.close();
    await bench.start();
    const { body } = await alice.get(`${bench.url}/2.0/repositories/acme/kept/src/main/a.txt?format=meta`);
    expect(body).toMatchObject({ path: 'a.txt', size: 1 });
  });

  it('knows a repository by its uuid, wherever it has gone, and another one by the old name', async () => {
    const uuid = String((await alice.get('/repositories/acme/shop-web')).body.uuid);
    const byUuid = `/repositories/%7B%7D/${encodeURIComponent(uuid)}`;
    await bench.control('PATCH', '/repositories/acme/shop-web', { slug: 'web', workspace: 'alice' });
    expect((await alice.get('/repositories/acme/shop-web')).status).toBe(404);
    const other = await alice.send('POST', '/repositories/acme/shop-web', { scm: 'git' });
    expect(other.body.uuid).not.toBe(uuid);
    expect((await alice.get(byUuid)).body).toMatchObject({ uuid, full_name: 'alice/web' });
    expect((await alice.get('/repositories/acme/shop-web')).body.uuid).toBe(other.body.uuid);
    await bench.control('DELETE', '/repositories/alice/web');
    expect((await alice.get(byUuid)).status).toBe(404);
  });

  it('copies a repository with all its commits', async () => {
    const tip = dig((await alice.get('/repositories/acme/shop-web/refs/branches/main')).body, 'target.hash');
    const copy = await bench.control('POST', '/repositories/acme/shop-web/copies', { slug: 'copy' });
    expect(copy.fullName).toBe('acme/copy');
    const copied = await alice.get('/repositories/acme/copy/refs/branches/main');
    expect(dig(copied.body, 'target.hash')).toBe(tip);
  });
});
