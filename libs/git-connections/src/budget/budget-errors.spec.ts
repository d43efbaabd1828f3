import { jest } from '@jest/globals';
import { heldBackError, hourUsedError } from './budget-errors';
import type { Hold } from './hold';

beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-27T10:00:00Z') }));
afterEach(() => jest.useRealTimers());

const hold = (hasRetryAfter: boolean): Hold => ({
  until: Date.parse('2026-11-27T10:00:30Z'),
  backoffMs: 15_000,
  cause: { method: 'GET', pathTemplate: '/user', resource: 'other', hasRetryAfter },
});

it('says until when calls are held, and by which answer', () => {
  expect(heldBackError(hold(false), 30_000).message).toBe(
    'Calls of this Bitbucket account are held until 10:00:30 UTC by a 429 on GET /user, which did not say for how long.',
  );
  expect(heldBackError(hold(true), 90_000).message).toBe(
    'Calls of this Bitbucket account are held until 10:01:30 UTC by a 429 on GET /user, with a Retry-After.',
  );
});

it('says how much of the hour is used, and when the next call may be sent', () => {
  expect(hourUsedError(999, 1_000, 60_000).message).toBe(
    'This Bitbucket account has used 999 of the 1000 requests that Bitbucket allows in an hour; the next may be sent at 10:01:00 UTC.',
  );
  for (const used of [1_000, 1_001])
    expect(hourUsedError(used, 1_000, 60_000).message).toBe(
      'This Bitbucket account has used up the 1000 requests that Bitbucket allows in an hour; the next may be sent at 10:01:00 UTC.',
    );
});

it('shows no request, since none was sent, and how long to wait in whole milliseconds', () => {
  expect(hourUsedError(1_000, 1_000, 1_500.2)).toMatchObject({
    code: 'BITBUCKET_RATE_LIMITED',
    method: '-',
    pathTemplate: 'held back before the request was sent',
    status: null,
    retryAfterMs: 1_501,
    params: { retryAfterMs: 1_501 },
  });
});
