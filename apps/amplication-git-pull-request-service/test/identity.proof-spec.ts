import { proofCases, waitFor } from '@amplication/testing';
import { hasReached } from '../src/delivery/delivery-steps';
import { type Linked, type Outcome, WorkerWorld } from './worker-world';

const FILES = { 'README.md': '# Orders\n', 'src/main.ts': 'export const version = 1;\n' };
const CHANGED = { ...FILES, 'src/main.ts': 'export const version = 2;\n' };

describe('a build whose repository does not stay where it is', () => {
  let world: WorkerWorld;
  beforeAll(async () => {
    world = await WorkerWorld.start();
    await world.startWorker({ WORKER_CONCURRENCY: '16' });
    await world.bitbucket.settings({ repositoriesPerHour: 100_000 });
  }, 60_000);
  afterAll(() => world?.stop(), 60_000);

  /** All requests of a build in this repository, by REST and by git. */
  const pathOf = ({ slug, target }: Linked) => `${slug}|${target.repositoryUuid.slice(1, -1)}`;
  const newPlace = ({ slug }: Linked, workspace = 'acme') => `${workspace}/${slug}-renamed`;

  /** What can happen to a repository, and where it is then; null: nowhere. */
  const events: [string, (linked: Linked) => Promise<string | null>][] = [
    [
      'renamed',
      async (linked) => {
        await world.bitbucket.move(linked.slug, { slug: `${linked.slug}-renamed` });
        return newPlace(linked);
      },
    ],
    [
      'moved to another Bitbucket workspace',
      async (linked) => {
        await world.bitbucket.move(linked.slug, { slug: `${linked.slug}-renamed`, workspace: 'alice' });
        return newPlace(linked, 'alice');
      },
    ],
    [
      'deleted',
      async (linked) => {
        await world.bitbucket.remove(linked.slug);
        return null;
      },
    ],
  ];

  interface Held {
    linked: Linked;
    /** The request that was kept back. */
    step: number;
    outcome: Outcome;
    isPushing: boolean;
  }

  /** Runs a build and does something while its request number `step` is kept back. */
  async function during(
    linked: Linked,
    files: Record<string, string>,
    step: number,
    act: () => Promise<void>,
  ): Promise<Held> {
    const hold = await world.bitbucket.hold(pathOf(linked), step);
    const build = await world.makeBuild(linked, files);
    await world.send(build);
    await waitFor(hold.isHolding, { timeoutMs: 45_000, what: `request ${step} of the build` });
    const job = await world.job(build.buildId);
    await act();
    await hold.release();
    return {
      linked,
      step,
      outcome: await world.outcome(build),
      isPushing: hasReached(job?.step ?? null, 'pushing'),
    };
  }

  /** Until nothing is left to do: the commit's status is set after the build has ended. */
  async function deliverWhole(linked: Linked, files: Record<string, string>): Promise<void> {
    const build = await world.makeBuild(linked, files);
    await world.send(build);
    await world.outcome(build);
    await waitFor(async () => (await world.statusJob(build.buildId))?.state === 'done', {
      timeoutMs: 30_000,
    });
  }

  async function requestCount(prepare: (linked: Linked) => Promise<void>, files: Record<string, string>) {
    const linked = await world.link();
    await prepare(linked);
    await world.bitbucket.clearRequests();
    await deliverWhole(linked, files);
    return (await world.bitbucket.requestsTo(pathOf(linked))).length;
  }

  const builds: [string, (linked: Linked) => Promise<void>, Record<string, string>][] = [
    ['the first build', async () => undefined, FILES],
    ['a later build', (linked) => deliverWhole(linked, FILES), CHANGED],
  ];

  describe.each(builds)('%s', (_name, prepare, files) => {
    let steps: number[];
    beforeAll(async () => {
      steps = [...Array(await requestCount(prepare, files)).keys()];
    }, 60_000);

    let samples = 0;
    const atEachStep = async (act: (linked: Linked) => Promise<void>): Promise<Held[]> => {
      // The hourly budget of the one account would spread so many builds over hours.
      await world.forgetBudget();
      return Promise.all(
        proofCases(steps, 3, samples++).map(async (step) => {
          const linked = await world.link();
          await prepare(linked);
          return during(linked, files, step, () => act(linked));
        }),
      );
    };

    it.each(events)(
      'is %s, at each step, and another one takes the name: never touches that one',
      async (_event, happen) => {
        expect(steps.length).toBeGreaterThan(6);
        const places = new Map<Linked, string | null>();
        const ends = await atEachStep(async (linked) => {
          places.set(linked, await happen(linked));
          await world.bitbucket.createRepository(linked.slug);
        });
        for (const end of ends) {
          const { linked } = end;
          const other = await world.bitbucket.repository(linked.slug);
          expect(other.pullRequests).toEqual([]);
          expect(other.statuses).toEqual([]);
          const branches = await world.bitbucket.git(linked.slug, 'for-each-ref', '--format=%(refname)');
          expect(branches).toBe('refs/heads/main');
          await expectEnd(end, places.get(linked) ?? null);
        }
      },
      300_000,
    );

    it.each(events)(
      'is %s, at each step: followed, or said to be gone',
      async (_event, happen) => {
        const places = new Map<Linked, string | null>();
        const ends = await atEachStep(async (linked) => void places.set(linked, await happen(linked)));
        for (const end of ends) await expectEnd(end, places.get(end.linked) ?? null);
      },
      300_000,
    );

    it('is unlinked, at each step: nothing is pushed any more', async () => {
      const before = new Map<Linked, string | undefined>();
      const tip = async ({ slug, target }: Linked) =>
        (await world.bitbucket.repository(slug)).heads[target.workBranch];
      const ends = await atEachStep(async (linked) => {
        before.set(linked, await tip(linked));
        await world.unlink(linked);
      });
      expect(ends.map(({ isPushing }) => isPushing)).toContain(false);
      for (const { linked, outcome, isPushing } of ends.filter((end) => !end.isPushing)) {
        expect(isPushing).toBe(false);
        expect(outcome).toMatchObject({ code: 'REPOSITORY_LINK_CHANGED', action: 'resolve' });
        expect(await tip(linked)).toBe(before.get(linked));
      }
    }, 300_000);
  });

  async function expectEnd({ linked, step, outcome }: Held, place: string | null): Promise<void> {
    const error = outcome.topic === 'failed' ? `${outcome.action}: ${outcome.code} ${outcome.message}` : null;
    if (place === null) {
      // At the last request, which sets the commit's status, the build has ended.
      expect([step, error ?? 'resolve: ended before']).toEqual([step, expect.stringMatching(/^resolve: /)]);
      return;
    }
    expect([step, error]).toEqual([step, null]);
    const { heads, pullRequests } = await world.bitbucket.repositoryAt(place);
    const commit = outcome.topic === 'completed' ? outcome.commitSha : undefined;
    expect(heads[linked.target.workBranch]).toBe(commit);
    expect(pullRequests).toMatchObject([{ state: 'OPEN', source: { commit } }]);
  }

  it('is told once where it is, says so in the log, and costs what a build costs from then on', async () => {
    const linked = await world.link();
    await world.deliver(linked, FILES);
    await world.bitbucket.move(linked.slug, { slug: `${linked.slug}-renamed`, workspace: 'alice' });
    await world.bitbucket.createRepository(linked.slug);
    const build = await world.makeBuild(linked, CHANGED);
    await world.send(build);
    const workspaceUuid = await world.bitbucket.workspaceUuid('alice');
    expect(await world.outcome(build)).toMatchObject({
      topic: 'completed',
      outcome: 'updated',
      repository: {
        bitbucketWorkspaceSlug: 'alice',
        bitbucketWorkspaceUuid: workspaceUuid,
        repositorySlug: `${linked.slug}-renamed`,
        url: `${world.bitbucket.url}/alice/${linked.slug}-renamed`,
      },
    });
    const line = `The repository acme/${linked.slug} is now alice/${linked.slug}-renamed in Bitbucket.`;
    await waitFor(() => world.said(build.buildId).includes(line), { what: 'the line in the log' });
  }, 60_000);

  it('is not misled by what another repository of the name has or lacks', async () => {
    const linked = await world.link({ rootDirectory: 'services/orders' });
    await world.bitbucket.move(linked.slug, { slug: `${linked.slug}-renamed` });
    await world.bitbucket.createRepository(linked.slug, { mainBranch: 'trunk' });
    expect(await world.deliver(linked, FILES)).toMatchObject({ topic: 'completed', outcome: 'created' });
    const taken = await world.link();
    await world.bitbucket.move(taken.slug, { slug: `${taken.slug}-renamed` });
    await world.bitbucket.createRepository(taken.slug);
    await world.bitbucket.commit(taken.slug, 'main', { '.amplication/generation.json/x.txt': 'in the way' });
    expect(await world.deliver(taken, FILES)).toMatchObject({ topic: 'completed', outcome: 'created' });
  }, 60_000);

  it('leaves a copy alone that has taken the name, with all commits in it', async () => {
    const linked = await world.link();
    await world.deliver(linked, FILES);
    await world.bitbucket.move(linked.slug, { slug: `${linked.slug}-renamed` });
    await world.bitbucket.copy(`${linked.slug}-renamed`, linked.slug);
    const before = await world.bitbucket.repository(linked.slug);
    const outcome = await world.deliver(linked, CHANGED);
    expect(outcome).toMatchObject({ topic: 'completed', outcome: 'updated' });
    expect(await world.bitbucket.repository(linked.slug)).toEqual(before);
    const unbuilt = await world.link();
    await world.bitbucket.move(unbuilt.slug, { slug: `${unbuilt.slug}-renamed` });
    await world.bitbucket.copy(`${unbuilt.slug}-renamed`, unbuilt.slug);
    expect(await world.deliver(unbuilt, FILES)).toMatchObject({ topic: 'completed', outcome: 'created' });
    expect((await world.bitbucket.repository(unbuilt.slug)).heads[unbuilt.target.workBranch]).toBeUndefined();
  }, 60_000);

  it('makes the first commit of an empty repository in that one, not in another empty one of its name', async () => {
    const linked = await world.link({ empty: true });
    await world.bitbucket.move(linked.slug, { slug: `${linked.slug}-renamed` });
    await world.bitbucket.createRepository(linked.slug, { empty: true });
    expect(await world.deliver(linked, FILES)).toMatchObject({ topic: 'completed', outcome: 'created' });
    expect((await world.bitbucket.repository(linked.slug)).heads).toEqual({});
  }, 60_000);

  it.each(builds)(
    'says so when a copy takes the name in the very moment of the push of %s',
    async (_name, prepare, files) => {
      const linked = await world.link();
      await prepare(linked);
      const hold = await world.bitbucket.hold(`${linked.slug}.git/git-receive-pack`, 0);
      const build = await world.makeBuild(linked, files);
      await world.send(build);
      await waitFor(hold.isHolding, { timeoutMs: 45_000, what: 'the push' });
      await world.bitbucket.move(linked.slug, { slug: `${linked.slug}-renamed` });
      await world.bitbucket.copy(`${linked.slug}-renamed`, linked.slug);
      await hold.release();
      expect(await world.outcome(build)).toMatchObject({ code: 'REPOSITORY_REPLACED', action: 'resolve' });
    },
    60_000,
  );
});
