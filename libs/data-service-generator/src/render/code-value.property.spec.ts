import fc from 'fast-check';
import { format } from 'prettier';
import { type CodeValue, writeValue } from './code-value';

const word = fc.stringMatching(/^[a-z]{1,18}$/, { size: 'max' });
const key = word.map((name) => `k${name}`);

const { value } = fc.letrec<{ value: CodeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word.map((text): CodeValue => `'${text}'`),
    fc.array(tie('value'), { maxLength: 4 }).map((list): CodeValue => ({ list })),
    fc
      .array(fc.tuple(key, tie('value')), { minLength: 1, maxLength: 4 })
      .map((object): CodeValue => ({ object })),
    fc.tuple(key, fc.array(key, { maxLength: 2 })).map(([call, args]): CodeValue => ({ call, args })),
  ),
}));

it('writes values as Prettier does', async () => {
  await fc.assert(
    fc.asyncProperty(value, async (code) => {
      const written = `${writeValue(code, { before: 'export const some: Value = ', after: ';' })};\n`;
      const options = { parser: 'typescript', singleQuote: true, printWidth: 110 };
      expect(written).toBe(await format(written, options));
    }),
    { numRuns: 300 },
  );
});
