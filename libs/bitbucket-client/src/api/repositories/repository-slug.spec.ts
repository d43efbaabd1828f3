import fc from 'fast-check';
import { isSlug, MAX_SLUG_LENGTH, slugify } from './repository-slug';

it.each([
  ['Order Service', 'order-service'],
  ['  Größe & Maß  ', 'gro-e-ma'],
  ['api.v2_core', 'api.v2_core'],
  ['--..weird', 'weird'],
  ['日本', ''],
])('makes %j into %j', (name, slug) => {
  expect(slugify(name)).toBe(slug);
});

it('makes of any name a slug or nothing, and of a slug itself', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120 }), (name) => {
      const slug = slugify(name);
      expect(slugify(slug)).toBe(slug);
      expect(slug.length).toBeLessThanOrEqual(MAX_SLUG_LENGTH);
      expect(slug === '' || isSlug(slug)).toBe(true);
    }),
  );
});

it.each(['', 'A', 'a b', '.git', '..', 'a/b', 'x'.repeat(63)])('does not take %j for a slug', (text) => {
  expect(isSlug(text)).toBe(false);
});
