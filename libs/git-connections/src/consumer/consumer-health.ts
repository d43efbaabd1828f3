import { eq, sql } from 'drizzle-orm';
import { connectionsSchema, type Database, type Transaction } from '@amplication/database';

const { consumerHealth } = connectionsSchema;
type Health = typeof consumerHealth.$inferSelect;

/** Whether Bitbucket refuses the consumer as a whole: which no single connection can show. */
export interface ConsumerHealthView {
  /** Since when no refresh has succeeded though some were refused; null when all is well. */
  readonly refusedSince: Date | null;
  readonly lastRefusedAt: Date | null;
  readonly lastAcceptedAt: Date | null;
}

/** Bitbucket took the consumer's key and secret. */
export async function recordAccepted(db: Database | Transaction, clientId: string): Promise<void> {
  const accepted = { refusedSince: null, lastRefreshedAt: sql`now()` };
  await db
    .insert(consumerHealth)
    .values({ clientId, ...accepted })
    .onConflictDoUpdate({ target: consumerHealth.clientId, set: accepted });
}

/** Bitbucket answered `unauthorized_client`. Returns the health as it now stands. */
export async function recordRefused(db: Database | Transaction, clientId: string): Promise<Health> {
  const [health] = await db
    .insert(consumerHealth)
    .values({ clientId, refusedSince: sql`now()`, lastRefusedAt: sql`now()` })
    .onConflictDoUpdate({
      target: consumerHealth.clientId,
      set: {
        refusedSince: sql`coalesce(${consumerHealth.refusedSince}, now())`,
        lastRefusedAt: sql`now()`,
      },
    })
    .returning();
  if (!health) throw new Error('The upsert of consumer_health returned no row.');
  return health;
}

export async function readHealth(db: Database | Transaction, clientId: string): Promise<ConsumerHealthView> {
  const [health] = await db.select().from(consumerHealth).where(eq(consumerHealth.clientId, clientId));
  return {
    refusedSince: health?.refusedSince ?? null,
    lastRefusedAt: health?.lastRefusedAt ?? null,
    lastAcceptedAt: health?.lastRefreshedAt ?? null,
  };
}
