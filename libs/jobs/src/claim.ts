import { type Database, isUniqueViolation, type JobTable } from '@amplication/database';
import { and, eq, inArray, lte, sql } from 'drizzle-orm';

export interface ClaimOptions {
  leaseMs: number;
  /** Lanes that this runner is best prepared for, such as repositories in its cache. */
  preferLanes?: readonly string[];
}

export type ClaimedJob = JobTable['$inferSelect'];

/** How long a lane may wait before preference no longer counts, so that no lane starves. */
const PATIENCE = sql`interval '30 seconds'`;

/**
 * Takes the next due job, or null if there is none.
 *
 * - A lane has one running job at most. The unique index `job_lane_running` holds that, not this query: two runners
 *   that see the same lane free cannot both take a job of it.
 * - Of a lane's due jobs the lowest sequence comes first, then the lowest attempt; of several lanes a preferred one,
 *   then the one that has waited longest.
 * - A job in backoff, or postponed, holds up nobody: other resources of its lane go on, and so does a newer build of
 *   its own resource. The older one then finds itself behind the newest pushed sequence and ends as superseded: that
 *   is its handler's decision. The other choice, to keep its place, would let one build that Bitbucket refuses for an
 *   hour hold up the one that a user has just made to mend it.
 * - A job whose lease has run out is first made to wait again. From then on `running` means "held by somebody alive",
 *   and its former holder can no longer renew it: both write the same row, so one of them sees the other.
 */
export async function claimJob(
  db: Database,
  table: JobTable,
  options: ClaimOptions,
): Promise<ClaimedJob | null> {
  await takeBackExpired(db, table);
  for (;;) {
    try {
      return await claimDue(db, table, options);
    } catch (error) {
      // Another runner has just taken a job of the same lane.
      if (!isUniqueViolation(error)) throw error;
    }
  }
}

async function takeBackExpired(db: Database, table: JobTable): Promise<void> {
  const expired = db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.state, 'running'), lte(table.leaseUntil, sql`clock_timestamp()`)))
    .for('update', { skipLocked: true });
  await db
    .update(table)
    .set({ state: 'waiting', leaseUntil: null, updatedAt: sql`now()` })
    .where(and(inArray(table.id, expired), eq(table.state, 'running')));
}

async function claimDue(
  db: Database,
  table: JobTable,
  { leaseMs, preferLanes = [] }: ClaimOptions,
): Promise<ClaimedJob | null> {
  const preferredFirst =
    preferLanes.length === 0
      ? []
      : [sql`(${inArray(table.lane, [...preferLanes])} or ${table.runAfter} < now() - ${PATIENCE}) desc`];
  const due = db
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.state, 'waiting'),
        lte(table.runAfter, sql`now()`),
        sql`not exists (
          select 1 from ${table} other
          where other.lane = ${table.lane} and (
            other.state = 'running' or (
              other.state = 'waiting' and other.run_after <= now()
              and (other.sequence, other.attempt, other.id) < (${table.sequence}, ${table.attempt}, ${table.id})
            )
          )
        )`,
      ),
    )
    .orderBy(...preferredFirst, table.runAfter, table.sequence)
    .limit(1)
    .for('update', { skipLocked: true });
  const [claimed] = await db
    .update(table)
    .set({
      state: 'running',
      fence: sql`${table.fence} + 1`,
      tries: sql`${table.tries} + 1`,
      leaseUntil: leaseFromNow(leaseMs),
      updatedAt: sql`now()`,
    })
    .where(inArray(table.id, due))
    .returning();
  return claimed ?? null;
}

/** A lease's end, on the database's clock. */
export function leaseFromNow(leaseMs: number) {
  return sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
}
