import { PrismaSyntaxError } from '../errors';
import { parsePrisma } from './parse-prisma';

/** The error of a text, as a person reads it. */
function refusal(source: string): string {
  try {
    parsePrisma(source);
  } catch (error) {
    if (error instanceof PrismaSyntaxError) return error.message;
    throw error;
  }
  return 'none';
}

const field = (line: string) => parsePrisma(`model A {\n  ${line}\n}`).blocks[0]?.members[0];
const documented = (body: string) =>
  parsePrisma(`model A {\n${body}\n}`).blocks[0]?.members.map(({ documentation }) => documentation);

describe('a schema of Prisma', () => {
  it('is a tree whose parts know where they stand', () => {
    const { blocks } = parsePrisma('\nmodel User {\n  id Int @id\n\n  @@map("users")\n}\n');
    expect(blocks[0]).toMatchObject({ keyword: 'model', name: 'User', at: { line: 2, column: 1 } });
    expect(blocks[0]?.members[0]).toMatchObject({ name: 'id', type: 'Int', at: { line: 3, column: 3 } });
    expect(blocks[0]?.members[0]?.attributes[0]?.at).toEqual({ line: 3, column: 10 });
    expect(blocks[0]?.attributes[0]).toMatchObject({ name: 'map', at: { line: 5, column: 3 } });
  });

  it.each([
    ['a Int', 'one'],
    ['a Int?', 'optional'],
    ['a Int[]', 'list'],
  ])('has the field %s', (line, arity) => expect(field(line)).toMatchObject({ type: 'Int', arity }));

  it('has types that Prisma does not know', () => {
    expect(field('a Unsupported("vector(3)")[]')).toMatchObject({ unsupported: 'vector(3)', arity: 'list' });
  });

  it('has values of every kind', () => {
    const line = String.raw`a Int @x(1, b: -2.5, "t\"\u00e9\n", now(), [A, f(c: [1])], { d: null })`;
    expect(field(line)?.attributes[0]?.args).toMatchObject([
      { name: null, value: { kind: 'number', digits: '1' } },
      { name: 'b', value: { digits: '-2.5' } },
      { value: { kind: 'text', value: 't"é\n' } },
      { value: { kind: 'call', name: 'now', args: [] } },
      { value: { kind: 'list', items: [{ name: 'A' }, { kind: 'call', name: 'f', args: [{ name: 'c' }] }] } },
      { value: { kind: 'object' } },
    ]);
  });

  it('may be broken into lines inside brackets', () => {
    expect(field('a Int @x(\n 1, // one\n [\n 2,\n 3\n ],\n )')?.attributes[0]?.args).toHaveLength(2);
  });

  it('has settings, of which the last line needs no end', () => {
    const { settings } = parsePrisma('datasource db {\n  provider = "postgresql" // x\n  url = env("A") }');
    expect(settings[0]).toMatchObject({ keyword: 'datasource', name: 'db' });
    expect([...(settings[0]?.values.keys() ?? [])]).toEqual(['provider', 'url']);
  });

  it('keeps what stands above a field, and beside it', () => {
    expect(documented('  /// one\n  ///\n  ///  two\n  a Int /// three\n  b Int')).toEqual([
      'one\n\n two\nthree',
      '',
    ]);
  });

  it('parts documentation from a field by an empty line, and not by a comment', () => {
    expect(documented('  /// lost\n\n  /// kept\n  // comment\n  /// too\n  a Int')).toEqual(['kept\ntoo']);
    expect(parsePrisma('/// lost\n\n/// kept\nmodel A {\n  a Int\n}').blocks[0]?.documentation).toBe('kept');
  });

  it('counts each comment that nothing keeps', () => {
    const source =
      '// 1\n/* 2\n */ model A {\n  a Int // 3\n  /// 4\n\n  /// 5\n  @@map("x") /// 6\n  /// 7\n}\n/// 8';
    expect(parsePrisma(source).comments.map(({ line }) => line)).toEqual([1, 2, 4, 5, 7, 8, 9, 11]);
  });
});

describe('a text that is no schema', () => {
  it.each([
    [
      'table A {}',
      'Line 1, column 1: expected model, enum, view, type, datasource or generator, and found "table".',
    ],
    ['model {\n}', 'Line 1, column 7: expected the name of the model, and found "{".'],
    ['model A {\n  a Int', 'Line 2, column 8: expected a field, `@@` or `}`, and found the end.'],
    ['model A {\n  a\n}', 'Line 2, column 4: expected the type of the field, and found the end of the line.'],
    [
      'model A {\n  a Int @id @\n}',
      'Line 2, column 14: expected the name of an attribute, and found the end of the line.',
    ],
    ['model A {\n  a Int @x(1 2)\n}', 'Line 2, column 14: expected `,` or `)`, and found "2".'],
    ['model A {\n  a Int b\n}', 'Line 2, column 9: expected the end of the line, and found "b".'],
    [
      'model A {\n  a Int @x("b)\n}',
      'Line 2, column 12: expected `"` at the end of the text, on the same line.',
    ],
    [
      'model A {\n  a Int @x("\\q")\n}',
      'Line 2, column 12: expected a text whose escapes are those of JSON.',
    ],
    ['/* model', 'Line 1, column 1: expected `*/` at the end of the comment.'],
    [
      'model A {\n  a Int ;\n}',
      'Line 2, column 9: expected a name, a value or a sign of Prisma, and found ";".',
    ],
    [
      `model A {\n  a Int @x(${'['.repeat(100)})\n}`,
      'Line 2, column 43: expected at most 30 values inside each other.',
    ],
  ])('%j is refused', (source, message) => expect(refusal(source)).toBe(message));
});
