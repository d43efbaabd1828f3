import fc from 'fast-check';
import { arbitraryOf, isAllowed, textOf } from '../../../test/support/lists/parameter-values.js';
import { thingsList } from '../../../test/support/lists/things.js';
import { Problem } from '../problem.js';
import { filterParameters, type ListParameter, otherParameters } from './list-parameters.js';
import { listParser } from './parse-list.js';

const parse = listParser(thingsList);
const reading = (query: string) => parse(new URLSearchParams(query));

/** What a problem says of a query; nothing where it is taken. */
function errorsOf(query: string | URLSearchParams): readonly string[] {
  try {
    parse(new URLSearchParams(query));
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.code).toBe('BAD_REQUEST');
    return error.errors.length === 0
      ? [error.detail ?? '']
      : error.errors.map(({ field, message }) => `${field}: ${message}`);
  }
}

it('asks for the first rows by the key where the query says nothing', () => {
  expect(reading('')).toEqual({
    filters: [],
    search: null,
    searchIn: ['name', 'note', 'constructor_'],
    sort: [],
    limit: 20,
    offset: 0,
    cursor: null,
    total: false,
    include: [],
  });
});

it('reads each kind of parameter', () => {
  const request = reading(
    'name=Ada%20L&count.gte=5&isOpen=false&price.in=1.50,2&name.contains=50%25&seenAt.isNull=true&bytes.in=aaaa' +
      '&constructor.startsWith=x&__proto__=7&_search=new&_sort=-at,constructor,-__proto__&_limit=100&_offset=10000' +
      '&_total=true&_include=valueOf,owner',
  );
  expect(request).toMatchObject({
    search: 'new',
    limit: 100,
    offset: 10_000,
    total: true,
    include: ['valueOf_', 'owner'],
    sort: [
      { field: 'at', descending: true },
      { field: 'constructor_', descending: false },
      { field: '__proto___', descending: true },
    ],
  });
  expect(request.filters).toEqual([
    { field: 'name', operator: 'eq', value: 'Ada L' },
    { field: 'count', operator: 'gte', value: 5 },
    { field: 'isOpen', operator: 'eq', value: false },
    { field: 'price', operator: 'in', value: ['1.50', '2'] },
    { field: 'name', operator: 'contains', value: '50%' },
    { field: 'seenAt', operator: 'isNull', value: true },
    { field: 'bytes', operator: 'in', value: ['aaaa'] },
    { field: 'constructor_', operator: 'startsWith', value: 'x' },
    { field: '__proto___', operator: 'eq', value: 7 },
  ]);
});

it('takes values with a comma where each of them has a parameter of its own', () => {
  expect(reading('note.in=a,b').filters[0]?.value).toEqual(['a', 'b']);
  expect(reading('note.in=a,b&note.in=c').filters[0]?.value).toEqual(['a,b', 'c']);
  expect(reading('note.in=').filters[0]?.value).toEqual(['']);
});

it('looks past a part of the order that says the opposite of one before', () => {
  expect(reading('_sort=at,-at').sort).toEqual([{ field: 'at', descending: false }]);
});

it('says all that is wrong at once', () => {
  const query =
    'nobody=1&name=&price=1.234&count=x&colour.in=red,blue&at=now&isOpen.in=true&mood.isNull=true&name.eq=a' +
    '&seenAt.isNull=yes&note.contains=%00&count.lt=1&count.lt=2&_limit=0&_offset=10001&_cursor=%20&_sort=at,at' +
    '&_include=toString&_total=1&_search=&toString=1&_order=asc&constructor.contains=%00&__proto__=10';
  expect(errorsOf(query)).toEqual([
    'nobody: is no parameter of this list',
    'isOpen.in: is no parameter of this list',
    'mood.isNull: is no parameter of this list',
    'name.eq: is no parameter of this list',
    'toString: is no parameter of this list',
    '_order: is no parameter of this list',
    '_offset: must be a whole number from 0 to 10000',
    'name: must be a text of 1 to 20 characters',
    'price: must be a number as text, such as "12.50", within its bounds',
    'count: must not be greater than 2147483647',
    'count: must not be less than -2147483648',
    'count: must be an integer number',
    'colour.in: must be one of the following values: light green, red, a, b',
    'at: must be a moment such as 2026-01-31T08:30:00Z or 2026-01-31T08:30:00+02:00, with at most 6 digits after the second',
    'seenAt.isNull: must be true or false',
    'note.contains: must be a text',
    'count.lt: must be given once',
    'constructor.contains: must be a text',
    '__proto__: must not be greater than 9',
    '_search: must be a text of 1 to 200 characters',
    '_sort: must name each once',
    '_limit: must be a whole number from 1 to 100',
    '_cursor: must be the `next` of a page of this list',
    '_total: must be true or false',
    '_include: must be some of these, with commas between them: owner, valueOf',
  ]);
});

const many = (count: number, write: (at: number) => string) =>
  Array.from({ length: count }, (_one, at) => write(at));

it.each([
  ['values', many(100, String).join(','), []],
  ['values', many(101, String).join(','), ['note.in: must have at most 100 values']],
  ['values', many(100, String).join('&note.in='), []],
  ['values', many(101, String).join('&note.in='), ['note.in: must have at most 100 values']],
])('takes at most 100 %s', (_what, text, errors) => {
  expect(errorsOf(`note.in=${text}`)).toEqual(errors);
});

it('takes all filters at once', () => {
  const query = filterParameters(thingsList).map((one): [string, string] => [one.name, valid(one)]);
  expect(query.length).toBeGreaterThan(100);
  expect(errorsOf(new URLSearchParams(query))).toEqual([]);
});

it('names 100 mistakes and no more', () => {
  expect(errorsOf(many(5_000, (at) => `x${at}`).join('&'))).toHaveLength(100);
});

it('counts from the cursor where there is one', () => {
  expect(reading('_offset=7').offset).toBe(7);
  expect(reading('_offset=7&_cursor=x')).toMatchObject({ offset: 0, cursor: 'x' });
});

it('takes an order of 5 parts and a search of 200 characters', () => {
  expect(errorsOf('_sort=at,day,wall,clock,id')).toEqual([]);
  expect(errorsOf('_sort=at,day,wall,clock,id,note')).toEqual(['_sort: must have at most 5 parts']);
  expect(errorsOf(`_search=${'é'.repeat(200)}`)).toEqual([]);
  expect(errorsOf(`_search=${'x'.repeat(201)}`)).toEqual(['_search: must be a text of 1 to 200 characters']);
});

it('knows no parameter that has nothing to ask for', () => {
  const bare = listParser({ ...thingsList, sort: [], search: [], include: [] });
  for (const name of ['_sort', '_search', '_include'])
    expect(() => bare(new URLSearchParams(`${name}=id`))).toThrow(Problem);
});

/** Texts that OpenAPI allows for a parameter. */
const taken = ({ schema }: ListParameter) => arbitraryOf(schema).map(textOf);

/** One of them. */
const valid = (parameter: ListParameter) => fc.sample(taken(parameter), { numRuns: 1, seed: 7 }).join('');

const parameters = [...filterParameters(thingsList), ...otherParameters(thingsList)];

it.each(parameters.map((parameter) => [parameter.name, parameter] as const))(
  'takes of %s what OpenAPI allows',
  (name, parameter) => {
    fc.assert(
      fc.property(taken(parameter), (text) => {
        expect([text, errorsOf(new URLSearchParams([[name, text]]))]).toEqual([text, []]);
      }),
      { numRuns: 20 },
    );
  },
);

const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    'true',
    'false',
    'TRUE',
    'null',
    '0',
    '-1',
    '1',
    '1.0',
    '1.50',
    '1.234',
    '-0',
    '1e3',
    '.5',
    '1e400',
  ],
  ...[
    '2147483648',
    '99999999999999999999',
    'NaN',
    'Infinity',
    'red',
    'light green',
    'a, b',
    'good',
    'G',
    'red,good',
  ],
  ...[
    '2024-02-29',
    '2023-02-29',
    '2024-02-29T12:00:00Z',
    '2024-02-29T12:00:00',
    '08:30',
    '08:30:00',
    'aaaa',
    'aGk=',
  ],
  ...[
    '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10',
    '6F1D6C1E-8A34-4F0B-9A51-3C1F0E9A7B10',
    'id',
    '-id',
    'id,-id',
    'id,id',
  ],
  ...[
    ',',
    'a,',
    'a,b',
    '\0',
    'a\0',
    'x'.repeat(21),
    'x'.repeat(300),
    '100',
    '101',
    '10000',
    '10001',
    'owner',
    '-owner',
  ],
];

it.each(parameters.map((parameter) => [parameter.name, parameter] as const))(
  'takes of %s nothing that OpenAPI does not allow',
  (name, { schema }) => {
    const wrong = TEXTS.filter(
      (text) => (errorsOf(new URLSearchParams([[name, text]])).length === 0) !== isAllowed(schema, text),
    );
    expect([name, wrong]).toEqual([name, []]);
  },
);

const word = fc.oneof(
  fc.constantFrom(
    ...parameters.map(({ name }) => name),
    'name.in',
    'nobody',
    'toString',
    '__proto__.in',
    '_order',
    '',
  ),
  fc.string({ unit: 'binary' }),
);
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary' }), fc.string());

it('answers every query with a request or with what is wrong', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(fc.tuple(word, text)), fc.string({ unit: 'binary', maxLength: 200 })),
      (query) => {
        const said = errorsOf(typeof query === 'string' ? query : new URLSearchParams(query));
        expect(said.every((one) => one !== '')).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
