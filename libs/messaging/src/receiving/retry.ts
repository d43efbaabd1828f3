import { pause } from '@amplication/foundation';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3_000;
const HEARTBEAT_MS = 2_000;
const WAIT = Symbol('wait');

/** Leaves the offset of a message where it is, so that it is delivered again after the restart. */
class ConsumerStopping extends Error {
  constructor() {
    super('The consumer is stopping.');
    this.name = 'ConsumerStopping';
  }
}

export interface RetryWithOptions {
  stopping: AbortSignal;
  heartbeat(): Promise<void>;
}

/**
 * Calls `attempt` until it returns something else than its argument, with full-jitter backoff, and keeps the
 * consumer's membership alive meanwhile. Rejects when it should wait while stopping, or when the group is rebalancing.
 */
export async function retryWith<Result>(
  { stopping, heartbeat }: RetryWithOptions,
  attempt: (wait: typeof WAIT) => Promise<Result | typeof WAIT>,
): Promise<Result> {
  // A try may take longer than the session lasts, if the database does not answer. A refused heartbeat is
  // reported by the next one that is awaited.
  const beat = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS);
  try {
    for (let tries = 0; ; tries++) {
      const result = await attempt(WAIT);
      if (result !== WAIT) return result;
      await pause(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries), stopping);
      if (stopping.aborted) throw new ConsumerStopping();
      await heartbeat();
    }
  } finally {
    clearInterval(beat);
  }
}
