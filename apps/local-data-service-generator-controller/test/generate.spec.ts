import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ArtifactStore, gitBlobId, openArtifactStore } from '@amplication/artifacts';
import { newId } from '@amplication/contracts';
import { generate, sampleModel } from '@amplication/data-service-generator';
import { applyHttpDefaults, loadConfig, type Program, ServiceModule } from '@amplication/service-kit';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { AppModule } from '../src/app.module';
import { APP, ControllerEnv } from '../src/config';
import { PROGRAM } from '../src/tokens';
import { CallbackServer } from './callback-server';

// Processes and compilers are slow where everything runs at once.
jest.setTimeout(60_000);

const REAL: Program = {
  script: join(import.meta.dirname, '../src/generator-child.ts'),
  execArgv: ['--import', 'tsx'],
};
const workspaceId = newId();

let folder: string;
let artifacts: ArtifactStore;
let callbacks: CallbackServer;
let app: NestExpressApplication | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'controller-'));
  artifacts = openArtifactStore(pathToFileURL(folder).href);
  callbacks = await CallbackServer.start();
});

afterEach(async () => {
  await app?.close();
  await callbacks.close();
  await rm(folder, { recursive: true, force: true });
});

/** The service, with a generator program that may be another than the real one. */
async function start(program: Program, variables: Record<string, string> = {}) {
  const environment = {
    PORT: '0',
    LOG_LEVEL: 'silent',
    ARTIFACTS_URL: pathToFileURL(folder).href,
    BUILD_MANAGER_URL: callbacks.url,
    AMPLICATION_IGNORE_ENV_LOCAL: '1',
    ...variables,
  };
  const config = loadConfig(ControllerEnv, { app: APP, environment });
  const module = await Test.createTestingModule({
    imports: [ServiceModule.forRoot({ app: APP, level: 'silent', config }), AppModule],
  })
    .overrideProvider(PROGRAM)
    .useValue(program)
    .compile();
  app = module.createNestApplication<NestExpressApplication>({ logger: false, bodyParser: false });
  applyHttpDefaults(app);
  await app.init();
}

/** A program that does what `code` says. */
async function program(code: string): Promise<Program> {
  const script = join(folder, 'program.mjs');
  await writeFile(script, code);
  return { script };
}

const job = async (more: object = {}) => {
  const jobId = newId();
  return {
    jobId,
    workspaceId,
    modelSnapshotId: await artifacts.putDocument(workspaceId, sampleModel()),
    callbackUrl: `${callbacks.url}/api/generations/${jobId}/result`,
    secret: 's'.repeat(43),
    fence: 1,
    ...more,
  };
};
const post = (body: object) => {
  if (!app) throw new Error('The service is not started.');
  return request(app.getHttpServer()).post('/api/generate').send(body);
};
const firstCallback = () => waitFor(() => callbacks.received[0], { what: 'the callback' });

describe('POST /api/generate', () => {
  it('stores the files of a model and tells where they are, with the secret', async () => {
    await start(REAL);
    const body = await job();
    const response = await post(body).expect(202);
    expect(response.body).toEqual({ jobId: body.jobId, state: 'accepted', instance: expect.any(String) });

    const callback = await firstCallback();
    expect(callback).toMatchObject({
      path: `/api/generations/${body.jobId}/result`,
      authorization: `Bearer ${body.secret}`,
      body: { outcome: 'completed', durationMs: expect.any(Number) },
    });
    const expected = generate(sampleModel());
    const artifact =
      callback.body.outcome === 'completed' ? callback.body.artifact : { id: '', fileCount: 0 };
    expect(artifact.fileCount).toBe(expected.length);
    const stored = await artifacts.getArtifact(workspaceId, artifact.id);
    expect(stored?.files.map(({ path, blob }) => [path, blob])).toEqual(
      expected.map(({ path, content }) => [path, gitBlobId(Buffer.from(content))]),
    );
  });

  it('stores which files become the team’s, and what they are for', async () => {
    const files = [
      { path: 'a.ts', mode: '100644', content: 'a', once: true, key: 'entity:1:service' },
      { path: 'b.ts', mode: '100644', content: 'b', key: 'entity:1:base' },
      { path: 'c.ts', mode: '100644', content: 'c' },
    ];
    const answer = JSON.stringify({ kind: 'files', files });
    await start(await program(`process.stdout.write(${JSON.stringify(answer)});`));
    await post(await job()).expect(202);
    const { body } = await firstCallback();
    const id = body.outcome === 'completed' ? body.artifact.id : '';
    const stored = await artifacts.getArtifact(workspaceId, id);
    expect(stored?.files.map(({ size: _, blob: _blob, ...file }) => file)).toEqual(
      files.map(({ content: _, ...file }) => file),
    );
  });

  it('tells what is wrong with a model', async () => {
    await start(REAL);
    const modelSnapshotId = await artifacts.putDocument(workspaceId, {
      version: 2,
      name: 'Shop',
      entities: [{ id: 'x', name: 'an x', key: null, fields: [] }],
    });
    await post(await job({ modelSnapshotId })).expect(202);
    expect((await firstCallback()).body).toMatchObject({
      outcome: 'failed',
      code: 'MODEL_INVALID',
      params: {
        problems: [expect.stringMatching(/^entities\[0\]\.name: must /)],
      },
    });
  });

  it('tells when the model is gone, also when it is another workspace that has it', async () => {
    await start(REAL);
    await post(await job({ workspaceId: newId() })).expect(202);
    expect((await firstCallback()).body).toMatchObject({ outcome: 'failed', code: 'ARTIFACT_MISSING' });
  });

  it('tells of a generator that crashes, and goes on', async () => {
    await start(await program('process.exit(1)'));
    await post(await job()).expect(202);
    await post(await job()).expect(202);
    await waitFor(() => callbacks.received.length === 2);
    expect(callbacks.received.map(({ body }) => body)).toEqual([
      expect.objectContaining({ outcome: 'failed', code: 'GENERATOR_CRASHED' }),
      expect.objectContaining({ outcome: 'failed', code: 'GENERATOR_CRASHED' }),
    ]);
  });

  it('tells of a generator that hangs', async () => {
    await start(await program('setInterval(() => {}, 1000)'), { GENERATOR_TIMEOUT_MS: '200' });
    await post(await job()).expect(202);
    expect((await firstCallback()).body).toMatchObject({ outcome: 'failed', code: 'GENERATOR_TIMEOUT' });
  });

  it('runs a job once that is asked for again, and uses the newer secret', async () => {
    await start(await program('setInterval(() => {}, 1000)'), { GENERATOR_TIMEOUT_MS: '500' });
    const body = await job();
    expect((await post(body).expect(202)).body).toMatchObject({ jobId: body.jobId, state: 'accepted' });
    const newer = { ...body, secret: 'n'.repeat(43), fence: 3 };
    expect((await post(newer).expect(202)).body).toMatchObject({ jobId: body.jobId, state: 'known' });
    const overtaken = { ...body, secret: 'o'.repeat(43), fence: 2 };
    expect((await post(overtaken).expect(202)).body).toMatchObject({ state: 'known' });
    expect((await firstCallback()).authorization).toBe(`Bearer ${newer.secret}`);
  });

  it('tells within two seconds of a generator that is killed at its work', async () => {
    await start(
      await program(`
        import { renameSync, writeFileSync } from 'node:fs';
        writeFileSync(import.meta.dirname + '/pid.new', String(process.pid));
        renameSync(import.meta.dirname + '/pid.new', import.meta.dirname + '/pid');
        setInterval(() => {}, 1000);`),
    );
    await post(await job()).expect(202);
    const pid = await waitFor(() => readFile(join(folder, 'pid'), 'utf8').catch(() => null));
    const killedAt = performance.now();
    process.kill(Number(pid), 'SIGKILL');
    expect((await firstCallback()).body).toMatchObject({
      outcome: 'failed',
      code: 'GENERATOR_CRASHED',
      message: 'The generator stopped unexpectedly.',
    });
    expect(performance.now() - killedAt).toBeLessThan(2_000);
  });

  it('names its process, the same with each answer', async () => {
    await start(REAL);
    const { body } = await post(await job()).expect(202);
    if (!app) throw new Error('The service is not started.');
    await request(app.getHttpServer()).get('/api/instance').expect(200, { instance: body.instance });
  });

  it('runs so many at a time and takes so many more', async () => {
    const limits = { GENERATOR_CONCURRENCY: '1', GENERATOR_QUEUE_LIMIT: '1', GENERATOR_TIMEOUT_MS: '300' };
    await start(await program('setInterval(() => {}, 1000)'), limits);
    const [running, waiting] = [await job(), await job()];
    await post(running).expect(202);
    await post(waiting).expect(202);
    await post(await job()).expect(429);
    await waitFor(() => callbacks.received.length === 2);
    expect(callbacks.received.map(({ path }) => path)).toEqual([
      new URL(running.callbackUrl).pathname,
      new URL(waiting.callbackUrl).pathname,
    ]);
  });

  it.each([
    ['another port', (url: URL) => (url.port = '1')],
    ['another name of the host', (url: URL) => (url.hostname = 'localhost')],
    ['another scheme', (url: URL) => (url.protocol = 'https:')],
    ['a user in it', (url: URL) => (url.username = 'u')],
  ])('refuses a callback with %s', async (_what, change) => {
    await start(REAL);
    const body = await job();
    const url = new URL(body.callbackUrl);
    change(url);
    const response = await post({ ...body, callbackUrl: url.href }).expect(400);
    expect(response.body.code).toBe('VALIDATION_FAILED');
  });

  it('names every field that is wrong', async () => {
    await start(REAL);
    const response = await post({ jobId: 'x', secret: 'short' }).expect(400);
    const paths = response.body.fields.map(({ path }: { path: string }) => path);
    expect([...new Set(paths)].sort()).toEqual([
      'callbackUrl',
      'fence',
      'jobId',
      'modelSnapshotId',
      'secret',
      'workspaceId',
    ]);
  });
});

describe('the callback', () => {
  it('is repeated until the build-manager takes it', async () => {
    await start(await program('process.exit(1)'));
    callbacks.statuses = [503, 401];
    await post(await job()).expect(202);
    await waitFor(() => callbacks.received.length === 3);
    expect(new Set(callbacks.received.map(({ path }) => path)).size).toBe(1);
  });

  it('is not repeated once the build-manager refuses it', async () => {
    await start(await program('process.exit(1)'), { GENERATOR_CONCURRENCY: '1' });
    callbacks.statuses = [404];
    const [refused, next] = [await job(), await job()];
    await post(refused).expect(202);
    await waitFor(() => callbacks.received.length === 1);
    await post(next).expect(202);
    await waitFor(() => callbacks.received.length === 2);
    expect(callbacks.received.map(({ path }) => path)).toEqual([
      new URL(refused.callbackUrl).pathname,
      new URL(next.callbackUrl).pathname,
    ]);
  });
});
