import fc from 'fast-check';
import { camelCase, kebabCase, slug, snakeCase } from './names';

describe('names', () => {
  it.each([
    ['OrderItem', 'order-item', 'order_item', 'orderItem'],
    ['HTTPServer', 'http-server', 'http_server', 'httpServer'],
    ['userID', 'user-id', 'user_id', 'userId'],
    ['Address2', 'address2', 'address2', 'address2'],
  ])('%s', (name, kebab, snake, camel) => {
    expect([kebabCase(name), snakeCase(name), camelCase(name)]).toEqual([kebab, snake, camel]);
  });

  it('makes a package name of any text', () => {
    expect(slug("  Bob's Größe 2 ")).toBe('bob-s-gro-e-2');
    expect(slug('注文')).toBe('service');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug(text))),
    );
  });
});
