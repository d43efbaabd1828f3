import type { BudgetedCall, BudgetResource } from '@amplication/bitbucket-client';

/** How long calls are held after the first 429 without `Retry-After` (Bitbucket sends none). */
export const FIRST_HOLD_MS = 15_000;
export const LONGEST_HOLD_MS = 10 * 60_000;
/** Bitbucket counts in a rolling hour: what asks for more than that is not believed. */
export const LONGEST_RETRY_AFTER_MS = 60 * 60_000;
/** Each stretch of this length without a 429 after a hold halves what the next hold is doubled from. */
const CALM_MS = 60_000;

/** What is known of the last 429 that a Bitbucket user was answered. Times are milliseconds since 1970. */
export interface Hold {
  /** No call is sent before. */
  readonly until: number;
  /** Length of the last hold that was our own choice; null once a call went well since. */
  readonly backoffMs: number | null;
  /** The answer that `until` comes from. */
  readonly cause: HoldCause;
}

export interface HoldCause extends BudgetedCall {
  /** Whether the answer said itself how long to wait. */
  readonly hasRetryAfter: boolean;
}

export interface Refusal extends BudgetedCall {
  readonly at: number;
  readonly retryAfterMs?: number;
}

/**
 * The hold after a 429. `Retry-After` is obeyed, and no hold is ever shortened. Without it a hold in force stays, since
 * calls that were under way share its 429; one that is over is followed by one twice as long, halved for each minute
 * that has passed since without a 429.
 */
export function afterRefusal(hold: Hold | null, { at, retryAfterMs, ...call }: Refusal): Hold {
  const backoffMs = hold?.backoffMs ?? null;
  if (retryAfterMs !== undefined) {
    const until = at + Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
    if (hold && hold.until >= until) return hold;
    return { until, backoffMs, cause: { ...call, hasRetryAfter: true } };
  }
  if (hold && hold.until > at) return hold;
  const length = hold && backoffMs !== null ? doubled(backoffMs, at - hold.until) : FIRST_HOLD_MS;
  return { until: at + length, backoffMs: length, cause: { ...call, hasRetryAfter: false } };
}

/**
 * The hold after a call that went well: the next 429 begins with the first hold again. Bitbucket counts each kind of
 * resource by itself, so only a call of the kind that was refused proves anything; the end of a hold stays.
 */
export function afterSuccess(hold: Hold, resource: BudgetResource): Hold {
  return hold.cause.resource === resource ? { ...hold, backoffMs: null } : hold;
}

function doubled(backoffMs: number, calmMs: number): number {
  const length = (2 * backoffMs) / 2 ** Math.floor(calmMs / CALM_MS);
  return Math.round(Math.min(LONGEST_HOLD_MS, Math.max(FIRST_HOLD_MS, length)));
}
