import fc from 'fast-check';
import { DEFAULT_RETRY, fullJitter, parseRetryAfter } from './retry';

it('reads Retry-After as seconds or as a date', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  expect(parseRetryAfter('120', now)).toBe(120_000);
  expect(parseRetryAfter('Tue, 24 Nov 2026 10:00:30 GMT', now)).toBe(30_000);
  expect(parseRetryAfter('Tue, 24 Nov 2026 09:00:00 GMT', now)).toBe(0);
  for (const nonsense of [undefined, '', 'soon', 7]) expect(parseRetryAfter(nonsense, now)).toBeUndefined();
});

it('waits between nothing and a bound that doubles up to the ceiling', () => {
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const wait = fullJitter(attempt, DEFAULT_RETRY, () => random);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(
        Math.min(DEFAULT_RETRY.ceilingMs, DEFAULT_RETRY.baseMs * 2 ** attempt),
      );
    }),
  );
  expect(fullJitter(0, DEFAULT_RETRY, () => 1)).toBe(500);
  expect(fullJitter(20, DEFAULT_RETRY, () => 1)).toBe(15_000);
});
