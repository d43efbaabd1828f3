import { type StartedProcess, waitFor } from '@amplication/testing';
import { buildWorker, startWorkerProcess } from './worker-process';
import { inRest, type Linked, WorkerWorld } from './worker-world';

const FILES = { 'src/main.ts': 'export const version = 1;\n' };
const CHANGED = { 'src/main.ts': 'export const version = 2;\n' };
/** How soon the next worker takes over a job of a killed one. */
const LEASE = { JOB_LEASE_MS: '1500' };

describe('a worker that is killed with SIGKILL', () => {
  let world: WorkerWorld;
  let worker: StartedProcess;
  beforeAll(async () => {
    world = await WorkerWorld.start();
    await buildWorker();
    worker = await startWorkerProcess(world.environment(LEASE));
  }, 120_000);
  afterAll(async () => {
    // What could not be started is not there to be stopped.
    await worker?.stop();
    await world?.stop();
  }, 60_000);

  /** Kills the worker while the matching request hangs, lets the user act, and starts another worker. */
  async function killDuring(
    linked: Linked,
    files: Record<string, string>,
    request: { kind: 'rest' | 'git'; method: string; path: string },
    meanwhile: () => Promise<unknown>,
  ) {
    const path = `(${linked.slug}|${inRest(linked)}).*${request.path}`;
    const { id } = await world.bitbucket.fault({ ...request, path, action: 'hang' });
    const build = await world.makeBuild(linked, files);
    await world.send(build);
    // A fault that was played is no longer there.
    await waitFor(async () => !(await world.bitbucket.faults()).includes(id), { timeoutMs: 30_000 });
    await worker.kill();
    await meanwhile();
    worker = await startWorkerProcess(world.environment(LEASE));
    return { build, outcome: await world.outcome(build) };
  }

  async function ourCommits(linked: Linked): Promise<string[]> {
    const log = await world.bitbucket.git(linked.slug, 'log', '--format=%an %H', linked.target.workBranch);
    return log.split('\n').filter((line) => line.startsWith('amplication[bot]'));
  }

  it('after its push and before its report: one commit, one pull request, one report, and the user keeps a push', async () => {
    const linked = await world.link();
    const { workBranch } = linked.target;
    let byHand = '';
    const { build, outcome } = await killDuring(
      linked,
      FILES,
      { kind: 'rest', method: 'POST', path: '/pullrequests$' },
      async () =>
        (byHand = await world.bitbucket.pushByHand(linked.slug, workBranch, { 'notes.md': 'mine\n' })),
    );
    expect(outcome).toMatchObject({
      topic: 'completed',
      outcome: 'created',
      number: 1,
      counts: { added: 1 },
    });
    expect(world.outcomes(build.buildId)).toHaveLength(1);
    expect(await ourCommits(linked)).toHaveLength(1);
    const { heads, pullRequests } = await world.bitbucket.repository(linked.slug);
    expect(heads[workBranch]).toBe(byHand);
    expect(pullRequests).toHaveLength(1);
    expect(pullRequests[0]?.comments).toEqual([]);
  }, 90_000);

  it('in the middle of its push, before the remote took it', async () => {
    const linked = await world.link();
    const { outcome } = await killDuring(
      linked,
      FILES,
      { kind: 'git', method: 'POST', path: '/git-receive-pack' },
      async () => undefined,
    );
    expect(outcome).toMatchObject({ topic: 'completed', outcome: 'created' });
    expect(await ourCommits(linked)).toHaveLength(1);
  }, 90_000);

  it('in the middle of its comment, while the user pushes on top', async () => {
    const linked = await world.link();
    await world.deliver(linked, FILES);
    const { workBranch } = linked.target;
    const { build, outcome } = await killDuring(
      linked,
      CHANGED,
      { kind: 'rest', method: 'POST', path: '/comments$' },
      () => world.bitbucket.pushByHand(linked.slug, workBranch, { 'notes.md': 'mine\n' }),
    );
    expect(outcome).toMatchObject({ topic: 'completed', outcome: 'updated', number: 1 });
    expect(await ourCommits(linked)).toHaveLength(2);
    const { pullRequests } = await world.bitbucket.repository(linked.slug);
    expect(pullRequests[0]?.comments).toHaveLength(1);
    expect(pullRequests[0]?.comments[0]?.raw).toContain(build.buildId);
  }, 90_000);

  it('two workers share the builds, each handled once', async () => {
    const second = await startWorkerProcess(world.environment(LEASE));
    try {
      const linked = await Promise.all(Array.from({ length: 6 }, () => world.link()));
      const builds = await Promise.all(linked.map((one) => world.makeBuild(one, FILES)));
      await Promise.all(builds.map((build) => world.send(build)));
      const outcomes = await Promise.all(builds.map((build) => world.outcome(build)));
      expect(outcomes.map(({ topic }) => topic)).toEqual(builds.map(() => 'completed'));
      for (const one of linked) expect(await ourCommits(one)).toHaveLength(1);
    } finally {
      await second.stop();
    }
  }, 90_000);

  it('a worker that is asked to stop ends with code 0, and no build is lost', async () => {
    const linked = await world.link();
    const build = await world.makeBuild(linked, FILES);
    await world.send(build);
    await waitFor(() => world.job(build.buildId));
    await worker.stop();
    expect(await worker.exited).toBe(0);
    worker = await startWorkerProcess(world.environment(LEASE));
    expect(await world.outcome(build)).toMatchObject({ topic: 'completed', outcome: 'created' });
  }, 90_000);
});
