import { DomainError, type ErrorCode, type ErrorParams } from '@amplication/contracts';

/**
 * What the build-manager learns of a run: the body of the callback. `durationMs` does not count the wait for a turn.
 */
export type Outcome =
  | { outcome: 'completed'; artifact: { id: string; fileCount: number }; durationMs: number }
  | { outcome: 'failed'; code: ErrorCode; message: string; params: ErrorParams; durationMs: number };

/** A failed run, for whatever reason; what is not a DomainError is a bug of ours and reveals nothing of itself. */
export function failedOutcome(error: unknown, durationMs: number): Outcome {
  const { code, message, params } = error instanceof DomainError ? error : new DomainError('INTERNAL');
  return { outcome: 'failed', code, message, params, durationMs };
}
