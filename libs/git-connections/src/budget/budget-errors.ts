import { BitbucketError } from '@amplication/bitbucket-client';
import type { Hold } from './hold';

/** A 429 of before holds the account's calls back. */
export function heldBackError({ cause }: Hold, waitMs: number): BitbucketError {
  const { method, pathTemplate, hasRetryAfter } = cause;
  const length = hasRetryAfter ? 'with a Retry-After' : 'which did not say for how long';
  const until = timeIn(waitMs);
  return notSent(
    `Calls of this Bitbucket account are held until ${until} by a 429 on ${method} ${pathTemplate}, ${length}.`,
    waitMs,
  );
}

/** By our own count the account's hour is used up, or so far used that calls are spread over what is left of it. */
export function hourUsedError(used: number, limit: number, waitMs: number): BitbucketError {
  const state = used >= limit ? 'has used up' : `has used ${used} of`;
  return notSent(
    `This Bitbucket account ${state} the ${limit} requests that Bitbucket allows in an hour; the next may be sent at ${timeIn(waitMs)}.`,
    waitMs,
  );
}

function notSent(message: string, waitMs: number): BitbucketError {
  const retryAfterMs = Math.ceil(waitMs);
  return new BitbucketError('BITBUCKET_RATE_LIMITED', message, {
    method: '-',
    pathTemplate: 'held back before the request was sent',
    retryAfterMs,
    params: { retryAfterMs },
  });
}

/** Hours, minutes and seconds in UTC: these sentences are read in logs too. */
const timeIn = (ms: number): string => `${new Date(Date.now() + ms).toISOString().slice(11, 19)} UTC`;
