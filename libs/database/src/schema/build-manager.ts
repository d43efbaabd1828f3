import { pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns';
import { jobTable } from './job-table';

export const buildManager = pgSchema('build_manager');
export const buildManagerJob = jobTable(buildManager);

/** One run of the generator that was started and whose callback is awaited. */
export const generation = buildManager.table('generation', {
  jobId: uuid('job_id').primaryKey(),
  /** SHA-256 of the secret that the callback must carry, in hex. */
  secretHash: text('secret_hash').notNull(),
  startedAt: createdAt(),
  deadline: instant('deadline').notNull(),
  answeredAt: instant('answered_at'),
  /** The process of the generator controller that has the job; null while none is known to. */
  instance: text('instance'),
});
