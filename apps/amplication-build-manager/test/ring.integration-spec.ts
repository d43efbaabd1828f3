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
      params: { problems: ['name: must be a text that is not empty'] },
    });
    expect(manager.output() + generator.output()).not.toMatch(/Bearer [\w-]{20}/);
    await Promise.all([manager.stop(), generator.stop()]);
  }, 90_000);

  it('go on when the generator controller is killed at work', async () => {
    const port = await freePort();
    const urls = { BUILD_MANAGER_URL: `http://127.0.0.1:${port}` };
    const generatorPort = await freePort();
    const startGenerator = () => world.startProcess(GENERATOR, { ...urls, PORT: `${generatorPort}` });
    const first = await startGenerator();
    const manager = await world.startProcess(APP, {
      ...urls,
      PORT: `${port}`,
      GENERATOR_URL: `http://127.0.0.1:${generatorPort}`,
      GENERATION_DEADLINE_MS: '2000',
    });
    const builds = await Promise.all(Array.from({ length: 5 }, () => world.build()));
    await Promise.all(builds.map((build) => world.send(build)));
    await waitFor(() => builds.some(({ buildId }) => world.outcomes(buildId).length > 0), {
      timeoutMs: 30_000,
    });
    await first.kill();
    const second = await startGenerator();
    for (const build of builds) expect((await world.outcome(build)).topic).toBe('build.completed.v1');
    await Promise.all([manager.stop(), second.stop()]);
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
