import { format } from 'prettier';
import { type CodeValue, objectOf, writeValue } from './code-value';

const long = "'a text that is so long that not many of them stand on one line'";

describe('writeValue', () => {
  it.each<[string, CodeValue]>([
    ['a short list', { list: ['1', '2'] }],
    ['a long list', { list: [long, long] }],
    ['an object', objectOf({ a: '1', '*': '2', b: null })],
    ['objects in a list', { list: [objectOf({ a: '1', b: '2' }), objectOf({ a: '3', b: '4' })] }],
    ['lists in a list', { list: [{ list: ['1', '2'] }, { list: ['3', '4'] }] }],
    ['one long object in a list', { list: [objectOf({ a: long, b: objectOf({ c: long }) })] }],
    ['nothing', objectOf({ a: { list: [] }, b: { object: [] } })],
    ['a text that is too long', objectOf({ names: `'${'long '.repeat(21)}'` })],
    ['a text that is too long behind a short name', objectOf({ name: `'${'long '.repeat(21)}'` })],
  ])('writes %s as Prettier does', async (_name, value) => {
    const code = `${writeValue(value, { before: 'const value = ', after: ';' })};\n`;
    expect(await format(code, { parser: 'typescript', singleQuote: true, printWidth: 110 })).toBe(code);
  });

  it('writes a name that is none as one', () => {
    expect(writeValue({ object: [['__proto__', '1']] })).toBe("{ ['__proto__']: 1 }");
  });
});
