import { createHash, randomBytes } from 'node:crypto';
import type { Database, Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { EveryMinutes } from '../../clock/every-minutes';
import {
  type AttemptKey,
  type ConnectAttempt,
  ConnectAttemptsRepository,
} from './connect-attempts.repository';
import type { ConnectOutcome } from './connect-outcome';

export type { ConnectAttempt };

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
  constructor(private readonly attempts: ConnectAttemptsRepository) {}

  /** Stores a new attempt and returns its state: 256 random bits. */
  async begin(
    browser: Browser,
    attempt: Pick<ConnectAttempt, 'workspaceId' | 'connectionId' | 'replaceOtherUser' | 'returnTo'>,
  ): Promise<string> {
    const state = randomBytes(STATE_BYTES).toString('base64url');
    const expiresAt = new Date(Date.now() + LIFETIME_MS);
    await this.attempts.insert({ ...attempt, ...keyOf(browser, state), expiresAt });
    return state;
  }

  /** Takes the attempt: of any number of calls with the same state only one gets it. */
  consume(browser: Browser, state: string): Promise<ConnectAttempt | null> {
    return this.attempts.consume(keyOf(browser, state));
  }

  /** An attempt that this browser has consumed before. */
  async findConsumed(browser: Browser, state: string): Promise<ConnectAttempt | null> {
    const found = await this.attempts.find(keyOf(browser, state));
    return found?.consumedAt ? found : null;
  }

  storeOutcome(db: Database | Transaction, stateHash: string, outcome: ConnectOutcome): Promise<void> {
    return this.attempts.storeOutcome(db, stateHash, outcome);
  }

  /** Forgets attempts that are older than a day. */
  @EveryMinutes(60, 'prune-connect-attempts')
  prune(): Promise<void> {
    return this.attempts.prune();
  }
}

function keyOf({ accountId, sessionId }: Browser, state: string): AttemptKey {
  return { accountId, stateHash: sha256(state), sessionHash: sha256(sessionId) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
