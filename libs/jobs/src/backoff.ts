const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait before the next try, in milliseconds: exponential with full jitter, so that jobs that failed
 * together do not come back together, but never sooner than the other side asked for.
 */
export function backoffMs(tries: number, error: unknown, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries - 1, 20));
  return Math.round(Math.max(requestedWaitMs(error), random() * longest));
}

/** `retryAfterMs` of the error or of a cause of it: what a Retry-After header said. */
function requestedWaitMs(error: unknown): number {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const asked = 'retryAfterMs' in cause ? cause.retryAfterMs : undefined;
    if (typeof asked === 'number' && Number.isFinite(asked)) return Math.max(0, asked);
  }
  return 0;
}
