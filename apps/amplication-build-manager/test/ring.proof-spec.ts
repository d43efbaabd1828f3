import { generate, sampleModel } from '@amplication/data-service-generator';
import { waitFor } from '@amplication/testing';
import { APP } from '../src/config';
import { buildServices, BuildManagerWorld, freePort } from './build-manager-world';
import { FakeGenerator } from './fake-generator';

const GENERATOR = 'local-data-service-generator-controller';

let world: BuildManagerWorld;

beforeAll(async () => {
  await buildServices();
  world = await BuildManagerWorld.start();
}, 120_000);
afterAll(() => world?.stop(), 60_000);

describe('build-manager and generator controller, as they run', () => {
  it('bring a model to files in the artifact store, and tell why one cannot be', async () => {
    const port = await freePort();
    const urls = { BUILD_MANAGER_URL: `http://127.0.0.1:${port}` };
    const generator = await world.startProcess(GENERATOR, urls);
    const manager = await world.startProcess(APP, {
      ...urls,
      PORT: `${port}`,
      GENERATOR_URL: generator.found,
    });

    const build = await world.build();
    const invalid = await world.build({}, { ...sampleModel(), name: '' });
    await world.send(build);
    await world.send(invalid);

    const { topic, body } = await world.outcome(build);
    const { id, fileCount } = body.artifact as { id: string; fileCount: number };
    expect([topic, fileCount]).toEqual(['build.completed.v1', generate(sampleModel()).length]);
    const stored = await world.artifacts.getArtifact(world.workspaceId, id);
    expect(stored?.files).toHaveLength(fileCount);
    await waitFor(() => world.log(build.buildId).length === 2);
    expect(world.log(build.buildId)[1]).toMatch(/^Generated \d+ files in \d+\.\d s\.$/);

    expect((await world.outcome(invalid)).body).toMatchObject({
      code: 'MODEL_INVALID',
      params: { problems: ['name: must not be empty'] },
    });
    expect(manager.output() + generator.output()).not.toMatch(/Bearer [\w-]{20}/);
    await Promise.all([manager.stop(), generator.stop()]);
  }, 90_000);

  /** Builds that a generator controller has at work or in its queue, one at a time, with the deadline of a minute and a half. */
  async function builds() {
    const port = await freePort();
    const generatorPort = await freePort();
    const urls = { BUILD_MANAGER_URL: `http://127.0.0.1:${port}` };
    const startGenerator = () =>
      world.startProcess(GENERATOR, { ...urls, PORT: `${generatorPort}`, GENERATOR_CONCURRENCY: '1' });
    const generator = await startGenerator();
    const GENERATOR_URL = `http://127.0.0.1:${generatorPort}`;
    const manager = await world.startProcess(APP, { ...urls, PORT: `${port}`, GENERATOR_URL });
    const all = await Promise.all(Array.from({ length: 8 }, () => world.build()));
    await Promise.all(all.map((build) => world.send(build)));
    const isDone = ({ buildId }: { buildId: string }) => world.outcomes(buildId).length > 0;
    await waitFor(() => all.some(isDone), { timeoutMs: 30_000 });
    const isNoticed = (pattern: RegExp) =>
      all.some(({ buildId }) => world.log(buildId).some((line) => pattern.test(String(line))));
    return { all, isDone, isNoticed, generator, startGenerator, manager };
  }

  it('go on when the generator controller is killed at work and another one takes its place', async () => {
    const { all, isNoticed, generator, startGenerator, manager } = await builds();
    const killedAt = performance.now();
    const since = () => (performance.now() - killedAt) / 1_000;
    await generator.kill();
    const noticed = waitFor(() => isNoticed(/was stopped at its work|does not answer/), {
      timeoutMs: 10_000,
    });
    const [second, seconds] = await Promise.all([startGenerator(), noticed.then(since)]);
    for (const build of all) {
      expect((await world.outcome(build)).topic).toBe('build.completed.v1');
      expect(world.outcomes(build.buildId)).toHaveLength(1);
    }
    process.stdout.write(
      `A killed generator controller was noticed after ${seconds.toFixed(1)} s, all builds were done after ${since().toFixed(1)} s.\n`,
    );
    await Promise.all([manager.stop(), second.stop()]);
  }, 120_000);

  it('notice a generator controller that hangs, and complete each build once when it goes on', async () => {
    const { all, isDone, isNoticed, generator, manager } = await builds();
    process.kill(generator.pid, 'SIGSTOP');
    const stoppedAt = performance.now();
    try {
      expect(all.every(isDone)).toBe(false);
      await waitFor(() => isNoticed(/does not answer any more/), { timeoutMs: 10_000 });
      const seconds = (performance.now() - stoppedAt) / 1_000;
      process.stdout.write(`A generator controller that hangs was noticed after ${seconds.toFixed(1)} s.\n`);
    } finally {
      process.kill(generator.pid, 'SIGCONT');
    }
    for (const build of all) {
      expect((await world.outcome(build)).topic).toBe('build.completed.v1');
      expect(world.outcomes(build.buildId)).toHaveLength(1);
    }
    await Promise.all([manager.stop(), generator.stop()]);
  }, 120_000);

  it('complete a build whose build-manager was killed while it waited', async () => {
    const generator = await FakeGenerator.start();
    const port = await freePort();
    const environment = {
      BUILD_MANAGER_URL: `http://127.0.0.1:${port}`,
      PORT: `${port}`,
      GENERATOR_URL: generator.url,
      JOB_LEASE_MS: '1000',
    };
    try {
      const first = await world.startProcess(APP, environment);
      const build = await world.build();
      await world.send(build);
      const request = await waitFor(() => generator.requests[0]);
      await waitFor(async () => (await world.jobs(build.buildId))[0]?.state === 'waiting');
      await first.kill();
      const second = await world.startProcess(APP, environment);
      expect(await generator.callBack(request)).toBe(204);
      expect((await world.outcome(build)).topic).toBe('build.completed.v1');
      expect(generator.requests).toHaveLength(1);
      await second.stop();
      expect(world.outcomes(build.buildId)).toHaveLength(1);
    } finally {
      await generator.close();
    }
  }, 90_000);
});
