import fc from 'fast-check';
import { firstFree, slugify } from './slug';

describe('slugify', () => {
  it.each([
    ['Order Service', 'order-service'],
    ['  Ünïcode – Größe!  ', 'unicode-gro-e'],
    ['日本', 'service'],
    ['---', 'service'],
    ['a'.repeat(80), 'a'.repeat(50)],
  ])('makes of %j %j', (name, slug) => {
    expect(slugify(name)).toBe(slug);
  });

  it('always gives lower-case letters, digits and single hyphens, and changes no slug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const slug = slugify(name);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(50);
        expect(slugify(slug)).toBe(slug);
      }),
    );
  });
});

describe('firstFree', () => {
  it('counts from two', () => {
    const taken = new Set(['a', 'a-2', 'a-4']);
    expect(firstFree('a', (name) => taken.has(name))).toBe('a-3');
    expect(firstFree('b', (name) => taken.has(name))).toBe('b');
  });
});
