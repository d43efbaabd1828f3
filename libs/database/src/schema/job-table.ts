import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, type PgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, updatedAt } from './columns';

/** `failed` was refused for a reason that a person must act on; `dead` ran out of tries. */
export const JOB_STATES = [
  'waiting',
  'running',
  'done',
  'failed',
  'dead',
  'cancelled',
  'superseded',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/**
 * The table of one service's leased, fenced, ordered jobs (see libs/jobs). One row is one attempt of one build.
 * Of the waiting rows with the same `lane`, the lowest `sequence` runs first, one at a time.
 * `name` is for a second kind of job in one schema.
 */
export function jobTable<Schema extends string>(schema: PgSchema<Schema>, name = 'job') {
  return schema.table(
    name,
    {
      id: id(),
      buildId: uuid('build_id').notNull(),
      attempt: integer('attempt').notNull(),
      resourceId: uuid('resource_id').notNull(),
      lane: text('lane').notNull(),
      sequence: integer('sequence').notNull(),
      payload: jsonb('payload').notNull(),
      state: text('state', { enum: JOB_STATES }).notNull().default('waiting'),
      /** What the job has recorded of its own progress: last step and its facts. */
      step: text('step'),
      stepData: jsonb('step_data')
        .notNull()
        .default(sql`'{}'::jsonb`),
      tries: integer('tries').notNull().default(0),
      runAfter: instant('run_after').notNull().defaultNow(),
      leaseUntil: instant('lease_until'),
      /** Rises with every claim; a runner that holds an older number is fenced off. */
      fence: bigint('fence', { mode: 'number' }).notNull().default(0),
      error: jsonb('error'),
      createdAt: createdAt(),
      updatedAt: updatedAt(),
      finishedAt: instant('finished_at'),
    },
    (table) => [
      uniqueIndex(`${name}_build_attempt`).on(table.buildId, table.attempt),
      index(`${name}_due`)
        .on(table.lane, table.sequence)
        .where(sql`state in ('waiting', 'running')`),
      // One job of a lane at a time: whatever the runners believe, the database allows no second one.
      uniqueIndex(`${name}_lane_running`)
        .on(table.lane)
        .where(sql`state = 'running'`),
    ],
  );
}
export type JobTable = ReturnType<typeof jobTable>;
