import { sql } from 'drizzle-orm';
import {
  BitbucketError,
  type BudgetGate,
  type BudgetResource,
  type BudgetState,
  pause,
} from '@amplication/bitbucket-client';
import type { Database } from '@amplication/database';

/** Requests to `/repositories/…` that Bitbucket allows a user in a rolling hour. */
const HOURLY_LIMIT = 1_000;
/** From this share of the limit on, calls are spread over the time until the window gives some back. */
const SPREAD_FROM = 0.8;
/** Without `Retry-After` (Bitbucket sends none) calls are held so long; twice as long each time it comes again. */
const FIRST_HOLD_MS = 15_000;
const LONGEST_HOLD_MS = 10 * 60_000;

export interface BudgetOptions {
  /** Requests an hour; 1,000 unless given. */
  readonly limit?: number;
  /** A call that would wait longer fails at once; 15 seconds unless given. */
  readonly longestWaitMs?: number;
}

interface Window {
  used: number;
  /** Until a part of the window is given back. */
  refillMs: number;
  heldMs: number;
  heldUntil: Date | null;
}

/**
 * The budget of each Bitbucket user, shared by all processes through PostgreSQL and measured with its clock.
 * Bitbucket tells nothing of it to OAuth consumers, and counts what the user's other tools send as well, so the counter
 * is a lower bound and a 429 has the last word.
 */
export function createBudgetGate(db: Database, options: BudgetOptions = {}): BudgetGate {
  return new PostgresBudget(db, options);
}

class PostgresBudget implements BudgetGate {
  private readonly nextSlot = new Map<string, number>();
  private readonly limit: number;
  private readonly longestWaitMs: number;

  constructor(
    private readonly db: Database,
    options: BudgetOptions,
  ) {
    this.limit = options.limit ?? HOURLY_LIMIT;
    this.longestWaitMs = options.longestWaitMs ?? 15_000;
  }

  async before(userKey: string, resource: BudgetResource, signal?: AbortSignal): Promise<void> {
    let window = await this.window(userKey);
    // Another 429 may have prolonged the hold while this call waited for its end.
    while (window.heldMs > 0) {
      await this.bear(window.heldMs, signal);
      window = await this.window(userKey);
    }
    if (resource !== 'repositories') return;
    await this.bear(this.spread(userKey, window), signal);
    await this.count(userKey);
  }

  async after(userKey: string, answer: { status: number; retryAfterMs?: number }): Promise<void> {
    if (answer.status !== 429) return;
    const asked = answer.retryAfterMs ?? null;
    // Without Retry-After: a hold in force stays (calls that were under way share its 429), one that ended is doubled.
    await this.db.execute(sql`
      insert into connections.bitbucket_user_budget as b (bitbucket_user_uuid, not_before, updated_at)
      values (${userKey}, now() + ${asked ?? FIRST_HOLD_MS} * interval '1 millisecond', now())
      on conflict (bitbucket_user_uuid) do update set
        not_before = case
          when ${asked}::float8 is not null
            then greatest(b.not_before, now() + ${asked}::float8 * interval '1 millisecond')
          when b.not_before > now() then b.not_before
          when b.not_before > now() - ${LONGEST_HOLD_MS} * interval '1 millisecond'
            then now() + least(2 * (b.not_before - b.updated_at), ${LONGEST_HOLD_MS} * interval '1 millisecond')
          else now() + ${FIRST_HOLD_MS} * interval '1 millisecond' end,
        updated_at = case
          when ${asked}::float8 is null and b.not_before > now() then b.updated_at else now() end`);
  }

  async read(userKey: string): Promise<BudgetState> {
    const { used, heldUntil } = await this.window(userKey);
    return { limit: this.limit, used, heldUntil };
  }

  /** Milliseconds until this call's turn. Slots are given out per process; the count is shared. */
  private spread(userKey: string, { used, refillMs }: Window): number {
    if (used < this.limit * SPREAD_FROM) return 0;
    if (used >= this.limit) return Math.max(refillMs, 1_000);
    const now = Date.now();
    const slot = Math.max(now, this.nextSlot.get(userKey) ?? 0);
    const wait = slot - now;
    if (wait <= this.longestWaitMs) this.nextSlot.set(userKey, slot + refillMs / (this.limit - used));
    return wait;
  }

  private async bear(waitMs: number, signal?: AbortSignal): Promise<void> {
    if (waitMs <= 0) return;
    if (waitMs <= this.longestWaitMs) return pause(waitMs, signal);
    throw new BitbucketError('BITBUCKET_RATE_LIMITED', undefined, {
      method: '-',
      pathTemplate: 'held back before the request was sent',
      retryAfterMs: Math.ceil(waitMs),
      params: { retryAfterMs: Math.ceil(waitMs) },
    });
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
    const { rows } = await this.db.execute<Record<string, string | Date | null>>(sql`
      select
        coalesce(sum(requests), 0) as used,
        extract(epoch from min(minute) + interval '61 minutes' - now()) * 1000 as refill_ms,
        (select extract(epoch from not_before - now()) * 1000 from connections.bitbucket_user_budget
          where bitbucket_user_uuid = ${userKey}) as held_ms
      from connections.bitbucket_request_count
      where bitbucket_user_uuid = ${userKey} and minute > now() - interval '1 hour'`);
    const heldMs = Number(rows[0]?.held_ms ?? 0);
    return {
      used: Number(rows[0]?.used ?? 0),
      refillMs: Number(rows[0]?.refill_ms ?? 0),
      heldMs,
      heldUntil: heldMs > 0 ? new Date(Date.now() + heldMs) : null,
    };
  }
}
