import { describe, expect, it } from '@jest/globals';
import { optionalBranchPattern } from './branch-name';

describe('pattern for a branch that may not exist', () => {
  it.each([
    ['amplication-orders', 'amplicatio*n-orders'],
    ['feature/orders', 'featur*e/orders'],
    ['gen', 'ge*n'],
    ['x', '*x'],
  ])('%s gives %s', (name, pattern) => {
    expect(optionalBranchPattern(name)).toBe(pattern);
  });
});
