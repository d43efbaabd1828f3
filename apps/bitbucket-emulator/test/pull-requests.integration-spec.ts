import { dig, TestBench, type Json, type RestClient } from './support';

const BASE = '/repositories/acme/shop-web';

describe('Pull requests', () => {
  const bench = new TestBench();
  let alice: RestClient;
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());
  beforeEach(async () => {
    await bench.reset();
    alice = await bench.client();
  });

  async function commit(branch: string, files: Json, message = `On ${branch}`): Promise<string> {
    const body = { user: 'alice', workspace: 'acme', repository: 'shop-web', branch, files, message };
    return String((await bench.control('POST', '/commits', body)).hash);
  }

  async function open(branch = 'work', more: Json = {}): Promise<Json> {
    const answer = await alice.send('POST', `${BASE}/pullrequests`, {
      title: 'Work',
      description: '# Work\n\n<b>bold</b>',
      source: { branch: { name: branch } },
      ...more,
    });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body;
  }

  const tip = async (branch: string): Promise<string> =>
    String(dig((await alice.get(`${BASE}/refs/branches/${branch}`)).body, 'target.hash'));

  it('opens one into the main branch, finds it by its branch, escapes HTML, follows the branch', async () => {
    const first = await commit('work', { 'a.txt': 'a' });
    const opened = await open();
    expect(opened).toMatchObject({ id: 1, state: 'OPEN', draft: false, merge_commit: null });
    expect(dig(opened, 'destination.branch.name')).toBe('main');
    expect(dig(opened, 'source.commit.hash')).toBe(first.slice(0, 12));
    expect(dig(opened, 'summary.html')).toContain('&lt;b&gt;');
    const q = encodeURIComponent(
      'source.branch.name = "work" AND source.repository.full_name = "acme/shop-web" AND state = "OPEN"',
    );
    expect((await alice.all(`${BASE}/pullrequests?q=${q}&sort=-created_on`)).map((one) => one.id)).toEqual([
      1,
    ]);
    const second = await commit('work', { 'a.txt': 'b' });
    const now = (await alice.get(`${BASE}/pullrequests/1`)).body;
    expect(dig(now, 'source.commit.hash')).toBe(second.slice(0, 12));
    const commits = await alice.all(`${BASE}/pullrequests/1/commits?pagelen=1`);
    expect(commits.map((one) => one.hash)).toEqual([second, first]);
    const page = await fetch(String(dig(now, 'links.html.href')), {
      headers: { cookie: 'emulator_user=alice' },
    });
    const html = await page.text();
    expect(html).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(html).toContain('<h1>Work</h1>');
  });

  it('refuses what has no change, no branch, or a bad reviewer', async () => {
    await alice.send('POST', `${BASE}/refs/branches`, { name: 'same', target: { hash: 'main' } });
    const create = (body: Json): ReturnType<RestClient['send']> =>
      alice.send('POST', `${BASE}/pullrequests`, { title: 'T', ...body });
    const same = await create({ source: { branch: { name: 'same' } } });
    expect(same.status).toBe(400);
    expect(dig(same.body, 'error.message')).toContain('There are no changes to be pulled');
    const missing = await create({ source: { branch: { name: 'nope' } } });
    expect(dig(missing.body, 'error.message')).toBe('source: branch not found: nope');
    await commit('work', { 'a.txt': 'a' });
    const me = (await alice.get('/user')).body.uuid;
    const self = await create({ source: { branch: { name: 'work' } }, reviewers: [{ uuid: me }] });
    expect(dig(self.body, 'error.fields.reviewers')).toEqual([
      'Alice Liddell is the author and cannot be included as a reviewer.',
    ]);
    const nobody = await create({ source: { branch: { name: 'work' } }, reviewers: [{ uuid: '{x}' }] });
    expect(dig(nobody.body, 'error.fields.reviewers')).toEqual(['Malformed reviewers list']);
  });

  it('does not add default reviewers by itself', async () => {
    await commit('work', { 'a.txt': 'a' });
    const bob = (await (await bench.client('bob')).get('/user')).body.uuid;
    await alice.send('PUT', `${BASE}/default-reviewers/bob`);
    const effective = await alice.all(`${BASE}/effective-default-reviewers`);
    expect(effective.map((one) => dig(one, 'user.uuid'))).toEqual([bob]);
    expect((await open()).reviewers).toEqual([]);
  });

  it('answers a duplicate with the open one, changed, or with 400 when told to', async () => {
    await commit('work', { 'a.txt': 'a' });
    await open();
    expect(await open('work', { title: 'Other' })).toMatchObject({ id: 1, title: 'Other' });
    await bench.control('PATCH', '/settings', { duplicatePullRequest: 'refuse' });
    const refused = await alice.send('POST', `${BASE}/pullrequests`, {
      title: 'T',
      source: { branch: { name: 'work' } },
    });
    expect(refused.status).toBe(400);
    await bench.control('PATCH', '/settings', { pullRequestLagMs: 60_000 });
    expect(await alice.all(`${BASE}/pullrequests`)).toEqual([]);
    expect((await alice.get(`${BASE}/pullrequests/1`)).status).toBe(200);
  });

  it('takes PUT as the whole pull request: what is left out is blanked', async () => {
    await commit('work', { 'a.txt': 'a' });
    await alice.send('POST', `${BASE}/refs/branches`, { name: 'release', target: { hash: 'main' } });
    await open('work', { close_source_branch: true });
    const put = await alice.send('PUT', `${BASE}/pullrequests/1`, {
      destination: { branch: { name: 'release' } },
    });
    expect(put.body).toMatchObject({ title: '', description: '', close_source_branch: false });
    expect(dig(put.body, 'destination.branch.name')).toBe('release');
    await alice.send('POST', `${BASE}/pullrequests/1/decline`);
    expect((await alice.send('PUT', `${BASE}/pullrequests/1`, { title: 'x' })).status).toBe(400);
    expect((await alice.all(`${BASE}/pullrequests?state=DECLINED`)).map((one) => one.id)).toEqual([1]);
  });

  it('keeps comments in pages, newest first when sorted so', async () => {
    await commit('work', { 'a.txt': 'a' });
    await open();
    for (const raw of ['one', 'two', 'three']) {
      const made = await alice.send('POST', `${BASE}/pullrequests/1/comments`, { content: { raw } });
      expect(made.status).toBe(201);
    }
    const newest = await alice.all(`${BASE}/pullrequests/1/comments?sort=-id&pagelen=2`);
    expect(newest.map((one) => dig(one, 'content.raw'))).toEqual(['three', 'two', 'one']);
  });

  it('merges by a merge commit and closes the branch', async () => {
    const source = await commit('work', { 'a.txt': 'a' });
    const main = await tip('main');
    await open('work', { close_source_branch: true });
    const merged = await alice.send('POST', `${BASE}/pullrequests/1/merge`, {
      merge_strategy: 'merge_commit',
    });
    expect(merged.body).toMatchObject({ state: 'MERGED' });
    const after = (await alice.get(`${BASE}/commit/${await tip('main')}`)).body;
    expect((after.parents as Json[]).map((one) => one.hash)).toEqual([main, source]);
    expect(after.message).toContain('Merged in work (pull request #1)');
    expect((await alice.get(`${BASE}/refs/branches/work`)).status).toBe(404);
    expect((await alice.send('POST', `${BASE}/pullrequests/1/merge`, {})).status).toBe(400);
  });

  it('squashes into one commit and keeps the branch when asked', async () => {
    await commit('work', { 'a.txt': 'a' });
    await commit('work', { 'b.txt': 'b' });
    const main = await tip('main');
    await open();
    await alice.send('POST', `${BASE}/pullrequests/1/merge`, {
      merge_strategy: 'squash',
      message: 'Squashed',
    });
    const after = (await alice.get(`${BASE}/commit/${await tip('main')}`)).body;
    expect((after.parents as Json[]).map((one) => one.hash)).toEqual([main]);
    expect(after.message).toBe('Squashed');
    expect((await alice.get(`${BASE}/src/main/b.txt`)).text).toBe('b');
    expect((await alice.get(`${BASE}/refs/branches/work`)).status).toBe(200);
  });

  it('fast-forwards when it can; says so when it cannot or when there is a conflict', async () => {
    const source = await commit('work', { 'a.txt': 'a' });
    await open();
    await alice.send('POST', `${BASE}/pullrequests/1/merge`, { merge_strategy: 'fast_forward' });
    expect(await tip('main')).toBe(source);
    await commit('clash', { 'a.txt': 'mine' });
    await commit('main', { 'a.txt': 'theirs' });
    await open('clash');
    const merge = (strategy: string): ReturnType<RestClient['send']> =>
      alice.send('POST', `${BASE}/pullrequests/2/merge`, { merge_strategy: strategy });
    expect((await merge('fast_forward')).status).toBe(400);
    expect((await merge('merge_commit')).status).toBe(400);
    expect((await alice.get(`${BASE}/pullrequests/2`)).body.state).toBe('OPEN');
  });

  it('redirects diff and diffstat to the range form', async () => {
    await commit('work', { 'a.txt': 'a\nb\n', 'README.md': null });
    await open();
    const stat = await alice.get(`${BASE}/pullrequests/1/diffstat`);
    const files = (stat.body.values as Json[]).map((one) => [one.status, one.lines_added]);
    expect(files).toEqual([
      ['removed', 0],
      ['added', 2],
    ]);
    expect((await alice.get(`${BASE}/pullrequests/1/diff`)).text).toContain('+++ b/a.txt');
  });

  it('lets a person merge and decline on its page', async () => {
    await commit('work', { 'a.txt': 'a' });
    await commit('other', { 'c.txt': 'c' });
    await open('work');
    await open('other');
    const press = (id: number, action: string, form: Record<string, string>): Promise<Response> =>
      fetch(`${bench.url}/acme/shop-web/pull-requests/${id}/${action}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: 'emulator_user=alice' },
        body: new URLSearchParams(form),
      });
    expect((await press(1, 'merge', { strategy: 'squash', close: 'yes' })).status).toBe(303);
    expect((await press(2, 'decline', {})).status).toBe(303);
    const states = await alice.all(`${BASE}/pullrequests?state=MERGED&state=DECLINED&sort=id`);
    expect(states.map((one) => one.state)).toEqual(['MERGED', 'DECLINED']);
  });
});
