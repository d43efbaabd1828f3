/** When and how long a safe call is tried again. */
export interface RetryPolicy {
  /** Tries in all. */
  readonly tries: number;
  /** Upper bound of the first wait; doubles with each try. */
  readonly baseMs: number;
  /** No single wait is longer; asked to wait longer, the call fails with `retryAfterMs` instead. */
  readonly ceilingMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { tries: 4, baseMs: 500, ceilingMs: 15_000 };

/** Full jitter: anywhere between nothing and the exponential bound, so that callers do not come back in step. */
export function fullJitter(attempt: number, policy: RetryPolicy, random: () => number = Math.random): number {
  return Math.round(random() * Math.min(policy.ceilingMs, policy.baseMs * 2 ** attempt));
}

/** Milliseconds that a `Retry-After` header asks for: seconds or an HTTP date. Undefined when absent or nonsense. */
export function parseRetryAfter(header: unknown, now: number = Date.now()): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Math.round(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
