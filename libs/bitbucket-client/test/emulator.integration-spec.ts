import { createHash, randomBytes } from 'node:crypto';
import { type RunningEmulator, startEmulator } from '@amplication/testing';
import { type BitbucketApi, createBitbucketClient } from '../src/client';
import type { BitbucketClientOptions } from '../src/options';
import { collect, failure } from './fake-bitbucket';

let emulator: RunningEmulator;
beforeAll(async () => (emulator = await startEmulator()), 60_000);
afterAll(() => emulator?.stop());

const CONSUMER = { clientId: 'amplication-local', clientSecret: 'amplication-local-secret' };
const client = (options: Partial<BitbucketClientOptions> = {}) =>
  createBitbucketClient({
    apiUrl: `${emulator.url}/2.0`,
    siteUrl: emulator.url,
    gitUrl: emulator.url,
    ...CONSUMER,
    ...options,
  });

async function control(method: string, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === '' ? {} : JSON.parse(text);
}

async function as(
  user: string,
  scopes?: string[],
  options: Partial<BitbucketClientOptions> = {},
): Promise<BitbucketApi> {
  const tokens = await control('POST', 'tokens', { user, scopes });
  return client(options).as({
    userKey: user,
    accessToken: () => Promise.resolve(String(tokens.access_token)),
  });
}

const unique = (name: string) => `${name}-${randomBytes(4).toString('hex')}`;

/** A repository of alice's with a main branch. */
async function newRepository(slug = unique('orders')) {
  await control('POST', 'repositories', { workspace: 'acme', slug });
  return { workspace: 'acme', repo: slug };
}

async function commitOn(repo: string, branch: string, files: Record<string, string | null>): Promise<string> {
  const body = { workspace: 'acme', repository: repo, user: 'alice', branch, files };
  return String((await control('POST', 'commits', body)).hash);
}

describe('OAuth', () => {
  it('goes from the authorise page to tokens that work, and on to a refresh', async () => {
    const { oauth } = client();
    const state = randomBytes(32).toString('base64url');
    const form = new URL(oauth.authorizeUrl({ state })).searchParams;
    form.set('user', 'alice');
    form.set('decision', 'grant');
    const granted = await fetch(`${emulator.url}/site/oauth2/authorize`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    const back = new URL(granted.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe(state);
    const code = back.searchParams.get('code') ?? '';
    const tokens = await oauth.exchangeCode(code);
    expect(tokens.accessToken.length).toBeGreaterThan(2_500);
    expect(tokens.scopes).toContain('pullrequest:write');
    const api = client().as({ userKey: 'a', accessToken: () => Promise.resolve(tokens.accessToken) });
    expect(await api.user.current()).toMatchObject({ displayName: 'Alice Liddell' });

    const renewed = await oauth.refresh(tokens.refreshToken);
    expect(renewed.refreshToken).not.toBe(tokens.refreshToken);
    expect(await failure(oauth.exchangeCode(code))).toMatchObject({
      code: 'OAUTH_CODE_REFUSED',
      refusal: 'grant',
    });
    await oauth.revoke(renewed.refreshToken);
    expect(await failure(oauth.refresh(renewed.refreshToken))).toMatchObject({ refusal: 'grant' });
    expect(await failure(api.user.current())).toMatchObject({ code: 'BITBUCKET_UNAUTHORIZED' });
  });

  it('tells a wrong consumer secret from a wrong code', async () => {
    const { oauth } = client({ clientSecret: 'wrong' });
    expect(await failure(oauth.exchangeCode('x'))).toMatchObject({
      code: 'CONSUMER_REFUSED',
      refusal: 'client',
    });
  });
});

describe('lists', () => {
  it('gives all 120 Bitbucket workspaces and all 300 repositories, each once', async () => {
    const api = await as('bob');
    const workspaces = await collect(api.workspaces.list());
    expect(new Set(workspaces.map(({ uuid }) => uuid)).size).toBe(120);
    const repositories = await collect(api.repositories.list('warehouse'));
    expect(new Set(repositories.map(({ slug }) => slug)).size).toBe(300);
  });

  it('pages and searches for a user interface', async () => {
    const api = await as('bob');
    const page = await api.repositories.page('warehouse', { page: 3, pageSize: 10, query: 'SERVICE-2' });
    expect(page.items.map(({ slug }) => slug)).toEqual(
      Array.from({ length: 10 }, (_, index) => `service-${220 + index}`),
    );
    expect(page.hasNext).toBe(true);
    const found = await api.workspaces.page({ page: 1, pageSize: 10, query: 'wareh' });
    expect(found.items.map(({ slug }) => slug)).toEqual(['warehouse']);
    expect(await collect(api.repositories.list('warehouse', { query: 'no "such" \\ one' }))).toEqual([]);
  });

  it('lists only what the account may write, if asked to', async () => {
    const api = await as('alice');
    const slugs = async (role?: 'contributor') =>
      (await collect(api.repositories.list('globex', { role }))).map(({ slug }) => slug);
    expect(await slugs()).toEqual(['inventory', 'legacy-archive']);
    expect(await slugs('contributor')).toEqual(['inventory']);
  });
});

describe('repositories', () => {
  it('creates one, refuses its twin, and reads it as empty', async () => {
    const api = await as('alice');
    const slug = unique('new-service');
    const created = await api.repositories.create('acme', {
      name: slug,
      slug,
      isPrivate: true,
      projectKey: 'PLAT',
    });
    expect(created).toMatchObject({
      slug,
      mainBranch: null,
      isPrivate: true,
      projectKey: 'PLAT',
      scm: 'git',
    });
    expect(
      await failure(api.repositories.create('acme', { name: slug, slug, isPrivate: true })),
    ).toMatchObject({
      code: 'REPOSITORY_EXISTS',
    });
    expect(await api.repositories.get('acme', created.uuid)).toEqual(
      await api.repositories.get('acme', slug),
    );
    expect(await collect(api.branches.list({ workspace: 'acme', repo: slug }))).toEqual([]);
  });

  it('knows what the account may do', async () => {
    const api = await as('alice');
    expect(await api.repositories.permission('acme', 'shop-web')).toBe('admin');
    expect(await api.repositories.permission('globex', 'legacy-archive')).toBe('read');
    expect(await failure(api.repositories.get('acme', 'nowhere'))).toMatchObject({ code: 'REPOSITORY_GONE' });
    expect(await api.workspaces.permission('globex')).toBe('create-project');
    expect(await api.workspaces.get('acme')).toMatchObject({ name: 'Acme' });
    expect((await collect(api.projects.list('acme'))).map(({ key }) => key)).toContain('PLAT');
  });

  it('names the scope that is missing', async () => {
    const api = await as('alice', ['account', 'repository']);
    const error = await failure(
      api.repositories.create('acme', { name: 'x', slug: unique('x'), isPrivate: true }),
    );
    expect(error).toMatchObject({ code: 'SCOPE_MISSING', params: { required: ['repository:admin'] } });
    expect(String(error)).toContain('Repositories: Admin');
  });
});

describe('files and branches', () => {
  it('makes the first commit of an empty repository, then reads it back by a branch with a slash', async () => {
    const api = await as('alice');
    const slug = unique('empty');
    await control('POST', 'repositories', { workspace: 'acme', slug, empty: true });
    const repository = { workspace: 'acme', repo: slug };
    const files = new Map([
      ['README.md', '# Orders\n'],
      ['message', 'not a field\n'],
    ]);
    await api.source.commit(repository, { message: 'Start', branch: 'main', files });
    expect((await api.repositories.get('acme', slug)).mainBranch).toBe('main');
    const main = await api.branches.get(repository, 'main');
    const branch = await api.branches.create(repository, {
      name: 'feature/ä#1%2F',
      target: main?.target ?? '',
    });
    expect(branch.target).toBe(main?.target);
    expect((await api.source.read(repository, 'feature/ä#1%2F', 'message'))?.toString()).toBe(
      'not a field\n',
    );
    expect(await api.source.read(repository, 'main', 'missing/file')).toBeNull();
    expect(await api.source.read(repository, 'no/such/branch', 'README.md')).toBeNull();
    const stale = {
      message: 'Again',
      branch: 'main',
      parent: main?.target ?? '',
      files: new Map([['a', 'a']]),
    };
    await api.source.commit(repository, stale);
    expect(await failure(api.source.commit(repository, stale))).toMatchObject({ code: 'BITBUCKET_CONFLICT' });
  });
});

describe('pull requests', () => {
  it('lives: none, open, commented, changed, found again', async () => {
    const api = await as('alice');
    const repository = await newRepository();
    const branch = 'amplication-orders';
    expect(await api.pullRequests.newestForBranch(repository, branch)).toBeNull();
    const tip = await commitOn(repository.repo, branch, { 'a.txt': 'a' });
    const opened = await api.pullRequests.create(repository, {
      title: 'Build 1',
      description: 'It is *new* & <b>plain</b>',
      sourceBranch: branch,
      destinationBranch: 'main',
    });
    expect(opened).toMatchObject({
      state: 'OPEN',
      sourceBranch: branch,
      destinationBranch: 'main',
      reviewers: [],
    });
    expect(opened.sourceCommit).toHaveLength(12);
    expect(tip.startsWith(opened.sourceCommit ?? '-')).toBe(true);
    const again = await api.pullRequests.create(repository, {
      title: 'Build 1',
      description: '',
      sourceBranch: branch,
      destinationBranch: 'main',
    });
    expect(again.number).toBe(opened.number);

    await api.pullRequests.comment(repository, opened.number, 'Build **2**');
    await api.pullRequests.comment(repository, opened.number, 'Build **3**');
    const comments = await collect(api.pullRequests.comments(repository, opened.number));
    expect(comments.map(({ text }) => text)).toEqual(['Build **3**', 'Build **2**']);

    const before = await api.pullRequests.get(repository, opened.number);
    await commitOn(repository.repo, 'develop', { 'd.txt': 'd' });
    const moved = await api.pullRequests.update(repository, opened.number, { destinationBranch: 'develop' });
    expect(moved).toMatchObject({
      title: before.title,
      description: before.description,
      destinationBranch: 'develop',
    });
    expect(await api.pullRequests.newestForBranch(repository, branch)).toMatchObject({
      number: opened.number,
    });
  });

  it('says that nothing changed, that the base is missing, that the branch is unknown', async () => {
    const api = await as('alice', undefined, { visibilityWaitsMs: [10] });
    const repository = await newRepository();
    await commitOn(repository.repo, 'work', { 'a.txt': 'a' });
    const main = await api.branches.get(repository, 'main');
    await api.branches.create(repository, { name: 'same', target: main?.target ?? '' });
    const open = (sourceBranch: string, destinationBranch: string) =>
      failure(
        api.pullRequests.create(repository, { title: 't', description: '', sourceBranch, destinationBranch }),
      );
    expect(await open('same', 'main')).toMatchObject({ code: 'PULL_REQUEST_NO_CHANGES' });
    expect(await open('work', 'nowhere')).toMatchObject({ code: 'BASE_BRANCH_MISSING' });
    expect(await open('unknown', 'main')).toMatchObject({ code: 'BRANCH_NOT_VISIBLE' });
  });

  it('waits for a branch that Bitbucket does not show yet, and for its commit', async () => {
    const api = await as('alice');
    const repository = await newRepository();
    await control('PATCH', 'settings', { branchLagMs: 700 });
    try {
      const sha = await commitOn(repository.repo, 'work', { 'a.txt': 'a' });
      const opened = await api.pullRequests.create(repository, {
        title: 't',
        description: '',
        sourceBranch: 'work',
        destinationBranch: 'main',
      });
      expect(opened.state).toBe('OPEN');
      const status = { key: 'amplication', name: 'Amplication', url: 'http://127.0.0.1/b', description: 'd' };
      await api.commitStatuses.put(repository, sha, { ...status, state: 'INPROGRESS' });
      await api.commitStatuses.put(repository, sha, { ...status, state: 'SUCCESSFUL' });
    } finally {
      await control('PATCH', 'settings', { branchLagMs: 0 });
    }
  });

  it('leaves out reviewers that Bitbucket refuses', async () => {
    const api = await as('alice');
    const repository = await newRepository();
    await commitOn(repository.repo, 'work', { 'a.txt': 'a' });
    const opened = await api.pullRequests.create(repository, {
      title: 't',
      description: '',
      sourceBranch: 'work',
      destinationBranch: 'main',
      reviewers: ['{00000000-0000-0000-0000-000000000000}'],
    });
    expect(opened.reviewers).toEqual([]);
    expect(await api.pullRequests.defaultReviewers(repository, null)).toEqual([]);
  });
});

it('makes one webhook of a URL, however often it is asked for', async () => {
  const api = await as('alice');
  const repository = await newRepository();
  const hook = {
    description: 'Amplication',
    url: 'https://example.com/hooks/1',
    events: ['pullrequest:fulfilled', 'pullrequest:rejected'],
    secret: createHash('sha256').update('x').digest('hex'),
  };
  const first = await api.webhooks.ensure(repository, hook);
  const second = await api.webhooks.ensure(repository, { ...hook, events: ['pullrequest:fulfilled'] });
  expect(second).toMatchObject({ uuid: first.uuid, events: ['pullrequest:fulfilled'] });
  expect(await collect(api.webhooks.list(repository))).toHaveLength(1);
  await api.webhooks.delete(repository, first.uuid);
  expect(await collect(api.webhooks.list(repository))).toEqual([]);
});

it.each([
  ['rest', { action: 'reset' }],
  ['rest', { action: 'status', status: 555 }],
  ['rest', { action: 'status', status: 429, body: 'Rate limit for this resource has been exceeded' }],
  ['rest', { action: 'lose-answer' }],
])('a read survives a fault of %s: %j', async (kind, fault) => {
  const api = await as('alice');
  await emulator.control('faults', { kind, ...fault });
  await expect(api.user.current()).resolves.toMatchObject({ displayName: 'Alice Liddell' });
});
