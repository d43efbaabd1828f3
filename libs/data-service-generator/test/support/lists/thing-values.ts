/** A value as PostgreSQL takes it, and texts by which a query may ask for it: none where the rules refuse it. */
export interface Value {
  sql: string;
  asked: readonly string[];
}

/** The values to try for a field, by rising order; those of one group are equal. */
export interface FieldValues {
  column: string;
  nullable: boolean;
  groups: readonly (readonly Value[])[];
}

const value = (sql: string, ...asked: string[]): Value => ({
  sql,
  asked: asked.length === 0 ? [sql] : asked,
});
/** What only another program writes. */
const foreign = (sql: string): Value => ({ sql, asked: [] });
const each = (...texts: string[]): Value[][] => texts.map((text) => [value(text)]);

const field = (column: string, nullable: boolean, groups: Value[][]): FieldValues => ({
  column,
  nullable,
  groups,
});

const NAMES = [
  'a',
  'A',
  'b',
  'B',
  'ä',
  'é',
  'a b',
  'a,b',
  '%',
  '_',
  '\\',
  'a%b',
  'a_b',
  'a\\b',
  'zed',
  'Zed',
  "'",
  '"',
];

/** The collation of each column of texts, which tells their order; `null` is that of the database. */
export const COLLATIONS: Readonly<Record<string, string | null>> = {
  name: '"en-x-icu"',
  note: null,
  code: '"C"',
  constructor_: null,
};

const wall = (text: string) => value(text.replace('T', ' '), text);

export const VALUES: Readonly<Record<string, FieldValues>> = {
  name: field('name', false, each(...NAMES)),
  note: field('note', true, each('', ...NAMES)),
  code: field('code', false, each('', 'a', 'A', 'b', 'B', 'a,B')),
  colour: field('colour', true, [
    [value('C', 'a, b')],
    [value('G', 'light green')],
    [value('R', 'red')],
    [foreign('violet')],
  ]),
  mood: field('mood', false, each('good', 'bad')),
  price: field('price', false, [
    ...each('-2.25', '0'),
    [value('1.5', '1.5', '1.50', '1.500')],
    ...each('9999999999.99'),
  ]),
  amount: field('amount', true, [
    [foreign('-Infinity')],
    ...each('-1.5', '0'),
    [value('1e-20', '0.00000000000000000001')],
    [value('1.5', '1.50'), value('1.50', '1.5')],
    ...each('123456789012345678901234567890.123'),
    [foreign('Infinity')],
    [foreign('NaN')],
  ]),
  count: field('count', false, each('-2147483648', '-1', '0', '7', '2147483647')),
  big: field('big', true, [
    [foreign('-9223372036854775808')],
    ...each('-9007199254740993', '-9007199254740992', '0', '9007199254740992', '9007199254740993'),
  ]),
  ratio: field('ratio', true, [
    [foreign('-Infinity')],
    [value('0'), value('-0', '0', '-0')],
    [value('5e-324')],
    [value('0.1')],
    [value('0.30000000000000004')],
    [value('1.7976931348623157e308', '1.7976931348623157e+308')],
    [foreign('Infinity')],
    [foreign('NaN')],
  ]),
  small: field('small', false, [...each('-3', '0.1', '0.2', '1.5'), [foreign('16777216')], [foreign('NaN')]]),
  isOpen: field('is_open', true, each('false', 'true')),
  day: field('day', true, [
    [foreign('-infinity')],
    [foreign('0044-03-15 BC')],
    ...each('2024-02-29', '2024-03-01'),
    [foreign('12024-01-01')],
    [foreign('infinity')],
  ]),
  at: field('at', false, [
    [foreign('-infinity')],
    [foreign('0044-03-15 12:00:00+00 BC')],
    [value('2024-02-29 12:00:00Z', '2024-02-29T12:00:00Z', '2024-02-29T14:00:00+02:00')],
    [value('2024-02-29 12:00:00.000001Z', '2024-02-29T12:00:00.000001Z')],
    [value('2024-02-29 12:00:00.000002Z', '2024-02-29T12:00:00.000002Z')],
    [value('2024-02-29 12:00:00.001Z', '2024-02-29T12:00:00.001Z')],
    [foreign('9999-12-31 23:59:59-05')],
    [foreign('infinity')],
  ]),
  seenAt: field('seen_at', true, [
    [value('2024-02-29 12:00:00.000001Z', '2024-02-29T12:00:00.000001Z')],
    [value('2024-02-29 12:00:00.000002Z', '2024-02-29T12:00:00.000002Z')],
    [foreign('infinity')],
  ]),
  wall: field('wall', true, [
    [foreign('0044-03-15 12:00:00 BC')],
    [wall('2024-02-19T12:00:00')],
    [foreign('2024-02-19 12:00:00.000001')],
    [wall('2024-02-19T12:00:01')],
    [foreign('infinity')],
  ]),
  clock: field('clock', true, [
    [value('08:30:00', '08:30')],
    [foreign('08:30:00.5')],
    [value('09:00', '09:00')],
    [foreign('24:00:00')],
  ]),
  bytes: field('bytes', true, [[value('\\x', '')], [value('\\x69a69a', 'aaaa')], [foreign('\\x00ff')]]),
  constructor_: field('constructor', true, each('', 'a', 'B', 'b')),
  __proto___: field('__proto__', true, each('-9', '0', '9')),
};
