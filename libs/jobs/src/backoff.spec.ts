import fc from 'fast-check';
import { backoffMs } from './backoff';

describe('the wait before the next try', () => {
  it('is anything from nothing to a limit that doubles, and never above five minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tries, random) => {
          const wait = backoffMs(tries, new Error(), () => random);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(Math.min(300_000, 1_000 * 2 ** (tries - 1)));
        },
      ),
    );
    expect(backoffMs(1, null, () => 1)).toBe(1_000);
    expect(backoffMs(4, null, () => 1)).toBe(8_000);
  });

  it('is never shorter than the other side asked for, wherever in the chain of causes it says so', () => {
    const asked = (retryAfterMs: unknown) => Object.assign(new Error(), { retryAfterMs });
    expect(backoffMs(1, asked(90_000))).toBe(90_000);
    expect(backoffMs(1, new Error('wrapped', { cause: asked(90_000) }))).toBe(90_000);
    for (const nonsense of [Number.NaN, Infinity, -5, '90000', undefined])
      expect(backoffMs(1, asked(nonsense), () => 0.5)).toBe(500);
  });
});
