import { DomainError, type ErrorCode, type ErrorParams, isErrorCode } from '@amplication/contracts';

/** How an attempt ended: kept, so that a reload or a second tab shows the same. */
export type ConnectOutcome =
  { connectionId: string } | { error: { code: ErrorCode; message: string; params: ErrorParams } };

/** Reads what the row keeps; null while the attempt has not ended. */
export function readOutcome(stored: unknown): ConnectOutcome | null {
  if (typeof stored !== 'object' || stored === null) return null;
  if ('connectionId' in stored && typeof stored.connectionId === 'string')
    return { connectionId: stored.connectionId };
  if (!('error' in stored) || !isStoredError(stored.error))
    throw new Error('A stored outcome cannot be read.');
  return { error: stored.error };
}

export function failureOutcome(error: DomainError): ConnectOutcome {
  return { error: { code: error.code, message: error.message, params: error.params } };
}

export function failureOf(
  { error }: Extract<ConnectOutcome, { error: object }>,
  cause?: unknown,
): DomainError {
  return new DomainError(error.code, error.message, { params: error.params, cause });
}

function isStoredError(value: unknown): value is { code: ErrorCode; message: string; params: ErrorParams } {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'code' in value &&
    isErrorCode(value.code) &&
    'message' in value &&
    typeof value.message === 'string' &&
    'params' in value &&
    typeof value.params === 'object'
  );
}
