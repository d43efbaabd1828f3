import fc from 'fast-check';
import { format } from 'prettier';
import { type ValueCode, writeValue } from './value-code';

const word = fc.stringMatching(/^[a-z]{1,18}$/, { size: 'max' });
const key = word.map((name) => `k${name}`);

const { value } = fc.letrec<{ value: ValueCode }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word.map((text): ValueCode => `'${text}'`),
    fc.array(tie('value'), { maxLength: 4 }).map((items): ValueCode => ({ items })),
    fc
      .array(fc.tuple(key, tie('value')), { minLength: 1, maxLength: 4 })
      .map((entries): ValueCode => ({ entries })),
    fc.tuple(key, fc.array(key, { maxLength: 2 })).map(([name, args]): ValueCode => ({ name, args })),
  ),
}));

it('writes values as Prettier does', async () => {
  await fc.assert(
    fc.asyncProperty(value, async (code) => {
      const written = `${writeValue('export const some: Value = ', code, ';')}\n`;
      const options = { parser: 'typescript', singleQuote: true, printWidth: 110 };
      expect(written).toBe(await format(written, options));
    }),
    { numRuns: 300 },
  );
});
