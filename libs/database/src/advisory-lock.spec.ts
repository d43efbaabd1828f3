import { ADVISORY_LOCKS } from './advisory-lock';

it('gives no two locks the same key', () => {
  const keys = Object.values(ADVISORY_LOCKS);
  expect(new Set(keys).size).toBe(keys.length);
  // The first half of a key is an int4.
  for (const key of keys) expect(key).toBeLessThan(2 ** 31);
});
