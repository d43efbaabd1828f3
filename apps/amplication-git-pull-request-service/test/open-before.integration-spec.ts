import { waitFor } from '@amplication/testing';
import { type Linked, WorkerWorld } from './worker-world';

const FILES = { 'src/main.ts': 'export const version = 1;\n' };
const CHANGED = { 'src/main.ts': 'export const version = 2;\n' };

describe('a pull request that Bitbucket does not list yet, and answers the opening of another one with', () => {
  let world: WorkerWorld;
  beforeAll(async () => {
    world = await WorkerWorld.start();
    await world.startWorker();
  }, 60_000);
  afterAll(() => world?.stop(), 60_000);
  beforeEach(() => world.bitbucket.settings({ pullRequestLagMs: 600_000, duplicatePullRequest: 'update' }));
  afterEach(() => world.bitbucket.settings({ pullRequestLagMs: 0, clockAheadSeconds: 0 }));

  /** What stands in the pull requests of a repository. */
  const pullRequestsOf = async (linked: Linked) =>
    (await world.bitbucket.repository(linked.slug)).pullRequests.map(({ id, state, comments }) => ({
      ...{ id, state, comments: comments.length },
    }));

  it('is updated, with a comment, when we know nothing of it', async () => {
    const linked = await world.link();
    expect(await world.deliver(linked, FILES)).toMatchObject({ outcome: 'created', number: 1 });
    await world.database.pool.query('delete from git_pull_request.branch_pull_request');
    await world.bitbucket.settings({ clockAheadSeconds: 60 });
    expect(await world.deliver(linked, CHANGED)).toMatchObject({ outcome: 'updated', number: 1 });
    expect(await pullRequestsOf(linked)).toEqual([{ id: 1, state: 'OPEN', comments: 1 }]);
  }, 60_000);

  it('is updated, with a comment and a word in the log, when a person has opened it', async () => {
    const linked = await world.link();
    const hold = await world.bitbucket.hold('effective-default-reviewers', 0);
    const build = await world.makeBuild(linked, FILES);
    await world.send(build);
    await waitFor(hold.isHolding, { timeoutMs: 20_000, what: 'the question for reviewers' });
    await world.bitbucket.api('POST', `/repositories/acme/${linked.slug}/pullrequests`, {
      title: 'By hand',
      source: { branch: { name: linked.target.workBranch } },
      destination: { branch: { name: 'main' } },
    });
    await world.bitbucket.settings({ clockAheadSeconds: 60 });
    await hold.release();
    expect(await world.outcome(build)).toMatchObject({ outcome: 'updated', number: 1 });
    expect(await pullRequestsOf(linked)).toEqual([{ id: 1, state: 'OPEN', comments: 1 }]);
    const line =
      'Pull request #1 was open already, which Bitbucket had not listed; it has now the title and description of this build.';
    await waitFor(() => world.said(build.buildId).includes(line), { what: 'the line in the log' });
  }, 60_000);
});
