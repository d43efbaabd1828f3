import { BUILD_COMPLETED, deadLetterTopic, newId } from '@amplication/contracts';
import { gitPullRequestSchema, serverSchema } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { eq } from 'drizzle-orm';
import { inRest, type Linked, WorkerWorld } from './worker-world';

const FILES = { 'src/main.ts': 'export const version = 1;\n' };
const CHANGED = { 'src/main.ts': 'export const version = 2;\n' };

describe('when something goes wrong', () => {
  let world: WorkerWorld;
  beforeAll(async () => {
    world = await WorkerWorld.start();
    await world.startWorker();
  }, 60_000);
  afterAll(() => world?.stop(), 60_000);

  async function pullRequestsOf(linked: Linked) {
    return (await world.bitbucket.repository(linked.slug)).pullRequests;
  }

  describe.each([
    ['429', { action: 'status', status: 429, body: 'Rate limit exceeded', headers: { 'Retry-After': '1' } }],
    ['503', { action: 'status', status: 503 }],
    ['555', { action: 'status', status: 555 }],
    ['lost answer', { action: 'lose-answer' }],
  ])('%s', (_name, fault) => {
    it.each([
      ['the confirmation of the base branch', 'GET', 'refs/branches/main'],
      ['the default reviewers', 'GET', 'effective-default-reviewers'],
      ['the opening of the pull request', 'POST', 'pullrequests$'],
    ])(
      'on %s of a first build: one pull request, one report',
      async (_call, method, path) => {
        const linked = await world.link();
        await world.bitbucket.fault({ ...fault, kind: 'rest', method, path: `${inRest(linked)}/.*${path}` });
        const outcome = await world.deliver(linked, FILES);
        expect(outcome).toMatchObject({ topic: 'completed', outcome: 'created', number: 1 });
        const pullRequests = await pullRequestsOf(linked);
        expect(pullRequests).toHaveLength(1);
        expect(pullRequests[0]?.comments).toEqual([]);
      },
      60_000,
    );

    it.each([
      ['the change of the description', 'PUT', 'pullrequests/1$'],
      ['the comment', 'POST', 'pullrequests/1/comments'],
    ])(
      'on %s of a second build: one pull request, one comment',
      async (_call, method, path) => {
        const linked = await world.link();
        await world.deliver(linked, FILES);
        await world.bitbucket.fault({ ...fault, kind: 'rest', method, path: `${inRest(linked)}/.*${path}` });
        const outcome = await world.deliver(linked, CHANGED);
        expect(outcome).toMatchObject({ topic: 'completed', outcome: 'updated', number: 1 });
        const [pullRequest, ...others] = await pullRequestsOf(linked);
        expect(others).toEqual([]);
        expect(pullRequest?.comments).toHaveLength(1);
      },
      60_000,
    );
  });

  it('an account that is told to wait when its commit is marked holds up no build', async () => {
    const linked = await world.link();
    await world.bitbucket.fault({
      action: 'status',
      status: 429,
      headers: { 'Retry-After': '600' },
      kind: 'rest',
      method: 'POST',
      path: `${inRest(linked)}/.*statuses/build`,
    });
    const build = await world.makeBuild(linked, FILES);
    const startedAt = Date.now();
    await world.send(build);
    expect(await world.outcome(build)).toMatchObject({ topic: 'completed', outcome: 'created' });
    const waiting = await waitFor(async () => {
      const job = await world.statusJob(build.buildId);
      return job?.state === 'waiting' && job.runAfter.getTime() > startedAt + 500_000 && job;
    });
    expect(await world.job(build.buildId)).toMatchObject({ state: 'done' });
    expect((await world.bitbucket.repository(linked.slug)).statuses).toEqual([]);

    // Once the wait is over, it is made up for.
    await world.forgetBudget();
    const { commitStatusJob } = gitPullRequestSchema;
    await world.database.db
      .update(commitStatusJob)
      .set({ runAfter: new Date(startedAt) })
      .where(eq(commitStatusJob.id, waiting.id));
    await waitFor(async () => (await world.bitbucket.repository(linked.slug)).statuses.length === 1);
  }, 60_000);

  it('a commit that cannot be marked is abandoned, and its build has arrived', async () => {
    const linked = await world.link();
    await world.bitbucket.fault({
      action: 'status',
      status: 400,
      kind: 'rest',
      method: 'POST',
      path: `${inRest(linked)}/.*statuses/build`,
    });
    const build = await world.makeBuild(linked, FILES);
    await world.send(build);
    expect(await world.outcome(build)).toMatchObject({ topic: 'completed', outcome: 'created' });
    await waitFor(async () => (await world.statusJob(build.buildId))?.state === 'failed');
  }, 60_000);

  it.each([
    ['503', { action: 'status', status: 503 }],
    ['lost answer', { action: 'lose-answer' }],
  ])(
    '%s on the commit status: it is set once',
    async (_name, fault) => {
      const linked = await world.link();
      const path = `${inRest(linked)}/.*statuses/build`;
      await world.bitbucket.fault({ ...fault, kind: 'rest', method: 'POST', path, count: 5 });
      const build = await world.makeBuild(linked, FILES);
      await world.send(build);
      expect(await world.outcome(build)).toMatchObject({ topic: 'completed', outcome: 'created' });
      await waitFor(async () => (await world.statusJob(build.buildId))?.state === 'done', {
        timeoutMs: 30_000,
      });
      expect((await world.bitbucket.repository(linked.slug)).statuses).toHaveLength(1);
    },
    60_000,
  );

  it('a pull request whose answer is lost and that the list lacks at first is not opened twice', async () => {
    const linked = await world.link();
    const path = `${inRest(linked)}/pullrequests$`;
    await world.bitbucket.settings({ pullRequestLagMs: 250, duplicatePullRequest: 'refuse' });
    await world.bitbucket.fault({ action: 'lose-answer', kind: 'rest', method: 'POST', path });
    await world.bitbucket.clearRequests();
    const outcome = await world.deliver(linked, FILES);
    await world.bitbucket.settings({ pullRequestLagMs: 0, duplicatePullRequest: 'update' });
    expect(outcome).toMatchObject({ topic: 'completed', outcome: 'created', number: 1 });
    const sent = (await world.bitbucket.restRequests()).filter(({ method, path: at }) => {
      return method === 'POST' && at.endsWith('/pullrequests');
    });
    expect(sent).toHaveLength(1);
  }, 60_000);

  it('a pull request that a user has opened a moment ago gets the report, though the list lacks it yet', async () => {
    const linked = await world.link();
    await world.bitbucket.commit(linked.slug, linked.target.workBranch, { 'notes.md': 'mine\n' });
    await world.bitbucket.settings({ pullRequestLagMs: 2_000, duplicatePullRequest: 'refuse' });
    const source = { branch: { name: linked.target.workBranch } };
    await world.bitbucket.api('POST', `/repositories/acme/${linked.slug}/pullrequests`, {
      title: 'Ours',
      source,
    });
    const outcome = await world.deliver(linked, FILES);
    await world.bitbucket.settings({ pullRequestLagMs: 0, duplicatePullRequest: 'update' });
    expect(outcome).toMatchObject({ topic: 'completed', outcome: 'updated', number: 1 });
    const [pullRequest, ...others] = await pullRequestsOf(linked);
    expect(others).toEqual([]);
    expect(pullRequest?.title).toBe('Ours');
    expect(pullRequest?.comments).toHaveLength(1);
  }, 60_000);

  it('a pull request that was opened by a build that failed since is found by the next one', async () => {
    const linked = await world.link();
    const path = `${inRest(linked)}/pullrequests$`;
    await world.bitbucket.settings({ pullRequestLagMs: 250, duplicatePullRequest: 'refuse' });
    await world.bitbucket.fault({ action: 'lose-answer', kind: 'rest', method: 'POST', path });
    const first = await world.makeBuild(linked, FILES);
    await world.send(first);
    await waitFor(async () => (await world.job(first.buildId))?.step === 'opening' || undefined);
    await waitFor(async () => (await world.job(first.buildId))?.state === 'waiting' || undefined);
    const { gitPullRequestJob } = gitPullRequestSchema;
    await world.database.db
      .update(gitPullRequestJob)
      .set({ state: 'dead' })
      .where(eq(gitPullRequestJob.buildId, first.buildId));
    const outcome = await world.deliver(linked, CHANGED);
    await world.bitbucket.settings({ pullRequestLagMs: 0, duplicatePullRequest: 'update' });
    expect(outcome).toMatchObject({ topic: 'completed', outcome: 'updated', number: 1 });
    const [pullRequest, ...others] = await pullRequestsOf(linked);
    expect(others).toEqual([]);
    expect(pullRequest?.comments).toHaveLength(1);
  }, 60_000);

  it('a push whose answer is lost is not pushed twice', async () => {
    const linked = await world.link();
    await world.bitbucket.fault({
      action: 'lose-answer',
      kind: 'git',
      method: 'POST',
      path: `${linked.slug}.*receive-pack`,
      count: 2,
    });
    const outcome = await world.deliver(linked, FILES);
    expect(outcome).toMatchObject({ topic: 'completed', outcome: 'created' });
    const ours = await world.bitbucket.git(linked.slug, 'log', '--format=%an', linked.target.workBranch);
    expect(ours.split('\n').filter((author) => author === 'amplication[bot]')).toHaveLength(1);
  }, 60_000);

  it("a branch restriction fails the build with Bitbucket's own words, and a retry succeeds", async () => {
    const linked = await world.link();
    const { id } = await world.bitbucket.api<{ id: number }>(
      'POST',
      `/repositories/acme/${linked.slug}/branch-restrictions`,
      { kind: 'push', branch_match_kind: 'glob', pattern: linked.target.workBranch, users: [] },
    );
    const build = await world.makeBuild(linked, FILES);
    await world.send(build);
    expect(await world.outcome(build)).toMatchObject({
      topic: 'failed',
      code: 'BRANCH_RESTRICTED',
      action: 'resolve',
      message: expect.stringContaining('Permission denied to'),
    });
    await world.bitbucket.api('DELETE', `/repositories/acme/${linked.slug}/branch-restrictions/${id}`);
    const again = { ...build, attempt: 2 };
    await world.send(again);
    expect(await world.outcome(again)).toMatchObject({ topic: 'completed', outcome: 'created' });
  }, 60_000);

  it('a second attempt goes on after a push that landed in the first', async () => {
    const linked = await world.link();
    await world.bitbucket.fault({
      action: 'status',
      status: 403,
      kind: 'rest',
      method: 'POST',
      path: `${inRest(linked)}/pullrequests$`,
    });
    const build = await world.makeBuild(linked, FILES);
    await world.send(build);
    expect(await world.outcome(build)).toMatchObject({ topic: 'failed', action: 'resolve' });
    const again = { ...build, attempt: 2 };
    await world.send(again);
    expect(await world.outcome(again)).toMatchObject({
      topic: 'completed',
      outcome: 'created',
      counts: { added: 1 },
    });
    const ours = await world.bitbucket.git(linked.slug, 'log', '--format=%an', linked.target.workBranch);
    expect(ours.split('\n').filter((author) => author === 'amplication[bot]')).toHaveLength(1);
  }, 60_000);

  it('a base branch that is missing is named', async () => {
    const linked = await world.link();
    await world.changeLink(linked, { baseBranch: 'develop' });
    expect(await world.deliver(linked, FILES)).toMatchObject({
      topic: 'failed',
      code: 'BASE_BRANCH_MISSING',
      action: 'resolve',
      params: { baseBranch: 'develop' },
    });
  }, 60_000);

  it('nothing is pushed when the link was changed meanwhile', async () => {
    const linked = await world.link();
    const build = await world.makeBuild(linked, FILES);
    await world.database.db
      .update(serverSchema.repositoryLink)
      .set({ rootDirectory: 'elsewhere' })
      .where(eq(serverSchema.repositoryLink.resourceId, linked.resourceId));
    await world.send(build);
    expect(await world.outcome(build)).toMatchObject({ topic: 'failed', code: 'REPOSITORY_LINK_CHANGED' });
    await world.database.db
      .delete(serverSchema.repositoryLink)
      .where(eq(serverSchema.repositoryLink.resourceId, linked.resourceId));
    const again = { ...build, attempt: 2 };
    await world.send(again);
    expect(await world.outcome(again)).toMatchObject({ topic: 'failed', code: 'REPOSITORY_LINK_CHANGED' });
    const { heads } = await world.bitbucket.repository(linked.slug);
    expect(Object.keys(heads)).not.toContain(linked.target.workBranch);
  }, 60_000);

  it('artifacts that are gone fail the build after its tries', async () => {
    const linked = await world.link();
    const outcome = await world.deliver(linked, FILES, { artifact: { id: '0'.repeat(64), fileCount: 1 } });
    expect(outcome).toMatchObject({ topic: 'failed', code: 'ARTIFACT_MISSING', action: 'retry' });
  }, 60_000);

  it('an event that does not validate goes to the dead-letter topic, and the next one is handled', async () => {
    const linked = await world.link();
    const eventId = newId();
    await world.send(
      { ...(await world.makeBuild(linked, FILES)), target: { connectionId: 'no uuid' } },
      eventId,
    );
    expect(await world.deliver(linked, FILES)).toMatchObject({ topic: 'completed', outcome: 'created' });
    const { client, prefix } = world.kafka;
    const consumer = client.consumer({ groupId: `${prefix}dlq` });
    const found: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topic: prefix + deadLetterTopic(BUILD_COMPLETED.name), fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        found.push(
          JSON.stringify(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)])),
        );
      },
    });
    await waitFor(() =>
      found.find((headers) => headers.includes(eventId) && headers.includes('connectionId')),
    );
    await consumer.disconnect();
  }, 60_000);

  it('a build without a target is not for the worker', async () => {
    const linked = await world.link();
    const build = { ...(await world.makeBuild(linked, FILES)), target: undefined };
    await world.send(build);
    expect(await world.deliver(linked, FILES)).toMatchObject({ topic: 'completed' });
    expect(await world.job(build.buildId)).toBeUndefined();
  }, 60_000);

  // The last one: the connection does not come back.
  it('a revoked access asks for a reconnect', async () => {
    const linked = await world.link();
    await world.bitbucket.revoke();
    expect(await world.deliver(linked, FILES)).toMatchObject({
      topic: 'failed',
      code: 'CONNECTION_NEEDS_RECONNECT',
      action: 'reconnect',
    });
  }, 60_000);
});
