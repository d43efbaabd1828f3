import {
  buildManagerSchema,
  createDatabase,
  type DatabaseHandle,
  migrateDatabase,
  serverSchema,
} from '@amplication/database';
import { createTestDatabase } from '@amplication/testing';
import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { JobQueue, JobRunner, type JobRunnerOptions, type NewJob } from '../src';

export interface Payload {
  text: string;
}

export const table = buildManagerSchema.buildManagerJob;

export function parsePayload(value: unknown): Payload {
  if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string')
    return { text: value.text };
  throw new Error('not a payload');
}

export interface JobsFixture {
  url: string;
  handle: DatabaseHandle;
  queue: JobQueue<Payload>;
  newJob(job?: Partial<NewJob<Payload>>): NewJob<Payload>;
  add(job?: Partial<NewJob<Payload>>): Promise<string>;
  row(buildId: string): Promise<typeof table.$inferSelect>;
  runner(
    options: Partial<JobRunnerOptions<Payload>> & Pick<JobRunnerOptions<Payload>, 'handler'>,
  ): JobRunner<Payload>;
  /** Drains all runners and forgets all rows, between two tests. */
  reset(): Promise<void>;
  /** Removes the database. */
  close(): Promise<void>;
}

/** A queue in a database of its own. */
export async function openJobs(): Promise<JobsFixture> {
  const database = await createTestDatabase();
  await migrateDatabase(database.url);
  const handle = createDatabase(database.url);
  const queue = new JobQueue<Payload>({ db: handle.db, table, notifyChannel: 'test_jobs' });
  const runners: JobRunner<Payload>[] = [];
  const newJob: JobsFixture['newJob'] = (job = {}) => ({
    buildId: randomUUID(),
    attempt: 1,
    resourceId: randomUUID(),
    lane: 'lane',
    sequence: 1,
    payload: { text: '' },
    ...job,
  });
  return {
    url: database.url,
    handle,
    queue,
    newJob,
    add: async (job) => {
      const added = newJob(job);
      await handle.db.transaction((tx) => queue.enqueue(tx, added));
      return added.buildId;
    },
    row: async (buildId) => {
      const [row] = await handle.db.select().from(table).where(eq(table.buildId, buildId));
      if (!row) throw new Error(`no job of build ${buildId}`);
      return row;
    },
    runner: (options) => {
      const runner = new JobRunner<Payload>({
        queue,
        databaseUrl: database.url,
        concurrency: 4,
        leaseMs: 3_000,
        pollMs: 200,
        maxTries: 3,
        logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
        parsePayload,
        onAbandoned: async () => undefined,
        drainMs: 1_000,
        ...options,
      });
      runners.push(runner);
      runner.start();
      return runner;
    },
    reset: async () => {
      await Promise.all(runners.splice(0).map((runner) => runner.drain()));
      await handle.db.delete(table);
      await handle.db.delete(serverSchema.workspace);
    },
    close: async () => {
      await handle.close();
      await database.drop();
    },
  };
}

/** Lets every waiting job be due now, as if its backoff were over. */
export async function endBackoff(handle: DatabaseHandle): Promise<void> {
  await handle.db
    .update(table)
    .set({ runAfter: sql`now()` })
    .where(eq(table.state, 'waiting'));
}
