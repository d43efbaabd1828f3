import fc from 'fast-check';
import { isAwkward, propertyOf } from './own-names';
import { ignoringCase, Scope } from './scope';

describe('Scope', () => {
  it('gives each name once, whatever is asked for', () => {
    const wanted = fc.array(fc.constantFrom('a', 'A', 'a2', 'a22', 'b', 'Reserved'), { maxLength: 30 });
    fc.assert(
      fc.property(wanted, (names) => {
        const scope = new Scope(['reserved'], ignoringCase);
        const given = names.map((name) => scope.take(name).toLowerCase());
        expect(new Set(given).size).toBe(given.length);
        expect(given).not.toContain('reserved');
      }),
    );
  });

  it('gives the first what it wants, and the next one a number', () => {
    const scope = new Scope();
    expect([scope.take('page'), scope.take('page', '-'), scope.take('page', '-')]).toEqual([
      'page',
      'page-2',
      'page-3',
    ]);
  });
});

describe('propertyOf', () => {
  it('gives two names two properties, and none that JavaScript looks for', () => {
    const name = fc
      .constantFrom('__proto__', 'constructor', 'then', '_', 'id', 'toString')
      .chain((base) => fc.nat(4).map((more) => base + '_'.repeat(more)));
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(propertyOf(a) === propertyOf(b)).toBe(a === b);
        expect(['__proto__', 'constructor', 'then', '_', 'toString']).not.toContain(propertyOf(a));
        expect(propertyOf(a) !== a).toBe(isAwkward(a));
      }),
    );
  });
});
