import { pause } from '@amplication/database';
import { KafkaJSError } from 'kafkajs';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3_000;
const HEARTBEAT_MS = 2_000;
const WAIT = Symbol('wait');

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
      // An error of kafkajs's own: it leaves the offset where it is and is not logged as a failure of the handler.
      if (stopping.aborted) throw new KafkaJSError('The consumer is stopping.', { retriable: true });
      await heartbeat();
    }
  } finally {
    clearInterval(beat);
  }
}
