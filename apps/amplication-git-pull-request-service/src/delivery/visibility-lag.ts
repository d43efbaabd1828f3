import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until what was sent `ageMs` ago and never answered would be seen in a listing: Bitbucket's indexes lag behind its
 * writes. `lagMs` at most, whatever two clocks may say.
 */
export async function waitOutLag(ageMs: number, lagMs: number, signal: AbortSignal): Promise<void> {
  const left = Math.min(lagMs, lagMs - ageMs);
  if (left > 0) await pause(left, undefined, { signal });
}
