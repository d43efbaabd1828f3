import { columnName, nameProblem, snakeCase, toEntityName, toFieldName, toPlural } from './names';

describe('names', () => {
  it.each([
    ['order item', 'OrderItem'],
    ['order-item', 'OrderItem'],
    ['OrderItem', 'OrderItem'],
    ['user_account', 'user_account'],
    ['  customer ', 'customer'],
    ['café', 'Cafe'],
    ['', ''],
  ])('makes an entity name of %j', (text, name) => expect(toEntityName(text)).toBe(name));

  it.each([
    ['Unit price', 'unitPrice'],
    ['SKU', 'SKU'],
    ['e-mail', 'eMail'],
    ['first_name', 'first_name'],
  ])('makes a field name of %j', (text, name) => expect(toFieldName(text)).toBe(name));

  it.each([
    ['Order', 'Orders'],
    ['Category', 'Categories'],
    ['Day', 'Days'],
    ['Box', 'Boxes'],
    ['', ''],
  ])('guesses the plural of %j', (name, plural) => expect(toPlural(name)).toBe(plural));

  it.each([
    ['OrderItem', 'order_item'],
    ['unitPrice', 'unit_price'],
    ['HTTPServer2', 'http_server2'],
    ['first_name', 'first_name'],
  ])('says how PostgreSQL calls %j', (name, column) => expect(snakeCase(name)).toBe(column));

  it.each([
    ['unitPrice', 'unit_price'],
    ['xmin', 'xmin_'],
  ])('says what the column of %j is called', (name, column) => expect(columnName(name)).toBe(column));
});

describe('a name', () => {
  it.each(['type', 'order', 'from', 'package', 'Page', 'Record', 'Module', 'first_name', '_id'])(
    'may be %s',
    (name) => expect(nameProblem('entity', name, ['Order_item'])).toBeNull(),
  );

  it.each([
    ['', 'Enter a name.'],
    ['2nd', 'A name starts with a letter.'],
    ['größe', 'A name has letters, digits and underscores only.'],
    ['a'.repeat(64), 'A name has at most 63 characters.'],
    ['note', 'note is there already.'],
    ['Note', 'note is there already, and too similar.'],
    ['unit_price', 'unitPrice is there already, and too similar.'],
  ])('cannot be %j, and the reason is in words', (name, problem) =>
    expect(nameProblem('entity', name, ['note', 'unitPrice'])).toBe(problem),
  );

  it('of a field may differ from another only in how it is written', () =>
    expect(nameProblem('member', 'Note', ['note'])).toBeNull());
});
