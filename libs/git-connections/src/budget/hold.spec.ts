import fc from 'fast-check';
import {
  afterRefusal,
  afterSuccess,
  FIRST_HOLD_MS,
  type Hold,
  LONGEST_HOLD_MS,
  LONGEST_RETRY_AFTER_MS,
} from './hold';

const CALL = { method: 'GET', pathTemplate: '/repositories/{workspace}', resource: 'repositories' } as const;
const MINUTE = 60_000;

const refused = (hold: Hold | null, at: number, retryAfterMs?: number): Hold =>
  afterRefusal(hold, { ...CALL, at, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });

describe('without Retry-After', () => {
  it('doubles what comes again as soon as it is over, and starts over after a success', () => {
    let hold = refused(null, 0);
    const lengths = [hold.until];
    for (let round = 0; round < 7; round += 1) {
      const at = hold.until + 1;
      hold = refused(hold, at);
      lengths.push(hold.until - at);
    }
    expect(lengths.map((length) => length / 1_000)).toEqual([15, 30, 60, 120, 240, 480, 600, 600]);
    const at = hold.until + 1;
    expect(refused(afterSuccess(hold, 'repositories'), at).until - at).toBe(FIRST_HOLD_MS);
  });

  it('does not start over after a success of a kind that Bitbucket counts apart', () => {
    const hold = refused(null, 0);
    expect(afterSuccess(hold, 'other')).toBe(hold);
  });

  it('halves for each calm minute', () => {
    const long: Hold = { until: 0, backoffMs: 240_000, cause: { ...CALL, hasRetryAfter: false } };
    const after = (calmMs: number) => (refused(long, calmMs).until - calmMs) / 1_000;
    expect([0.5, 1, 2, 3, 5, 60].map((minutes) => after(minutes * MINUTE))).toEqual([
      480, 240, 120, 60, 15, 15,
    ]);
  });
});

/** What happens to a user's calls: an answer, and how long it comes after the one before. */
type Event = { afterMs: number } & (
  { kind: 'refused'; retryAfterMs?: number } | { kind: 'success'; resource: 'repositories' | 'other' }
);

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    fc.record(
      {
        kind: fc.constant('refused' as const),
        afterMs: fc.nat(5 * MINUTE),
        retryAfterMs: fc.nat(2 * LONGEST_RETRY_AFTER_MS),
      },
      { requiredKeys: ['kind', 'afterMs'] },
    ),
    fc.record({
      kind: fc.constant('success' as const),
      afterMs: fc.nat(5 * MINUTE),
      resource: fc.constantFrom('repositories' as const, 'other' as const),
    }),
  ),
  { maxLength: 40 },
);

it('keeps its rule over any sequence of answers', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      let hold: Hold | null = null;
      let at = 0;
      /** The longest that the next hold of our own may be: what the successes and calm minutes leave of it. */
      let own: { length: number } | null = null;
      for (const event of sequence) {
        at += event.afterMs;
        const before: Hold | null = hold;
        if (event.kind === 'success') {
          if (!before) continue;
          hold = afterSuccess(before, event.resource);
          expect(hold.until).toBe(before.until);
          if (event.resource === 'repositories') own = null;
          continue;
        }
        hold = refused(before, at, event.retryAfterMs);
        expect(hold.until).toBeGreaterThanOrEqual(before?.until ?? 0);
        if (event.retryAfterMs !== undefined) {
          expect(hold.until).toBeGreaterThanOrEqual(
            at + Math.min(event.retryAfterMs, LONGEST_RETRY_AFTER_MS),
          );
          expect(hold.until).toBeLessThanOrEqual(Math.max(before?.until ?? 0, at + LONGEST_RETRY_AFTER_MS));
          expect(hold.backoffMs).toBe(before?.backoffMs ?? null);
        } else if (before && before.until > at) {
          expect(hold).toBe(before);
        } else {
          const length = hold.until - at;
          expect(length).toBeGreaterThanOrEqual(FIRST_HOLD_MS);
          expect(length).toBeLessThanOrEqual(LONGEST_HOLD_MS);
          const calmMinutes: number = own ? Math.floor((at - (before?.until ?? 0)) / MINUTE) : 0;
          const most: number = own
            ? Math.max(FIRST_HOLD_MS, (2 * own.length) / 2 ** calmMinutes)
            : FIRST_HOLD_MS;
          expect(length).toBeLessThanOrEqual(Math.ceil(most));
          own = { length };
        }
      }
    }),
    { numRuns: 1_000 },
  );
});
