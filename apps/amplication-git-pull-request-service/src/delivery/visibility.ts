import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until what was sent at `sentAt` (milliseconds since 1970) and never answered would be seen in a listing:
 * Bitbucket's indexes lag behind its writes.
 */
export async function waitOutLag(sentAt: number, lagMs: number, signal: AbortSignal): Promise<void> {
  // At most the lag itself, whatever another machine's clock said when it was sent.
  const left = Math.min(lagMs, sentAt + lagMs - Date.now());
  if (left > 0) await pause(left, undefined, { signal });
}
