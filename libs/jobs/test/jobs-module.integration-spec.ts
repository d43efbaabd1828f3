import { HealthRegistry, LOGGER } from '@amplication/foundation';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createDatabase } from '@amplication/database';
import { JobQueue, JobRunners, JobsModule } from '../src';
import { type JobsFixture, openJobs, parsePayload } from './fixture';

jest.setTimeout(60_000);

let jobs: JobsFixture;
beforeAll(async () => {
  jobs = await openJobs();
});
afterAll(() => jobs.close());

class Settings {
  DATABASE_URL = jobs.url;
}

async function boot() {
  class Service {}
  const provided = [HealthRegistry, Registry, { provide: LOGGER, useValue: pino({ level: 'silent' }) }];
  const settings = { provide: Settings, useFactory: () => new Settings() };
  const service = {
    module: Service,
    global: true,
    providers: [...provided, settings],
    exports: [...provided, settings],
  };
  @Module({ imports: [service, JobsModule.for(Settings)] })
  class App {}
  return Test.createTestingModule({ imports: [App] }).compile();
}

it('starts, watches, counts and stops the runners of a service by itself', async () => {
  const app = await boot();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  app.get(JobRunners).add('deliveries', {
    queue: jobs.queue,
    handler: async (job) => {
      await held;
      return job.finish('done');
    },
    concurrency: 1,
    leaseMs: 3_000,
    pollMs: 200,
    maxTries: 3,
    parsePayload,
    onAbandoned: async () => undefined,
  });
  // The numbers of a queue whose database is away are left out, and cost the others nothing.
  const away = createDatabase(jobs.url);
  await away.close();
  const { table, notifyChannel } = jobs.queue;
  app.get(JobRunners).add('away', {
    queue: new JobQueue({ db: away.db, table, notifyChannel }),
    handler: (job) => job.finish('done'),
    ...{ concurrency: 1, leaseMs: 3_000, pollMs: 200, maxTries: 3, parsePayload },
    onAbandoned: async () => undefined,
  });
  const checks = new Map(app.get(HealthRegistry).entries());
  const { signal } = new AbortController();
  await expect(checks.get('deliveries')?.(signal)).rejects.toThrow('not started');

  await app.init();
  await waitFor(() =>
    checks
      .get('deliveries')?.(signal)
      .then(
        () => true,
        () => false,
      ),
  );
  const numbers = async () =>
    (await app.get(Registry).metrics()).split('\n').filter((line) => line.startsWith('jobs_open'));
  expect(await numbers()).toEqual([
    'jobs_open{queue="deliveries",state="waiting"} 0',
    'jobs_open{queue="deliveries",state="running"} 0',
  ]);
  const first = await jobs.add({ sequence: 1 });
  for (const sequence of [2, 3]) await jobs.add({ sequence });
  await waitFor(async () => (await numbers()).includes('jobs_open{queue="deliveries",state="running"} 1'));
  expect(await numbers()).toContain('jobs_open{queue="deliveries",state="waiting"} 2');

  const closing = app.close();
  release();
  await closing;
  expect((await jobs.row(first)).state).toBe('done');
  await expect(checks.get('deliveries')?.(signal)).rejects.toThrow('draining');
});
