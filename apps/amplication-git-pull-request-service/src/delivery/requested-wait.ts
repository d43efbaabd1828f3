import type { DomainError } from '@amplication/contracts';
import { ConnectionWaitError } from '@amplication/git-connections';

/** How long Bitbucket, or what we know of its limits, asks to wait before another try, in milliseconds; or null. */
export function requestedWaitMs(error: DomainError): number | null {
  if (error instanceof ConnectionWaitError) return error.retryAfterMs;
  const asked = 'retryAfterMs' in error ? error.retryAfterMs : undefined;
  return error.code === 'BITBUCKET_RATE_LIMITED' && typeof asked === 'number' ? asked : null;
}
