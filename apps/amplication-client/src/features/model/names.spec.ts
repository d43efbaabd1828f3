import { toEntityName, toFieldName, toPlural } from './names';

describe('names', () => {
  it.each([
    ['order item', 'OrderItem'],
    ['order-item', 'OrderItem'],
    ['OrderItem', 'OrderItem'],
    ['  customer ', 'Customer'],
    ['café', 'Cafe'],
    ['', ''],
  ])('makes an entity name of %j', (text, name) => expect(toEntityName(text)).toBe(name));

  it.each([
    ['Unit price', 'unitPrice'],
    ['SKU', 'sKU'],
    ['email', 'email'],
  ])('makes a field name of %j', (text, name) => expect(toFieldName(text)).toBe(name));

  it.each([
    ['Order', 'Orders'],
    ['Category', 'Categories'],
    ['Day', 'Days'],
    ['Box', 'Boxes'],
    ['', ''],
  ])('guesses the plural of %j', (name, plural) => expect(toPlural(name)).toBe(plural));
});
