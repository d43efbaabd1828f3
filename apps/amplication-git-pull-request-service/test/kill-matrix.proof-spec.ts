import { proofCases, waitFor } from '@amplication/testing';
import { reportedBuild } from '../src/report/description';
import { type KillPlan, KillPoints, type Work } from './kill-points';
import { type Linked, WorkerWorld } from './worker-world';

const FILES = { 'src/main.ts': 'export const version = 1;\n' };
const CHANGED = { 'src/main.ts': 'export const version = 2;\n' };
/** Repositories that are worked on at once. */
const AT_ONCE = 4;

describe('a worker that is killed before or after each act of a build', () => {
  const killPoints = new KillPoints();
  let world: WorkerWorld;
  beforeAll(async () => {
    world = await WorkerWorld.start();
    await world.startWorker({}, (app) => killPoints.watch(app));
    await world.bitbucket.settings({ repositoriesPerHour: 1_000_000 });
  }, 60_000);
  afterAll(() => world?.stop(), 60_000);

  async function prepare(isLater: boolean): Promise<Linked> {
    const linked = await world.link();
    if (isLater) expect(await world.deliver(linked, FILES)).toMatchObject({ outcome: 'created' });
    return linked;
  }

  async function statusOf(linked: Linked, commit: string) {
    const { statuses } = await world.bitbucket.repository(linked.slug);
    return statuses.filter((status) => status.commit === commit);
  }

  /** Delivers a build whose first try is killed, if `plan` says so, and looks at all that others can see of it. */
  async function deliverKilled(isLater: boolean, work: Work, plan?: KillPlan): Promise<string> {
    const linked = await prepare(isLater);
    const build = await world.makeBuild(linked, CHANGED);
    if (plan) killPoints.plan(work, build.buildId, plan);
    await world.send(build);
    const outcome = await world.outcome(build);
    expect(outcome).toMatchObject({
      topic: 'completed',
      outcome: isLater ? 'updated' : 'created',
      number: 1,
    });
    const { workBranch } = linked.target;
    const tip = await world.bitbucket.git(linked.slug, 'rev-parse', workBranch);
    await waitFor(async () => (await statusOf(linked, tip)).length > 0, { timeoutMs: 30_000 });
    await waitFor(async () => (await world.statusJob(build.buildId))?.state === 'done', {
      timeoutMs: 30_000,
    });
    expect(await statusOf(linked, tip)).toHaveLength(1);

    const authors = await world.bitbucket.git(linked.slug, 'log', '--format=%an', workBranch);
    const ours = authors.split('\n').filter((author) => author === 'amplication[bot]');
    expect(ours).toHaveLength(isLater ? 2 : 1);
    const { pullRequests } = await world.bitbucket.repository(linked.slug);
    expect(pullRequests).toHaveLength(1);
    const reports = pullRequests.filter((one) => reportedBuild(one.description) === build.buildId);
    const comments = pullRequests[0]?.comments.filter(({ raw }) => raw.includes(build.buildId)) ?? [];
    expect(reports.length + comments.length).toBe(1);
    expect(world.outcomes(build.buildId)).toHaveLength(1);
    expect(await world.job(build.buildId)).toMatchObject({ state: 'done' });
    return build.buildId;
  }

  it.each([
    ['first build', false, 'delivery', 8],
    ['later build', true, 'delivery', 8],
    ['first build', false, 'commit status', 2],
  ] as const)(
    '%s (later: %s), %s: one push, one pull request, one report, one event',
    async (...row) => {
      const [, isLater, work, least] = row;
      const acts = killPoints.acts(work, await deliverKilled(isLater, work));
      // Fewer would mean that acts go by unseen.
      expect(acts).toBeGreaterThanOrEqual(least);
      const plans = proofCases(
        Array.from({ length: acts }, (_, index) => index + 1).flatMap((at) =>
          (['before', 'after'] as const).map((when) => ({ at, when })),
        ),
        3,
        isLater ? 1 : 0,
      );
      const before = killPoints.kills;
      for (let next = 0; next < plans.length; next += AT_ONCE) {
        const batch = plans.slice(next, next + AT_ONCE);
        await Promise.all(batch.map((plan) => deliverKilled(isLater, work, plan)));
      }
      expect(killPoints.kills - before).toBe(plans.length);
    },
    240_000,
  );
});
