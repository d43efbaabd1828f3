import { buildManagerSchema, createDatabase } from '@amplication/database';
import { pino } from 'pino';
import { JobQueue, JobRunner } from '../src';

/** A process of its own that takes a job, says so, and then holds it for good. Run by the spec about crashes. */
const url = process.env['DATABASE_URL'] ?? '';
const handle = createDatabase(url);
const queue = new JobQueue({
  db: handle.db,
  table: buildManagerSchema.buildManagerJob,
  notifyChannel: 'test_jobs',
});
const say = (text: string) => process.stdout.write(`${text}\n`);

new JobRunner({
  queue,
  databaseUrl: url,
  concurrency: 1,
  leaseMs: 1_500,
  pollMs: 100,
  maxTries: 5,
  logger: pino({ level: 'silent' }),
  parsePayload: () => ({}),
  onAbandoned: async () => undefined,
  handler: async (job) => {
    await job.record('pushing', { by: 'child' });
    say(`holds ${job.buildId}`);
    await new Promise<void>((resolve) => job.signal.addEventListener('abort', () => resolve()));
    // Woken after another runner has taken the job: each of these must be refused.
    const attempts = [
      () => job.assertHeld(),
      () => job.record('pushed', { by: 'child' }),
      () => job.finish('done'),
    ];
    const outcomes = await Promise.all(
      attempts.map((attempt) =>
        attempt().then(
          () => 'allowed',
          (error: Error) => error.name,
        ),
      ),
    );
    say(`fenced off: ${outcomes.join(' ')}`);
    return job.finish('done');
  },
}).start();
