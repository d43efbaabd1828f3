import { delay } from '@amplication/foundation';
import { and, eq, gt, sql } from 'drizzle-orm';
import {
  type BudgetedCall,
  type BudgetGate,
  type BudgetState,
  type BudgetWait,
} from '@amplication/bitbucket-client';
import { connectionsSchema, type Database } from '@amplication/database';
import { heldBackError, hourUsedError } from './budget-errors';
import type { Hold } from './hold';
import { holdOf, HoldStore } from './hold-store';

const { bitbucketRequestCount, bitbucketUserBudget } = connectionsSchema;

/** Requests to `/repositories/…` that Bitbucket allows a user in a rolling hour. */
const HOURLY_LIMIT = 1_000;
/** From this share of the limit on, calls are spread over the time until the window gives some back. */
const SPREAD_FROM = 0.8;

export interface BudgetOptions {
  /** Requests an hour; 1,000 unless given. */
  readonly limit?: number;
  /** A call that would wait longer fails at once; 15 seconds unless given. */
  readonly longestWaitMs?: number;
}

interface Window {
  readonly used: number;
  /** Until a part of the window is given back. */
  readonly refillMs: number;
  /** The last 429, whose hold may be over. */
  readonly hold: Hold | null;
  readonly heldMs: number;
}

/**
 * The budget of each Bitbucket user, shared by all processes through PostgreSQL and measured with its clock.
 * Bitbucket does not report it to OAuth consumers, and counts what the user's other tools send as well, so the counter
 * is a lower bound and a 429 has the last word.
 */
export function createBudgetGate(db: Database, options: BudgetOptions = {}): BudgetGate {
  return new PostgresBudget(db, options);
}

class PostgresBudget implements BudgetGate {
  private readonly nextSlot = new Map<string, number>();
  /** Users whose next 429 would be held longer than the first, as far as this process has seen. */
  private readonly doubling = new Set<string>();
  private readonly holds: HoldStore;
  private readonly limit: number;
  private readonly longestWaitMs: number;

  constructor(
    private readonly db: Database,
    options: BudgetOptions,
  ) {
    this.holds = new HoldStore(db);
    this.limit = options.limit ?? HOURLY_LIMIT;
    this.longestWaitMs = options.longestWaitMs ?? 15_000;
  }

  async before(userKey: string, call: BudgetedCall, wait: BudgetWait = {}): Promise<void> {
    let window = await this.window(userKey);
    // Another 429 may have prolonged the hold while this call waited for its end.
    while (window.hold && window.heldMs > 0) {
      if (!this.canWait(window.heldMs, wait)) throw heldBackError(window.hold, window.heldMs);
      await delay(window.heldMs, wait.signal);
      window = await this.window(userKey);
    }
    if (window.hold?.backoffMs != null) this.doubling.add(userKey);
    if (call.resource !== 'repositories') return;
    const turnMs = this.waitForTurn(userKey, window, wait);
    if (turnMs > 0) {
      if (!this.canWait(turnMs, wait)) throw hourUsedError(window.used, this.limit, turnMs);
      await delay(turnMs, wait.signal);
    }
    await this.count(userKey);
  }

  async after(
    userKey: string,
    call: BudgetedCall,
    { status, retryAfterMs }: { status: number; retryAfterMs?: number },
  ): Promise<void> {
    if (status === 429) return this.holds.refused(userKey, call, retryAfterMs);
    // Nearly every answer is a success and there is nothing to reset: that costs no query.
    if (status < 400 && this.doubling.delete(userKey)) await this.holds.succeeded(userKey, call);
  }

  async read(userKey: string): Promise<BudgetState> {
    const { used, heldMs } = await this.window(userKey);
    return { limit: this.limit, used, heldUntil: heldMs > 0 ? new Date(Date.now() + heldMs) : null };
  }

  /** Milliseconds until this call's turn. Slots are given out per process; the count is shared. */
  private waitForTurn(userKey: string, { used, refillMs }: Window, options: BudgetWait): number {
    if (used < this.limit * SPREAD_FROM) return 0;
    if (used >= this.limit) return Math.max(refillMs, 1_000);
    const now = Date.now();
    const slot = Math.max(now, this.nextSlot.get(userKey) ?? 0);
    const wait = slot - now;
    if (wait === 0 || this.canWait(wait, options))
      this.nextSlot.set(userKey, slot + refillMs / (this.limit - used));
    return wait;
  }

  private canWait(waitMs: number, { whenHeld = 'wait' }: BudgetWait): boolean {
    return whenHeld === 'wait' && waitMs <= this.longestWaitMs;
  }

  private async count(userKey: string): Promise<void> {
    await this.db.execute(sql`
      with forgotten as (
        delete from connections.bitbucket_request_count
        where bitbucket_user_uuid = ${userKey} and minute < now() - interval '2 hours')
      insert into connections.bitbucket_request_count as c (bitbucket_user_uuid, minute, requests)
      values (${userKey}, date_trunc('minute', now()), 1)
      on conflict (bitbucket_user_uuid, minute) do update set requests = c.requests + 1`);
  }

  private async window(userKey: string): Promise<Window> {
    const { minute, requests, bitbucketUserUuid } = bitbucketRequestCount;
    const counted = this.db
      .select({
        used: sql<string>`coalesce(sum(${requests}), 0)`.as('used'),
        refillMs: sql<
          string | null
        >`extract(epoch from min(${minute}) + interval '61 minutes' - now()) * 1000`.as('refill_ms'),
      })
      .from(bitbucketRequestCount)
      .where(and(eq(bitbucketUserUuid, userKey), gt(minute, sql`now() - interval '1 hour'`)))
      .as('counted');
    const [row] = await this.db
      .select({
        used: counted.used,
        refillMs: counted.refillMs,
        held: bitbucketUserBudget,
        heldMs: sql<string | null>`extract(epoch from ${bitbucketUserBudget.notBefore} - now()) * 1000`,
      })
      .from(counted)
      .leftJoin(bitbucketUserBudget, eq(bitbucketUserBudget.bitbucketUserUuid, userKey));
    return {
      used: Number(row?.used ?? 0),
      refillMs: Number(row?.refillMs ?? 0),
      hold: row?.held ? holdOf(row.held) : null,
      heldMs: Number(row?.heldMs ?? 0),
    };
  }
}
