import { sameCommit } from '../src/api/pull-requests/pull-request';
import { collect, errorBody, failure, FakeBitbucket, pullRequest, USER } from './fake-bitbucket';

const bitbucket = new FakeBitbucket();
beforeAll(() => bitbucket.start());
afterAll(() => bitbucket.stop());

const ORDERS = { workspace: 'acme', repo: 'order-service' };
const NEW = {
  title: 'Build 1',
  description: 'What changed',
  sourceBranch: 'amplication-orders',
  destinationBranch: 'main',
};
const api = () => bitbucket.api().pullRequests;
const page = (...values: object[]) => ({ json: { values } });
const into = (branch: string) => ({
  branch: { name: branch },
  repository: { uuid: '{22222222-2222-2222-2222-222222222222}' },
});

describe('the pull request of a branch', () => {
  it('is asked for in all states, newest first, with the branch quoted', async () => {
    bitbucket.answers([page()]);
    expect(await api().newestForBranch(ORDERS, 'a"b\\c')).toBeNull();
    const query = bitbucket.requests[0]?.query;
    expect(query?.getAll('state')).toEqual(['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED']);
    expect(query?.get('q')).toBe('source.branch.name = "a\\"b\\\\c"');
    expect(query?.get('sort')).toBe('-created_on');
  });

  it('is the newest when none is open', async () => {
    bitbucket.answers([
      page(
        pullRequest({ id: 9, state: 'MERGED', merge_commit: { hash: 'fedcba987654' } }),
        pullRequest({ id: 8, state: 'DECLINED' }),
      ),
    ]);
    expect(await api().newestForBranch(ORDERS, 'amplication-orders')).toMatchObject({
      number: 9,
      state: 'MERGED',
      mergeCommit: 'fedcba987654',
      sourceCommit: 'abcdef123456',
    });
    expect(bitbucket.requests).toHaveLength(1);
  });

  it('is the open one into the wanted branch before a newer one into another', async () => {
    bitbucket.answers([
      page(
        pullRequest({ id: 9, state: 'MERGED' }),
        pullRequest({ id: 8, destination: into('develop') }),
        pullRequest({ id: 7, destination: into('main') }),
      ),
    ]);
    expect(await api().newestForBranch(ORDERS, 'x', { destination: 'main' })).toMatchObject({ number: 7 });
    expect(await api().newestForBranch(ORDERS, 'x', { destination: 'other' })).toMatchObject({ number: 8 });
    expect(await api().newestForBranch(ORDERS, 'x')).toMatchObject({ number: 8 });
  });

  it('is not that of a fork with a branch of the same name', async () => {
    const fork = { branch: { name: 'x' }, repository: { uuid: '{fork}' }, commit: null };
    const gone = { ...fork, repository: null };
    bitbucket.answers([
      page(
        pullRequest({ id: 9, source: fork }),
        pullRequest({ id: 8, source: gone }),
        pullRequest({ id: 3 }),
      ),
    ]);
    expect(await api().newestForBranch(ORDERS, 'x')).toMatchObject({ number: 3 });
  });

  it('is looked for among the open ones when the newest fifty are closed', async () => {
    const closed = Array.from({ length: 50 }, (_, index) =>
      pullRequest({ id: 100 - index, state: 'MERGED' }),
    );
    bitbucket.answers((request) =>
      request.query.getAll('state').length === 1 ? page(pullRequest({ id: 2 })) : page(...closed),
    );
    expect(await api().newestForBranch(ORDERS, 'x')).toMatchObject({ number: 2, state: 'OPEN' });
    expect(bitbucket.requests).toHaveLength(2);
  });
});

describe('opening a pull request', () => {
  it('sends it whole', async () => {
    bitbucket.answers([{ status: 201, json: pullRequest() }]);
    const opened = await api().create(ORDERS, { ...NEW, reviewers: ['{r}'] });
    expect(opened).toMatchObject({
      number: 7,
      state: 'OPEN',
      url: expect.stringContaining('/pull-requests/7'),
    });
    expect(JSON.parse(bitbucket.requests[0]?.body ?? '')).toEqual({
      title: 'Build 1',
      description: 'What changed',
      source: { branch: { name: 'amplication-orders' } },
      destination: { branch: { name: 'main' } },
      close_source_branch: true,
      reviewers: [{ uuid: '{r}' }],
    });
  });

  it('takes the one that Bitbucket gives when one was open: same number', async () => {
    bitbucket.answers([{ json: pullRequest() }]);
    const [first, second] = [await api().create(ORDERS, NEW), await api().create(ORDERS, NEW)];
    expect(second.number).toBe(first.number);
  });

  it.each([
    ['plain', errorBody('There are no changes to be pulled')],
    [
      'prefixed',
      errorBody('source: There are no changes to be pulled', {
        fields: { source: ['There are no changes to be pulled'] },
      }),
    ],
    ['in a field', errorBody('Bad request', { fields: { source: ['There are no changes to be pulled'] } })],
  ])('says that there are no changes (%s)', async (_how, json) => {
    bitbucket.answers([{ status: 400, json }]);
    expect(await failure(api().create(ORDERS, NEW))).toMatchObject({ code: 'PULL_REQUEST_NO_CHANGES' });
    expect(bitbucket.requests).toHaveLength(1);
  });

  it('waits for a branch that is not visible yet', async () => {
    const unknown = { status: 400, json: errorBody('source: branch not found: amplication-orders') };
    bitbucket.answers([unknown, unknown, { status: 201, json: pullRequest() }]);
    await expect(api().create(ORDERS, NEW)).resolves.toMatchObject({ number: 7 });
    expect(bitbucket.requests).toHaveLength(3);
  });

  it.each([
    [
      'source: branch not found: amplication-orders',
      'BRANCH_NOT_VISIBLE',
      { branch: 'amplication-orders' },
      'retry',
    ],
    ['destination: branch not found: main', 'BASE_BRANCH_MISSING', { baseBranch: 'main' }, 'resolve'],
  ])('after a bounded wait, "%s" is %s', async (message, code, params, action) => {
    bitbucket.answers([{ status: 400, json: errorBody(message) }]);
    expect(await failure(api().create(ORDERS, NEW))).toMatchObject({ code, action, params });
    expect(bitbucket.requests).toHaveLength(3);
  });

  it('knows the missing base branch by the field too', async () => {
    const fields = { destination: ['branch not found'] };
    bitbucket.answers([{ status: 400, json: errorBody('Bad request', { fields }) }]);
    expect(await failure(api().create(ORDERS, NEW))).toMatchObject({ code: 'BASE_BRANCH_MISSING' });
  });

  it('leaves the reviewers out once when one of them is refused', async () => {
    const fields = { reviewers: ['Bob is not a member of this workspace'] };
    bitbucket.answers((request) =>
      'reviewers' in JSON.parse(request.body)
        ? { status: 400, json: errorBody('reviewers: no', { fields }) }
        : { status: 201, json: pullRequest() },
    );
    await expect(api().create(ORDERS, { ...NEW, reviewers: ['{b}'] })).resolves.toMatchObject({ number: 7 });
    expect(bitbucket.requests).toHaveLength(2);
  });

  it.each([
    [400, 'There is already an open pull request for these branches.'],
    [409, 'Only one pull request may be open for a given source and target branch'],
  ])('says that one is open already (%d), which may not be listed yet', async (status, message) => {
    bitbucket.answers([{ status, json: errorBody(message) }]);
    expect(await failure(api().create(ORDERS, NEW))).toMatchObject({
      code: 'PULL_REQUEST_EXISTS',
      action: 'retry',
      params: { branch: 'amplication-orders' },
    });
    expect(bitbucket.requests).toHaveLength(1);
  });

  it('keeps the words of any other refusal', async () => {
    bitbucket.answers([{ status: 400, json: errorBody('Merge checks say no') }]);
    const error = await failure(api().create(ORDERS, { ...NEW, reviewers: ['{b}'] }));
    expect(error).toMatchObject({ code: 'PULL_REQUEST_REFUSED', action: 'resolve' });
    expect(String(error)).toContain('Merge checks say no');
    expect(bitbucket.requests).toHaveLength(1);
  });
});

describe('changing a pull request', () => {
  it('sends all that it has, with the one thing changed', async () => {
    const reviewers = [{ ...USER, uuid: '{rev}' }];
    bitbucket.answers([{ json: pullRequest({ reviewers, draft: true, close_source_branch: false }) }]);
    await api().update(ORDERS, 7, { destinationBranch: 'develop' });
    expect(bitbucket.requests.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(JSON.parse(bitbucket.requests[1]?.body ?? '')).toEqual({
      title: 'Build 1',
      description: 'What changed',
      source: { branch: { name: 'amplication-orders' } },
      destination: { branch: { name: 'develop' } },
      close_source_branch: false,
      draft: true,
      reviewers: [{ uuid: '{rev}' }],
    });
  });

  it('reads the text from the summary where the description is left out', async () => {
    bitbucket.answers([
      { json: pullRequest({ description: undefined, summary: { raw: 'From the summary' } }) },
    ]);
    expect(await api().get(ORDERS, 7)).toMatchObject({ description: 'From the summary' });
  });
});

it('reads comments newest first and leaves out nothing that has no author', async () => {
  bitbucket.answers([
    page(
      { id: 2, created_on: '2026-01-02', content: { raw: 'b' }, user: null },
      { id: 1, created_on: '2026-01-01', content: { raw: 'a' }, user: USER },
    ),
  ]);
  const comments = await collect(api().comments(ORDERS, 7));
  expect(comments.map(({ text }) => text)).toEqual(['b', 'a']);
  expect(bitbucket.requests[0]?.query.get('sort')).toBe('-created_on');
});

it('reads the effective default reviewers without the author', async () => {
  bitbucket.answers([page({ user: USER, reviewer_type: 'project' }, { user: { ...USER, uuid: '{other}' } })]);
  expect(await api().defaultReviewers(ORDERS, USER.uuid)).toEqual(['{other}']);
});

it('compares commits though one of them is abbreviated', () => {
  const full = 'abcdef1234567890abcdef1234567890abcdef12';
  expect(sameCommit('abcdef123456', full)).toBe(true);
  expect(sameCommit(full, 'abcdef123456')).toBe(true);
  expect(sameCommit('abcdef123457', full)).toBe(false);
  expect(sameCommit('abc', full)).toBe(false);
  expect(sameCommit(null, full)).toBe(false);
});
