import { toRepositorySlug } from './slug';

describe('toRepositorySlug', () => {
  it.each([
    ['Order Service', 'order-service'],
    ['  Café & Bar ', 'cafe-bar'],
    ['order_service.v2', 'order_service.v2'],
    ['--x--', 'x'],
    ['???', ''],
  ])('makes a slug of %j', (name, slug) => expect(toRepositorySlug(name)).toBe(slug));

  it('is short enough for Bitbucket', () => expect(toRepositorySlug('a'.repeat(100))).toHaveLength(62));
});
