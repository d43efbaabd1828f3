import { BitbucketError } from '../http/bitbucket-error';
import { delay } from '@amplication/foundation';

/** Waits between tries: Bitbucket shows a branch or commit a moment after git has pushed it. 8 seconds in all. */
export const VISIBILITY_WAITS_MS: readonly number[] = [250, 500, 1_000, 2_000, 4_250];

/** Tries again while Bitbucket says that it does not know what was just pushed. Such a refusal has done nothing. */
export async function untilVisible<Value>(
  attempt: () => Promise<Value>,
  isNotVisible: (error: BitbucketError) => boolean,
  waits: readonly number[],
  signal?: AbortSignal,
): Promise<Value> {
  for (const wait of waits) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof BitbucketError) || !isNotVisible(error)) throw error;
      await delay(wait, signal);
    }
  }
  return attempt();
}
