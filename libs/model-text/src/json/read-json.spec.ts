import { ModelRefusedError, ModelSyntaxError, ModelTooLargeError } from '../errors';
import { readJson } from './read-json';
import { writeJson } from './write-json';

const MODEL = {
  version: 2,
  name: 'Shop',
  entities: [
    {
      id: 'o',
      name: 'Order',
      key: { fields: ['i'] },
      fields: [{ id: 'i', name: 'id', type: 'uuid', required: true }],
    },
  ],
};
const failure = (text: string): Error => {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It was read.');
};

describe('a model in JSON', () => {
  it('of version 2 is taken as it is, with or without a mark before it', () => {
    const { model, losses } = readJson(`\uFEFF${JSON.stringify(MODEL)}`);
    expect(model).toMatchObject(MODEL);
    expect(losses).toEqual([]);
    expect(readJson(writeJson(model)).model).toEqual(model);
  });

  it('of version 1 becomes one of version 2', () => {
    const old = { name: 'Shop', entities: [{ id: 'o', name: 'Order', pluralName: 'Orders', fields: [] }] };
    expect(readJson(JSON.stringify(old)).model).toMatchObject({ version: 2, entities: [{ name: 'Order' }] });
  });

  it.each([
    ['', 'Line 1, column 1: Expected a value, and found the end of the text.'],
    ['{\n  "a": 1\n  "b": 2 }', 'Line 3, column 3: Expected a comma or `}`, and found `"`.'],
    ['{ "a": 1, }', 'Line 1, column 11: Expected a name in double quotes, and found `}`.'],
    ["{ 'a': 1 }", "Line 1, column 3: Expected a name in double quotes or `}`, and found `'`."],
    ['{ "a" 1 }', 'Line 1, column 7: Expected a colon, and found `1`.'],
    ['[1, nope]', 'Line 1, column 5: Expected a value, and found `n`.'],
    ['{"a": "b', 'Line 1, column 7: Expected the quote that ends the text, and found the end of the text.'],
    ['["\\x"]', 'Line 1, column 3: Expected \\", \\\\, \\n or the like behind a backslash, and found `\\`.'],
    ['{} {}', 'Line 1, column 4: Expected the end, since the model is complete, and found `{`.'],
    ['{"a": 1, "a": 2}', 'Line 1, column 10: Expected each name once, and found `a` for the second time.'],
    [
      '{"__proto__": 1, "__proto__": 2}',
      'Line 1, column 18: Expected each name once, and found `__proto__` for the second time.',
    ],
    ['[1e400]', 'Line 1, column 2: Expected a number that is not that large, and found `1`.'],
    ['[01]', 'Line 1, column 3: Expected a comma or `]`, and found `1`.'],
  ])('that is none is refused with the place and what was expected: %s', (text, message) => {
    const error = failure(text);
    expect(error).toBeInstanceOf(ModelSyntaxError);
    expect(error.message).toBe(message);
  });

  it('is accepted as JSON exactly where JSON.parse accepts it', () => {
    for (const text of [
      '1',
      '-0.5e+3',
      '"\\u00e9\\n"',
      '[]',
      '{}',
      '[[{"a":[null,true,false]}]]',
      ' \t\r\n1 ',
    ]) {
      expect(() => JSON.parse(text)).not.toThrow();
      expect(failure(text)).toBeInstanceOf(ModelRefusedError);
    }
    for (const text of ['.5', '1.', '+1', '--1', '"\n"', '[,]', '{,}', '[1,]', 'nul', '\u00a01', '"\\u12"']) {
      expect(() => JSON.parse(text)).toThrow(SyntaxError);
      expect(failure(text)).toBeInstanceOf(ModelSyntaxError);
    }
  });

  it('that is no model is refused with every problem at its line', () => {
    const text = JSON.stringify(
      {
        version: 2,
        name: '',
        entities: [{ id: 'o', name: '1', key: null, fields: [{ id: 'a', name: 'a', type: 'money' }] }],
      },
      null,
      1,
    );
    const error = failure(text);
    if (!(error instanceof ModelRefusedError)) throw error;
    expect(error.problems.map(({ line, subject }) => [line, subject])).toEqual([
      [3, 'name'],
      [7, 'entities[0].name'],
      [13, 'entities[0].fields[0].type'],
    ]);
    expect(error.message).toBe('Line 3, column 10: name: must not be empty. And 2 more.');
  });

  it('of version 1 that version 2 refuses is refused at its entity', () => {
    const entity = (id: string) => ({ id, name: 'Order', pluralName: `Orders${id}`, fields: [] });
    const error = failure(JSON.stringify({ name: 'x', entities: [entity('a'), entity('b')] }, null, 1));
    expect(error).toBeInstanceOf(ModelRefusedError);
    expect(error.message).toContain('Line 10, column 3: entities[1]: is the name of another one: Order');
  });

  it.each([
    ['[', 10_000_000],
    ['{"a":', 2_000_000],
    ['"', 1],
    ['[1,', 3_000_000],
    ['\\', 10_000_000],
  ])('is refused at once, however long: %s', (part, times) => {
    const start = performance.now();
    expect(failure(part.repeat(times))).toBeInstanceOf(ModelSyntaxError);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('may weigh 10 MB', () => {
    expect(failure(' '.repeat(10 * 1024 * 1024 + 1))).toBeInstanceOf(ModelTooLargeError);
  });
});
