import { waitFor } from '@amplication/testing';
import { inRest, type Linked, type Outcome, WorkerWorld } from './worker-world';

const FILES = { 'src/main.ts': 'export const version = 1;\n' };
const CHANGED = { 'src/main.ts': 'export const version = 2;\n' };
const LAG_MS = 10_000;
/** How many pairs of builds for each mode. `LAG_PAIRS=200` for the whole proof; see docs/benchmarks.md. */
const PAIRS = Number(process.env.LAG_PAIRS ?? 5);
const AT_ONCE = 4;

interface Pair {
  linked: Linked;
  buildIds: string[];
  outcomes: Outcome[];
  /** From the first build's event to the second's, in milliseconds. */
  apartMs: number;
  /** From the opening of the pull request, or a little earlier, to the end of the second build. */
  doneAfterMs: number;
}

describe.each(['update', 'refuse'] as const)('while the list of pull requests lags (%s)', (mode) => {
  let world: WorkerWorld;
  beforeAll(async () => {
    world = await WorkerWorld.start();
    await world.startWorker();
    await world.bitbucket.settings({
      pullRequestLagMs: LAG_MS,
      duplicatePullRequest: mode,
      repositoriesPerHour: 1_000_000,
    });
  }, 60_000);
  afterAll(() => world?.stop(), 60_000);

  async function deliverPair(): Promise<Pair> {
    const linked = await world.link();
    const first = await world.makeBuild(linked, FILES);
    const second = await world.makeBuild(linked, CHANGED);
    const startedAt = performance.now();
    await world.send(first);
    // The order of the two events is the order of their jobs.
    await waitFor(() => world.job(first.buildId));
    const apartMs = performance.now() - startedAt;
    await world.send(second);
    const outcomes = [await world.outcome(first), await world.outcome(second)];
    return {
      linked,
      buildIds: [first.buildId, second.buildId],
      outcomes,
      apartMs,
      doneAfterMs: performance.now() - startedAt,
    };
  }

  it(
    `${PAIRS} pairs of builds: one pull request and one comment each, within the budget of requests`,
    async () => {
      const pairs: Pair[] = [];
      const proven = () => pairs.filter(({ doneAfterMs }) => doneAfterMs < LAG_MS).length;
      // On a slow machine the list may have caught up before a pair is done: that one proves nothing, another one has to.
      while (proven() < PAIRS) {
        // The hourly budget of the one account would spread so many builds over hours.
        await world.forgetBudget();
        const batch = Array.from({ length: Math.min(AT_ONCE, PAIRS - proven()) }, deliverPair);
        pairs.push(...(await Promise.all(batch)));
      }
      // None at all would prove nothing.
      expect(pairs.length).toBeGreaterThan(0);
      const apart = pairs.map(({ apartMs }) => apartMs).sort((left, right) => left - right);
      // A second on a quiet machine; what counts is that the list still lags.
      expect(apart[Math.floor(apart.length / 2)]).toBeLessThan(LAG_MS / 2);
      // The statuses of the commits are set after the builds have ended.
      for (const buildId of pairs.flatMap(({ buildIds }) => buildIds))
        await waitFor(async () => (await world.statusJob(buildId))?.state === 'done', { timeoutMs: 30_000 });
      const requests = await world.bitbucket.restRequests();
      for (const { linked, buildIds, outcomes } of pairs) {
        expect(outcomes).toMatchObject([
          { topic: 'completed', outcome: 'created', number: 1 },
          { topic: 'completed', outcome: 'updated', number: 1 },
        ]);
        const { pullRequests } = await world.bitbucket.repository(linked.slug);
        expect(pullRequests).toHaveLength(1);
        expect(pullRequests[0]?.comments).toHaveLength(1);
        expect(pullRequests[0]?.comments[0]?.raw).toContain(`/builds/${buildIds[1]}`);
        const own = requests.filter(({ path }) => path.includes(inRest(linked))).map(({ method }) => method);
        // Four for each; the first one's status may come while the second is under way.
        expect(own.sort()).toEqual(['GET', 'GET', 'GET', 'POST', 'POST', 'POST', 'POST', 'PUT']);
      }
    },
    60_000 + PAIRS * 5_000,
  );

  it('a build without changes costs one request', async () => {
    const { linked, buildIds } = await deliverPair();
    for (const buildId of buildIds)
      await waitFor(async () => (await world.statusJob(buildId))?.state === 'done');
    await world.bitbucket.clearRequests();
    expect(await world.deliver(linked, CHANGED)).toMatchObject({ outcome: 'unchanged', number: 1 });
    expect(await world.bitbucket.restRequests()).toHaveLength(1);
  }, 60_000);
});
