import type { BuildRequested } from '@amplication/contracts';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { BuildManagerWorld } from './build-manager-world';
import { FakeGenerator, type ReceivedRequest } from './fake-generator';

jest.setTimeout(60_000);

let world: BuildManagerWorld;
let generator: FakeGenerator;

beforeAll(async () => {
  world = await BuildManagerWorld.start();
  generator = await FakeGenerator.start();
  // With the deadline of production: whatever is asked again within these tests is so because it was watched.
  await world.startHere({ GENERATOR_URL: generator.url });
}, 60_000);
afterAll(async () => {
  await world?.stop();
  await generator?.close();
}, 60_000);

/** Waits until the generator has been asked for the build so many times. */
async function requested(build: BuildRequested, times = 1): Promise<ReceivedRequest> {
  const id = await waitFor(async () => (await world.jobs(build.buildId))[0]?.id);
  return waitFor(() => generator.requests.filter(({ jobId }) => jobId === id)[times - 1], {
    timeoutMs: 10_000,
  });
}

/** A build that the generator has and that waits for its result. */
async function started() {
  const build = await world.build();
  await world.send(build);
  const request = await requested(build);
  await waitFor(async () => (await world.jobs(build.buildId))[0]?.state === 'waiting');
  return { build, request };
}

it('asks another process at once for what the one before it had, and does not believe that one any more', async () => {
  const { build, request: first } = await started();
  generator.instance = 'second';
  const second = await requested(build, 2);
  expect(second.fence).toBeGreaterThan(first.fence);
  expect(await generator.callBack(first)).toBe(401);
  expect(await generator.callBack(second)).toBe(204);
  expect((await world.outcome(build)).topic).toBe('build.completed.v1');
  expect(world.log(build.buildId)).toContain(
    'The generator was stopped at its work. The build is started again.',
  );
  expect(world.outcomes(build.buildId)).toHaveLength(1);
  expect(generator.requests.filter(({ jobId }) => jobId === first.jobId)).toHaveLength(2);
});

it('leaves alone what the same process has', async () => {
  const { build, request } = await started();
  const before = generator.looks;
  await waitFor(() => generator.looks > before + 1, { timeoutMs: 10_000 });
  expect(await generator.callBack(request)).toBe(204);
  await world.outcome(build);
  expect(generator.requests.filter(({ jobId }) => jobId === request.jobId)).toHaveLength(1);
  expect(world.log(build.buildId)).not.toContainEqual(expect.stringMatching(/started again/));
});
