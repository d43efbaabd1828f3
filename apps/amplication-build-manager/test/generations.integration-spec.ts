import { type BuildRequested, newId } from '@amplication/contracts';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { BuildManagerWorld } from './build-manager-world';
import { COMPLETED, FakeGenerator, type ReceivedRequest } from './fake-generator';

jest.setTimeout(60_000);

let world: BuildManagerWorld;
let generator: FakeGenerator;
let url: string;

beforeAll(async () => {
  world = await BuildManagerWorld.start();
  generator = await FakeGenerator.start();
  const limits = { GENERATION_DEADLINE_MS: '1500', GENERATION_MAX_STARTS: '2', JOB_MAX_TRIES: '2' };
  ({ url } = await world.startHere({ GENERATOR_URL: generator.url, ...limits }));
}, 60_000);
afterAll(async () => {
  await world?.stop();
  await generator?.close();
}, 60_000);

/** Sends a build and waits until the generator was asked for it so many times. */
async function requested(build: BuildRequested, times = 1): Promise<ReceivedRequest> {
  const [job] = await waitFor(async () => {
    const rows = await world.jobs(build.buildId);
    return rows.length > 0 && rows;
  });
  return waitFor(() => generator.requests.filter(({ jobId }) => jobId === job?.id)[times - 1], {
    timeoutMs: 30_000,
  });
}

async function start(changes: Partial<BuildRequested> = {}) {
  const build = await world.build(changes);
  await world.send(build);
  return { build, request: await requested(build) };
}

describe('a build', () => {
  it('is completed by the callback, with all that its request said', async () => {
    const { build, request } = await start();
    const { workspaceId, modelSnapshotId } = build;
    expect(request).toMatchObject({ workspaceId, modelSnapshotId });
    expect(request.callbackUrl).toBe(`${url}/api/generations/${request.jobId}/result`);

    expect(await generator.callBack(request)).toBe(204);
    const { topic, body } = await world.outcome(build);
    expect(topic).toBe('build.completed.v1');
    expect(body).toEqual({ ...build, artifact: COMPLETED.artifact });
    await waitFor(() => world.log(build.buildId).length === 2);
    expect(world.log(build.buildId)).toEqual(['Generating Order Service.', 'Generated 83 files in 0.4 s.']);
    expect(await world.jobs(build.buildId)).toMatchObject([{ state: 'done' }]);
  });

  it('is told of once when the callback is repeated, or the request', async () => {
    const { build, request } = await start();
    await world.send(build);
    const statuses = await Promise.all([1, 2, 3].map(() => generator.callBack(request)));
    expect(statuses).toEqual([204, 204, 204]);
    const failed = { outcome: 'failed', code: 'GENERATOR_CRASHED', message: 'x', params: {}, durationMs: 1 };
    expect(await generator.callBack(request, failed)).toBe(204);
    await world.outcome(build);

    const { build: next, request: nextRequest } = await start();
    await generator.callBack(nextRequest);
    await world.outcome(next);
    expect(world.outcomes(build.buildId)).toHaveLength(1);
    expect(await world.jobs(build.buildId)).toHaveLength(1);
  });

  it('fails with the reason of the generator, and a new attempt may succeed', async () => {
    const { build, request } = await start();
    const problems = ['entities[0].name: must be PascalCase'];
    const result = {
      outcome: 'failed',
      code: 'MODEL_INVALID',
      message: 'The model cannot be generated.',
      params: { problems, count: 1 },
      durationMs: 80,
    };
    expect(await generator.callBack(request, result)).toBe(204);
    const { topic, body } = await world.outcome(build);
    expect(topic).toBe('build.failed.v1');
    expect(body).toEqual({
      buildId: build.buildId,
      attempt: 1,
      resourceId: build.resourceId,
      code: 'MODEL_INVALID',
      message: 'The model cannot be generated.',
      params: { problems, count: 1 },
    });

    const again = { ...build, attempt: 2 };
    await world.send(again);
    const second = await waitFor(() =>
      generator.requests.find(({ jobId }) => jobId !== request.jobId && isNew(jobId)),
    );
    await generator.callBack(second);
    expect((await world.outcome(again)).topic).toBe('build.completed.v1');

    function isNew(jobId: string) {
      return (
        generator.requests.indexOf(request) < generator.requests.findIndex((other) => other.jobId === jobId)
      );
    }
  });
});

describe('the callback', () => {
  it('needs the secret of its own job', async () => {
    const { build, request } = await start();
    const { request: other } = await start();
    expect(await generator.callBack({ ...request, secret: other.secret })).toBe(401);
    expect(await generator.callBack({ ...request, secret: '' })).toBe(401);
    expect(
      await generator.callBack({
        ...request,
        callbackUrl: request.callbackUrl.replace(request.jobId, newId()),
      }),
    ).toBe(404);
    expect(world.outcomes(build.buildId)).toEqual([]);
    expect(await generator.callBack(request)).toBe(204);
  });

  it('has its body left unread where the secret is wrong', async () => {
    const { request } = await start();
    const statusOf = async (secret: string, callbackUrl = request.callbackUrl) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
      return (await fetch(callbackUrl, { method: 'POST', headers, body: '{"broken":' })).status;
    };
    expect(await statusOf('x'.repeat(43))).toBe(401);
    expect(await statusOf('')).toBe(401);
    expect(await statusOf(request.secret, request.callbackUrl.replace(request.jobId, 'none'))).toBe(404);
    expect(await statusOf(request.secret)).toBe(400);
    expect(await generator.callBack(request)).toBe(204);
  });

  it('is refused with every field that is wrong', async () => {
    const { request } = await start();
    expect(await generator.callBack(request, { outcome: 'completed', durationMs: 1 })).toBe(400);
    expect(await generator.callBack(request, { outcome: 'failed', durationMs: 1, code: 'NO' })).toBe(400);
    expect(await generator.callBack(request)).toBe(204);
  });

  it('keeps no secret in the database', async () => {
    const { build, request } = await start();
    const rows = await world.database.pool.query('select * from build_manager.generation');
    expect(JSON.stringify([rows.rows, await world.jobs(build.buildId)])).not.toContain(request.secret);
    await generator.callBack(request);
  });
});

describe('a result that does not come', () => {
  it('is asked for again; meanwhile the newest secret counts', async () => {
    const { build, request } = await start();
    const second = await requested(build, 2);
    expect(second.secret).not.toBe(request.secret);
    expect(await generator.callBack(request)).toBe(401);
    expect(await generator.callBack(second)).toBe(204);
    expect((await world.outcome(build)).topic).toBe('build.completed.v1');
  });

  it('fails the build after so many starts, and still completes it when it comes late', async () => {
    const { build } = await start();
    const last = await requested(build, 2);
    const { topic, body } = await world.outcome(build);
    expect([topic, body.code]).toEqual(['build.failed.v1', 'GENERATOR_CRASHED']);
    expect(await generator.callBack(last)).toBe(204);
    await waitFor(() => world.outcomes(build.buildId).length === 2);
    expect(world.outcomes(build.buildId)[1]?.topic).toBe('build.completed.v1');
  });

  it('is waited for as long as the generator says that it is at work', async () => {
    const build = await world.build();
    generator.answers = ['accepted', 'known', 'known'];
    await world.send(build);
    const third = await requested(build, 3);
    expect(world.outcomes(build.buildId)).toEqual([]);
    expect(await generator.callBack(third)).toBe(204);
    expect((await world.outcome(build)).topic).toBe('build.completed.v1');
  });
});

describe('a generator controller', () => {
  it('that does not answer is tried again, then fails the build', async () => {
    const build = await world.build();
    generator.answers = [503, 503];
    await world.send(build);
    const { topic, body } = await world.outcome(build);
    expect([topic, body.code]).toEqual(['build.failed.v1', 'GENERATOR_UNREACHABLE']);
    expect(await world.jobs(build.buildId)).toMatchObject([{ state: 'dead', tries: 2 }]);
  });

  it('that answers at the second try is as good as one that answers at the first', async () => {
    const build = await world.build();
    generator.answers = [429];
    await world.send(build);
    await generator.callBack(await requested(build, 2));
    expect((await world.outcome(build)).topic).toBe('build.completed.v1');
  });

  it('that refuses the request ends the build at once, without a word of how', async () => {
    const build = await world.build();
    generator.answers = [400];
    await world.send(build);
    expect((await world.outcome(build)).body).toMatchObject({ code: 'INTERNAL', params: {} });
  });
});
