import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { ConnectOutcome } from './connect-outcome';

const { oauthState } = serverSchema;
export type ConnectAttempt = typeof oauthState.$inferSelect;

/** What an attempt is found by. */
export type AttemptKey = Pick<ConnectAttempt, 'stateHash' | 'sessionHash' | 'accountId'>;

@Injectable()
export class ConnectAttemptsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async insert(values: typeof oauthState.$inferInsert): Promise<void> {
    await this.db.insert(oauthState).values(values);
  }

  /** Takes the attempt: of any number of calls with the same key only one gets it. */
  async consume(key: AttemptKey): Promise<ConnectAttempt | null> {
    const isOpen = and(isNull(oauthState.consumedAt), gt(oauthState.expiresAt, sql`now()`));
    const rows = await this.db
      .update(oauthState)
      .set({ consumedAt: sql`now()` })
      .where(and(is(key), isOpen))
      .returning();
    return rows[0] ?? null;
  }

  async find(key: AttemptKey): Promise<ConnectAttempt | null> {
    const rows = await this.db.select().from(oauthState).where(is(key));
    return rows[0] ?? null;
  }

  async storeOutcome(db: Database | Transaction, stateHash: string, outcome: ConnectOutcome): Promise<void> {
    await db.update(oauthState).set({ outcome }).where(eq(oauthState.stateHash, stateHash));
  }

  /** Deletes attempts that ended more than a day ago. */
  async prune(): Promise<void> {
    await this.db.delete(oauthState).where(lt(oauthState.expiresAt, sql`now() - interval '1 day'`));
  }
}

function is({ stateHash, sessionHash, accountId }: AttemptKey) {
  return and(
    eq(oauthState.stateHash, stateHash),
    eq(oauthState.sessionHash, sessionHash),
    eq(oauthState.accountId, accountId),
  );
}
