import fc from 'fast-check';
import { chooseWorkBranch } from './work-branch';

describe('chooseWorkBranch', () => {
  it.each([
    [[], 'amplication-shop'],
    [['main', 'amplication', 'amplication-shop-old'], 'amplication-shop'],
    [['amplication-shop'], 'amplication-shop-2'],
    [['Amplication-Shop', 'amplication-shop-2'], 'amplication-shop-3'],
    [['amplication-shop/feature'], 'amplication-shop-2'],
  ])('beside %j takes %s', (taken, branch) => {
    expect(chooseWorkBranch('shop', taken)).toBe(branch);
  });

  it('never clashes with a branch, as a file or as a folder, and never stands below another', () => {
    const name = fc
      .array(fc.constantFrom('amplication-shop', 'amplication-shop-2', 'x', 'Amplication-shop'), {
        minLength: 1,
        maxLength: 3,
      })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.array(name), (taken) => {
        const branch = chooseWorkBranch('shop', taken);
        for (const other of taken.map((one) => one.toLowerCase())) {
          expect(other).not.toBe(branch);
          expect(other.startsWith(`${branch}/`)).toBe(false);
          expect(branch.startsWith(`${other}/`)).toBe(false);
        }
      }),
    );
  });
});
