import { byUuid } from '../src/index';
import { collect, errorBody, failure, FakeBitbucket, repository } from './fake-bitbucket';

const bitbucket = new FakeBitbucket();
beforeAll(() => bitbucket.start());
afterAll(() => bitbucket.stop());

const ORDERS = { workspace: 'acme', repo: 'order-service' };
const notFound = (message: string, more: object = {}) => ({ status: 404, json: errorBody(message, more) });

describe('reading a repository', () => {
  it('takes an empty one: no main branch', async () => {
    bitbucket.answers([{ json: repository({ mainbranch: null, size: 0 }) }]);
    expect(await bitbucket.api().repositories.get('acme', 'order-service')).toEqual({
      uuid: '{22222222-2222-2222-2222-222222222222}',
      slug: 'order-service',
      name: 'Order Service',
      fullName: 'acme/order-service',
      workspaceUuid: null,
      isPrivate: true,
      scm: 'git',
      mainBranch: null,
      htmlUrl: 'https://bitbucket.org/acme/order-service',
      projectKey: 'ORD',
      size: 0,
    });
  });

  it('finds the slug in the full name where it is left out', async () => {
    bitbucket.answers([{ json: repository({ slug: undefined }) }]);
    expect(await bitbucket.api().repositories.get('acme', 'x')).toMatchObject({ slug: 'order-service' });
  });

  it('lists with role, search and sort', async () => {
    bitbucket.answers([{ json: { values: [repository(), repository({ uuid: '{3}' })] } }]);
    const list = bitbucket
      .api()
      .repositories.list('{ws}', { role: 'contributor', query: 'a"b', sort: '-updated_on' });
    expect(await collect(list)).toHaveLength(2);
    expect(Object.fromEntries(bitbucket.requests[0]?.query ?? [])).toEqual({
      role: 'contributor',
      q: 'name ~ "a\\"b"',
      sort: '-updated_on',
      pagelen: '100',
    });
  });
});

describe('creating a repository', () => {
  const NEW = { name: 'Order Service', slug: 'order-service', isPrivate: true, projectKey: 'ORD' };

  it('sends what was chosen', async () => {
    bitbucket.answers([{ json: repository() }]);
    await bitbucket.api().repositories.create('acme', NEW);
    expect(bitbucket.requests[0]?.path).toBe('/2.0/repositories/acme/order-service');
    expect(JSON.parse(bitbucket.requests[0]?.body ?? '')).toEqual({
      scm: 'git',
      name: 'Order Service',
      is_private: true,
      project: { key: 'ORD' },
    });
  });

  it('says that the name is taken', async () => {
    const fields = { name: ['You already have a repository with this name.'] };
    bitbucket.answers([
      { status: 400, json: errorBody('Repository with this Slug and Owner already exists.', { fields }) },
    ]);
    expect(await failure(bitbucket.api().repositories.create('acme', NEW))).toMatchObject({
      code: 'REPOSITORY_EXISTS',
      fields,
    });
  });

  it('keeps the words of another refusal', async () => {
    bitbucket.answers([
      { status: 400, json: errorBody('You cannot administer personal accounts of other users.') },
    ]);
    expect(String(await failure(bitbucket.api().repositories.create('acme', NEW)))).toContain(
      'personal accounts',
    );
  });
});

describe('the permission in a repository', () => {
  const permissions = (...values: object[]) =>
    bitbucket.answers((request) =>
      request.path.includes('/permissions/') ? { json: { values } } : { json: repository() },
    );

  it('is that of the same uuid, asked for by the slug of the Bitbucket workspace', async () => {
    permissions(
      { permission: 'read', repository: { uuid: '{other}' } },
      { permission: 'write', repository: { uuid: '{22222222-2222-2222-2222-222222222222}' } },
    );
    expect(await bitbucket.api().repositories.permission('{ws}', '{repo}')).toBe('write');
    expect(bitbucket.requests[1]?.path).toBe('/2.0/user/workspaces/acme/permissions/repositories');
    expect(bitbucket.requests[1]?.query.get('q')).toBe('repository.name = "Order Service"');
  });

  it('is null for a public repository of others', async () => {
    permissions();
    expect(await bitbucket.api().repositories.permission('acme', 'order-service')).toBeNull();
  });
});

describe('Bitbucket workspaces and projects', () => {
  it('lists those of the user, without a name', async () => {
    bitbucket.answers([
      { json: { values: [{ administrator: true, workspace: { uuid: '{w}', slug: 'acme' } }] } },
    ]);
    expect(await collect(bitbucket.api().workspaces.list({ query: 'ac' }))).toEqual([
      { uuid: '{w}', slug: 'acme', name: null, isAdministrator: true },
    ]);
    expect(bitbucket.requests[0]?.path).toBe('/2.0/user/workspaces');
    expect(bitbucket.requests[0]?.query.get('q')).toBe('slug ~ "ac"');
  });

  it('knows the name of one and the role in it', async () => {
    bitbucket.answers((request) =>
      request.path.endsWith('/permission')
        ? { json: { permission: 'create-project' } }
        : { json: { uuid: '{w}', slug: 'acme', name: 'Acme Inc.' } },
    );
    expect(await bitbucket.api().workspaces.get('acme')).toMatchObject({ name: 'Acme Inc.' });
    expect(await bitbucket.api().workspaces.permission('acme')).toBe('create-project');
  });

  it('lists projects', async () => {
    bitbucket.answers([
      { json: { values: [{ uuid: '{p}', key: 'ORD', name: 'Orders', is_private: true }] } },
    ]);
    expect(await collect(bitbucket.api().projects.list('acme'))).toEqual([
      { uuid: '{p}', key: 'ORD', name: 'Orders', isPrivate: true },
    ]);
  });
});

describe('branches', () => {
  it('gives null for one that is not there', async () => {
    bitbucket.answers([notFound('Commit not found', { data: { shas: ['x'] } })]);
    expect(await bitbucket.api().branches.get(ORDERS, 'x')).toBeNull();
  });

  it('tells where the repository is, by the commit at the tip', async () => {
    const target = { hash: 'a'.repeat(40), repository: { full_name: 'acme/web-shop' } };
    bitbucket.answers([{ json: { name: 'main', target } }]);
    const reference = byUuid('{22222222-2222-2222-2222-222222222222}');
    expect(await bitbucket.api().branches.get(reference, 'main')).toMatchObject({
      repository: 'acme/web-shop',
    });
    expect(bitbucket.requests[0]?.url).toContain('/repositories/%7B%7D/%7B22222222-');
  });

  it('creates one, and lists those of an empty repository: none', async () => {
    const branch = { name: 'feature/x', target: { hash: 'a'.repeat(40) } };
    bitbucket.answers((request) =>
      request.method === 'POST' ? { status: 201, json: branch } : { json: { values: [] } },
    );
    await expect(
      bitbucket.api().branches.create(ORDERS, { name: 'feature/x', target: 'a'.repeat(40) }),
    ).resolves.toEqual({ name: 'feature/x', target: 'a'.repeat(40), repository: null });
    expect(JSON.parse(bitbucket.requests[0]?.body ?? '')).toEqual(branch);
    expect(await collect(bitbucket.api().branches.list(ORDERS))).toEqual([]);
  });
});

describe('single files', () => {
  const SHA = 'b'.repeat(40);

  it('resolves a branch to its commit before it reads', async () => {
    bitbucket.answers((request) =>
      request.path.includes('/refs/')
        ? { json: { name: 'feature/x', target: { hash: SHA } } }
        : { text: 'content', headers: { 'content-type': 'text/plain' } },
    );
    const bytes = await bitbucket.api().source.read(ORDERS, 'feature/x', 'a dir/file.txt');
    expect(bytes?.toString()).toBe('content');
    expect(bitbucket.requests[1]?.url).toBe(
      `/2.0/repositories/acme/order-service/src/${SHA}/a%20dir/file.txt`,
    );
    expect(bitbucket.requests[1]?.headers.accept).toBe('*/*');
  });

  it('gives null for a missing file and null for a missing branch', async () => {
    bitbucket.answers([notFound('No such file or directory: x')]);
    expect(await bitbucket.api().source.read(ORDERS, SHA, 'x')).toBeNull();
    expect(await bitbucket.api().source.read(ORDERS, 'gone', 'x')).toBeNull();
  });

  it('does not take an error for a file', async () => {
    bitbucket.answers([{ status: 403, json: errorBody('No') }]);
    expect(await failure(bitbucket.api().source.read(ORDERS, SHA, 'x'))).toMatchObject({
      code: 'BITBUCKET_REFUSED',
    });
  });

  it('commits with a slash before each path, so that no file is taken for a field', async () => {
    bitbucket.answers([{ status: 201 }]);
    await bitbucket.api().source.commit(ORDERS, {
      message: 'Start',
      branch: 'main',
      files: new Map<string, string | null>([
        ['message', 'a file'],
        ['old.txt', null],
      ]),
    });
    const body = bitbucket.requests[0]?.body ?? '';
    expect(bitbucket.requests[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toMatch(/name="message"\r\n\r\nStart/);
    expect(body).toMatch(/name="\/message"; filename="message"[\s\S]*a file/);
    expect(body).toMatch(/name="files"\r\n\r\n\/old\.txt/);
  });

  it('says that the branch has moved', async () => {
    bitbucket.answers([{ status: 409, json: errorBody('Stale') }]);
    const commit = { message: 'm', branch: 'main', parent: SHA, files: new Map() };
    expect(await failure(bitbucket.api().source.commit(ORDERS, commit))).toMatchObject({
      code: 'BITBUCKET_CONFLICT',
    });
    expect(bitbucket.requests).toHaveLength(1);
  });
});

describe('build statuses', () => {
  const STATUS = {
    key: 'amplication',
    state: 'SUCCESSFUL',
    name: 'Amplication',
    url: 'http://localhost:3001/builds/1',
    description: 'Build 1',
  } as const;

  it('is set again and again under one key: retried, and waits for a commit that is not visible yet', async () => {
    bitbucket.answers([
      notFound('Commit not found'),
      { status: 503, json: errorBody('Busy') },
      { status: 201, json: {} },
    ]);
    await bitbucket.api().commitStatuses.put(ORDERS, 'c'.repeat(40), STATUS);
    expect(bitbucket.requests).toHaveLength(3);
    expect(JSON.parse(bitbucket.requests[2]?.body ?? '')).toEqual(STATUS);
  });
});
