import { createHash, randomBytes } from 'node:crypto';
import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { EveryMinutes } from '../clock/every-minutes';
import type { ConnectOutcome } from './connect-outcome';

const { oauthState } = serverSchema;
export type ConnectAttempt = typeof oauthState.$inferSelect;

const LIFETIME_MS = 10 * 60 * 1000;
const STATE_BYTES = 32;

/** Who may finish an attempt: the session that began it. */
export interface Browser {
  accountId: string;
  sessionId: string;
}

/** Attempts to connect Bitbucket, found by the hash of their `state`; the state itself is kept nowhere. */
@Injectable()
export class ConnectAttempts {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Stores a new attempt and returns its state: 256 random bits. */
  async begin(
    browser: Browser,
    attempt: Pick<ConnectAttempt, 'workspaceId' | 'connectionId' | 'replaceOtherUser' | 'returnTo'>,
  ): Promise<string> {
    const state = randomBytes(STATE_BYTES).toString('base64url');
    await this.db.insert(oauthState).values({
      ...attempt,
      stateHash: sha256(state),
      sessionHash: sha256(browser.sessionId),
      accountId: browser.accountId,
      expiresAt: new Date(Date.now() + LIFETIME_MS),
    });
    return state;
  }

  /** Takes the attempt: of any number of calls with the same state only one gets it. */
  async consume(browser: Browser, state: string): Promise<ConnectAttempt | null> {
    const rows = await this.db
      .update(oauthState)
      .set({ consumedAt: sql`now()` })
      .where(
        and(this.is(browser, state), isNull(oauthState.consumedAt), gt(oauthState.expiresAt, sql`now()`)),
      )
      .returning();
    return rows[0] ?? null;
  }

  /** An attempt that this browser has consumed before. */
  async findConsumed(browser: Browser, state: string): Promise<ConnectAttempt | null> {
    const rows = await this.db.select().from(oauthState).where(this.is(browser, state));
    const [found] = rows;
    return found?.consumedAt ? found : null;
  }

  async storeOutcome(db: Database | Transaction, stateHash: string, outcome: ConnectOutcome): Promise<void> {
    await db.update(oauthState).set({ outcome }).where(eq(oauthState.stateHash, stateHash));
  }

  /** Forgets attempts that are older than a day. */
  @EveryMinutes(60, 'prune-connect-attempts')
  async prune(): Promise<void> {
    await this.db.delete(oauthState).where(lt(oauthState.expiresAt, sql`now() - interval '1 day'`));
  }

  private is({ accountId, sessionId }: Browser, state: string) {
    return and(
      eq(oauthState.stateHash, sha256(state)),
      eq(oauthState.sessionHash, sha256(sessionId)),
      eq(oauthState.accountId, accountId),
    );
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
