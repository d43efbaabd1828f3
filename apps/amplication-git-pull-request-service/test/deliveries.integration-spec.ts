import { waitFor } from '@amplication/testing';
import { type Linked, type Outcome, WorkerWorld } from './worker-world';

const FILES = {
  'README.md': '# Orders\n\nA service with customers.\n',
  'src/main.ts': 'export const version = 1;\n',
  'src/customer.ts': 'export interface Customer {\n  name: string;\n}\n',
};
const CHANGED = { ...FILES, 'src/main.ts': 'export const version = 2;\n', 'src/order.ts': 'export {};\n' };

function completed(outcome: Outcome): Extract<Outcome, { topic: 'completed' }> {
  if (outcome.topic !== 'completed') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome;
}

describe('builds into a Bitbucket repository', () => {
  let world: WorkerWorld;
  beforeAll(async () => {
    world = await WorkerWorld.start();
    await world.startWorker();
  }, 60_000);
  afterAll(() => world?.stop(), 60_000);

  async function pullRequestsOf(linked: Linked) {
    return (await world.bitbucket.repository(linked.slug)).pullRequests;
  }

  function statusIsSet(buildId: string) {
    return waitFor(async () => (await world.statusJob(buildId))?.state === 'done');
  }

  it('arrives in an empty repository: README on main, then the branch and its pull request', async () => {
    const linked = await world.link({ empty: true });
    const outcome = completed(await world.deliver(linked, FILES));

    expect(outcome).toMatchObject({ outcome: 'created', number: 1, conflicts: [] });
    // The README of the first commit is ours to replace.
    expect(outcome.counts).toMatchObject({ added: 2, updated: 1 });
    const [pullRequest] = await pullRequestsOf(linked);
    expect(pullRequest).toMatchObject({
      state: 'OPEN',
      source: { branch: linked.target.workBranch, commit: outcome.commitSha },
      destination: { branch: 'main' },
      closeSourceBranch: true,
      comments: [],
    });
    expect(pullRequest?.description).toContain('2 added, 1 updated');
    const { workBranch } = linked.target;
    expect(await world.bitbucket.file(linked.slug, workBranch, 'src/main.ts')).toBe(
      'export const version = 1;',
    );
  }, 60_000);

  it('arrives beside what the repository holds, with four REST requests and a status on the commit', async () => {
    const linked = await world.link();
    await world.bitbucket.clearRequests();
    const build = await world.makeBuild(linked, FILES);
    await world.send(build);
    const outcome = completed(await world.outcome(build));
    await statusIsSet(build.buildId);

    const requests = await world.bitbucket.restRequestsTo(linked.target.repositoryUuid);
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'POST']);
    const { statuses, heads } = await world.bitbucket.repository(linked.slug);
    expect(heads[linked.target.workBranch]).toBe(outcome.commitSha);
    // The repository has a README of its own, which was kept: a person has to look at it.
    expect(outcome.conflicts).toEqual(['README.md']);
    expect(statuses).toMatchObject([{ commit: outcome.commitSha, key: 'amplication', state: 'FAILED' }]);
  }, 60_000);

  it("keeps a user's commit, and says what a second build did in one comment: four REST requests", async () => {
    const linked = await world.link();
    const first = await world.makeBuild(linked, FILES);
    await world.send(first);
    completed(await world.outcome(first));
    await statusIsSet(first.buildId);
    const { workBranch } = linked.target;
    const byHand = await world.bitbucket.pushByHand(linked.slug, workBranch, {
      'src/customer.ts': 'export interface Customer {\n  name: string;\n  vip: boolean;\n}\n',
    });
    await world.bitbucket.clearRequests();
    const build = await world.makeBuild(linked, CHANGED);
    await world.send(build);
    const outcome = completed(await world.outcome(build));

    expect(outcome).toMatchObject({ outcome: 'updated', number: 1 });
    expect(await world.bitbucket.git(linked.slug, 'log', '-1', '--format=%P', workBranch)).toBe(byHand);
    expect(await world.bitbucket.git(linked.slug, 'log', '-1', '--format=%an', byHand)).toBe('Alice Liddell');
    expect(await world.bitbucket.file(linked.slug, workBranch, 'src/customer.ts')).toContain('vip');
    expect(await world.bitbucket.file(linked.slug, workBranch, 'src/main.ts')).toContain('version = 2');
    const [pullRequest, ...others] = await pullRequestsOf(linked);
    expect(others).toEqual([]);
    expect(pullRequest?.comments).toHaveLength(1);
    expect(pullRequest?.comments[0]?.raw).toContain(`/builds/${build.buildId}`);
    expect(pullRequest?.description).toContain(`/builds/${build.buildId}`);
    await statusIsSet(build.buildId);
    const requests = await world.bitbucket.restRequestsTo(linked.target.repositoryUuid);
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'PUT', 'POST', 'POST']);
    const { statuses, heads } = await world.bitbucket.repository(linked.slug);
    expect(statuses.find(({ commit }) => commit === heads[workBranch])?.state).toBe('SUCCESSFUL');
  }, 60_000);

  it('leaves the text of a user around the description', async () => {
    const linked = await world.link();
    completed(await world.deliver(linked, FILES));
    const path = `/repositories/acme/${linked.slug}/pullrequests/1`;
    const { description } = await world.bitbucket.api<{ description: string }>('GET', path);
    await world.bitbucket.api('PUT', path, {
      title: 'Ours',
      description: `Read me first.\n\n${description}\n\nBye.`,
    });
    completed(await world.deliver(linked, CHANGED));
    const [pullRequest] = await pullRequestsOf(linked);
    expect(pullRequest?.title).toBe('Ours');
    expect(pullRequest?.description).toMatch(/^Read me first\.\n\n[^]*Build 2[^]*\n\nBye\.$/);
  }, 60_000);

  it('marks a commit with a conflict as failed, and the next one without as successful', async () => {
    const linked = await world.link();
    completed(await world.deliver(linked, FILES));
    const { workBranch } = linked.target;
    const byHand = { 'src/main.ts': 'export const version = 1.5;\n' };
    await world.bitbucket.pushByHand(linked.slug, workBranch, byHand);
    const clash = await world.makeBuild(linked, CHANGED);
    await world.send(clash);
    expect(completed(await world.outcome(clash)).conflicts).toEqual(['src/main.ts']);
    await statusIsSet(clash.buildId);
    const next = await world.makeBuild(linked, { ...CHANGED, 'src/stock.ts': 'export {};\n' });
    await world.send(next);
    expect(completed(await world.outcome(next)).conflicts).toEqual([]);
    await statusIsSet(next.buildId);
    const { statuses } = await world.bitbucket.repository(linked.slug);
    const states = statuses.map(({ url, state, description }) => ({ url, state, description }));
    expect(states).toContainEqual({
      url: expect.stringContaining(clash.buildId),
      state: 'FAILED',
      description: '1 file is in conflict: compare yours with the generated code, as the report says.',
    });
    expect(states).toContainEqual({
      url: expect.stringContaining(next.buildId),
      state: 'SUCCESSFUL',
      description: expect.any(String),
    });
  }, 60_000);

  it('does nothing when nothing changed: one REST request', async () => {
    const linked = await world.link();
    const build = await world.makeBuild(linked, FILES);
    await world.send(build);
    const first = completed(await world.outcome(build));
    await statusIsSet(build.buildId);
    await world.bitbucket.clearRequests();
    const second = completed(await world.deliver(linked, FILES));
    expect(second).toMatchObject({ outcome: 'unchanged', number: 1 });
    const { heads, pullRequests } = await world.bitbucket.repository(linked.slug);
    expect(heads[linked.target.workBranch]).toBe(first.commitSha);
    expect(pullRequests[0]?.comments).toEqual([]);
    expect(await world.bitbucket.restRequests()).toHaveLength(1);
  }, 60_000);

  it('does not push an older build on top of a newer one', async () => {
    const linked = await world.link();
    const old = await world.makeBuild(linked, FILES);
    const newer = completed(await world.deliver(linked, CHANGED));
    await world.send(old);
    expect(completed(await world.outcome(old))).toMatchObject({ outcome: 'superseded' });
    const { heads } = await world.bitbucket.repository(linked.slug);
    expect(heads[linked.target.workBranch]).toBe(newer.commitSha);
  }, 60_000);

  it('handles a build once, however often it is told of it', async () => {
    const linked = await world.link();
    const build = await world.makeBuild(linked, FILES);
    await Promise.all([world.send(build), world.send(build), world.send(build)]);
    completed(await world.outcome(build));
    const next = await world.deliver(linked, CHANGED);
    expect(completed(next).outcome).toBe('updated');
    expect(world.outcomes(build.buildId)).toHaveLength(1);
    expect(await pullRequestsOf(linked)).toHaveLength(1);
  }, 60_000);

  it.each(['merge_commit', 'squash', 'fast_forward'])(
    'opens a new pull request after a merge by %s',
    async (strategy) => {
      const linked = await world.link();
      completed(await world.deliver(linked, FILES));
      await world.bitbucket.api('POST', `/repositories/acme/${linked.slug}/pullrequests/1/merge`, {
        merge_strategy: strategy,
        close_source_branch: false,
      });
      expect(completed(await world.deliver(linked, FILES))).toMatchObject({ outcome: 'unchanged' });
      const next = completed(await world.deliver(linked, CHANGED));
      expect(next).toMatchObject({ outcome: 'created', number: 2 });
      expect(await pullRequestsOf(linked)).toMatchObject([
        { state: 'MERGED' },
        { state: 'OPEN', comments: [] },
      ]);
    },
    60_000,
  );

  it('opens a new pull request after a declined one, once there are changes', async () => {
    const linked = await world.link();
    completed(await world.deliver(linked, FILES));
    await world.bitbucket.api('POST', `/repositories/acme/${linked.slug}/pullrequests/1/decline`);
    expect(completed(await world.deliver(linked, FILES)).outcome).toBe('unchanged');
    expect(await pullRequestsOf(linked)).toHaveLength(1);
    expect(completed(await world.deliver(linked, CHANGED))).toMatchObject({ outcome: 'created', number: 2 });
  }, 60_000);

  it('moves the pull request when the base branch of the service was changed', async () => {
    const linked = await world.link();
    completed(await world.deliver(linked, FILES));
    await world.bitbucket.commit(linked.slug, 'develop', { 'develop.md': 'here\n' });
    await world.changeLink(linked, { baseBranch: 'develop' });
    expect(completed(await world.deliver(linked, FILES))).toMatchObject({ outcome: 'unchanged', number: 1 });
    expect(await pullRequestsOf(linked)).toMatchObject([
      { destination: { branch: 'develop' }, comments: [] },
    ]);
  }, 60_000);

  it('keeps the destination that a user has chosen in Bitbucket, and says so', async () => {
    const linked = await world.link();
    completed(await world.deliver(linked, FILES));
    await world.bitbucket.commit(linked.slug, 'release', { 'release.md': 'here\n' });
    const path = `/repositories/acme/${linked.slug}/pullrequests/1`;
    const { title, description } = await world.bitbucket.api<{ title: string; description: string }>(
      'GET',
      path,
    );
    const destination = { branch: { name: 'release' } };
    await world.bitbucket.api('PUT', path, { title, description, destination });

    const build = await world.makeBuild(linked, CHANGED);
    await world.send(build);
    expect(completed(await world.outcome(build))).toMatchObject({ outcome: 'updated', number: 1 });
    const [kept] = await pullRequestsOf(linked);
    expect(kept?.destination.branch).toBe('release');
    expect(kept?.description).toContain('This pull request goes to release');
    expect(kept?.comments[0]?.raw).toContain('This pull request goes to release');
    await waitFor(() => world.said(build.buildId).find((line) => line.includes('changed to release')));

    await statusIsSet(build.buildId);
    await world.bitbucket.clearRequests();
    expect(completed(await world.deliver(linked, CHANGED))).toMatchObject({ outcome: 'unchanged' });
    expect(await world.bitbucket.restRequests()).toHaveLength(1);

    // What an owner sets in Amplication after that is the newer word.
    await world.bitbucket.commit(linked.slug, 'develop', { 'develop.md': 'here\n' });
    await world.changeLink(linked, { baseBranch: 'develop' });
    completed(await world.deliver(linked, FILES));
    const [moved] = await pullRequestsOf(linked);
    expect(moved?.destination.branch).toBe('develop');
    expect(moved?.description).not.toContain('This pull request goes to');
  }, 60_000);

  it('reports to the newest pull request when the recorded one is closed and a user has opened another', async () => {
    const linked = await world.link();
    completed(await world.deliver(linked, FILES));
    const path = `/repositories/acme/${linked.slug}/pullrequests`;
    await world.bitbucket.api('POST', `${path}/1/decline`);
    const source = { branch: { name: linked.target.workBranch } };
    await world.bitbucket.api('POST', path, { title: 'Ours', source });
    expect(completed(await world.deliver(linked, CHANGED))).toMatchObject({ outcome: 'updated', number: 2 });
    const [, second] = await pullRequestsOf(linked);
    expect(second).toMatchObject({ title: 'Ours' });
    expect(second?.comments).toHaveLength(1);
  }, 60_000);

  it('moves the code when the root directory of the service was changed', async () => {
    const linked = await world.link();
    completed(await world.deliver(linked, FILES));
    await world.changeLink(linked, { rootDirectory: 'services/orders' });
    expect(completed(await world.deliver(linked, CHANGED))).toMatchObject({ outcome: 'updated', number: 1 });
    const { workBranch } = linked.target;
    const moved = await world.bitbucket.file(linked.slug, workBranch, 'services/orders/src/main.ts');
    expect(moved).toContain('version = 2');
    expect(await world.bitbucket.file(linked.slug, workBranch, 'src/main.ts')).toBeNull();
  }, 60_000);

  it('knows its own files again when the manifest was deleted', async () => {
    const linked = await world.link({ empty: true });
    completed(await world.deliver(linked, FILES));
    const { workBranch } = linked.target;
    await world.bitbucket.removeFile(linked.slug, workBranch, '.amplication/generation.json');
    const outcome = completed(await world.deliver(linked, CHANGED));
    expect(outcome).toMatchObject({ outcome: 'updated', conflicts: [], counts: { updated: 1, added: 1 } });
  }, 60_000);

  it('hands files over to the team, says which of them do not fit, and never writes them again', async () => {
    const linked = await world.link({ empty: true });
    completed(await world.deliver(linked, FILES));
    const { workBranch } = linked.target;
    const edited = 'export interface Customer {\n  name: Name;\n}\n';
    await world.bitbucket.pushByHand(linked.slug, workBranch, { 'src/customer.ts': edited });

    const marks = {
      'src/customer.ts': { once: true, key: 'entity:1:service' },
      'src/main.ts': { once: true, key: 'main' },
    } as const;
    const newForm = { ...FILES, 'src/customer.ts': 'export class Customer {}\n', 'src/main.ts': 'main();\n' };
    const handed = await world.makeBuild(linked, newForm, {}, marks);
    await world.send(handed);
    const outcome = completed(await world.outcome(handed));
    expect(outcome).toMatchObject({ conflicts: ['src/customer.ts'], counts: { conflicts: 1, updated: 1 } });
    const at = (path: string) => world.bitbucket.file(linked.slug, workBranch, path);
    expect(await at('src/customer.ts')).toBe(edited.trimEnd());
    expect(await at('src/customer.ts.generated.txt')).toBe('export class Customer {}');
    const [pullRequest] = await pullRequestsOf(linked);
    const comment = pullRequest?.comments.at(-1)?.raw;
    expect(comment).toContain('2 files are yours from now on');
    expect(comment).toContain('### Your files that do not fit (1)');
    expect(comment).toContain('the new text is in `src/customer.ts.generated.txt`');

    // Even without the record in the tree, it is known what was given to the team.
    await world.bitbucket.removeFile(linked.slug, workBranch, '.amplication/generation.json');
    const later = { ...newForm, 'src/main.ts': 'main(2);\n', 'README.md': '# New\n' };
    const next = completed(await world.deliver(linked, later, {}, marks));
    expect(next).toMatchObject({ conflicts: [], counts: { conflicts: 0, updated: 1 } });
    expect(await at('src/main.ts')).toBe('main();');
  }, 60_000);

  it('keeps two resources in one repository apart', async () => {
    const orders = await world.link({ rootDirectory: 'services/orders' });
    const stock = await world.link({ repository: orders, rootDirectory: 'services/stock' });
    const outcomes = await Promise.all([world.deliver(orders, FILES), world.deliver(stock, CHANGED)]);
    expect(outcomes.map((outcome) => completed(outcome).outcome)).toEqual(['created', 'created']);
    expect(await pullRequestsOf(orders)).toHaveLength(2);
    const { workBranch } = stock.target;
    expect(await world.bitbucket.file(orders.slug, workBranch, 'services/stock/src/main.ts')).toContain('2');
    expect(await world.bitbucket.file(orders.slug, workBranch, 'services/orders/src/main.ts')).toBeNull();
  }, 60_000);
});
