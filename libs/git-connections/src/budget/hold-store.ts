import { eq, isNotNull, and, sql } from 'drizzle-orm';
import type { BudgetedCall } from '@amplication/bitbucket-client';
import { connectionsSchema, type Database } from '@amplication/database';
import { afterRefusal, afterSuccess, type Hold } from './hold';

const { bitbucketUserBudget: table } = connectionsSchema;
type Row = typeof table.$inferSelect;

/** The hold of each Bitbucket user in PostgreSQL, where all processes see it. Times are by PostgreSQL's clock. */
export class HoldStore {
  constructor(private readonly db: Database) {}

  async refused(userKey: string, call: BudgetedCall, retryAfterMs?: number): Promise<void> {
    await this.db.transaction(async (tx) => {
      // The row must be there to be locked: two processes may meet the user's first 429 at once.
      await tx.insert(table).values({ bitbucketUserUuid: userKey }).onConflictDoNothing();
      const [row] = await tx
        .select({ hold: table, now: sql<string>`extract(epoch from clock_timestamp()) * 1000` })
        .from(table)
        .where(eq(table.bitbucketUserUuid, userKey))
        .for('update');
      if (!row) throw new Error('The budget of a user was not found after it was written.');
      const { until, backoffMs, cause } = afterRefusal(holdOf(row.hold), {
        ...call,
        at: Number(row.now),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
      await tx
        .update(table)
        .set({
          notBefore: new Date(until),
          backoffMs,
          resource: cause.resource,
          method: cause.method,
          pathTemplate: cause.pathTemplate,
          hasRetryAfter: cause.hasRetryAfter,
          updatedAt: sql`now()`,
        })
        .where(eq(table.bitbucketUserUuid, userKey));
    });
  }

  async succeeded(userKey: string, { resource }: BudgetedCall): Promise<void> {
    const [row] = await this.db.select().from(table).where(eq(table.bitbucketUserUuid, userKey));
    const hold = row && holdOf(row);
    if (!hold || afterSuccess(hold, resource).backoffMs !== null) return;
    await this.db
      .update(table)
      .set({ backoffMs: null, updatedAt: sql`now()` })
      .where(
        and(
          eq(table.bitbucketUserUuid, userKey),
          eq(table.resource, resource),
          isNotNull(table.backoffMs),
          // A 429 that came meanwhile knows better.
          eq(table.notBefore, new Date(hold.until)),
        ),
      );
  }
}

/** Null while the user was never answered 429. */
export function holdOf(row: Row): Hold | null {
  const { notBefore, backoffMs, resource, method, pathTemplate, hasRetryAfter } = row;
  if (notBefore === null || resource === null || method === null || pathTemplate === null) return null;
  const cause = { resource, method, pathTemplate, hasRetryAfter };
  return { until: notBefore.getTime(), backoffMs, cause };
}
