import { RuleTester } from 'eslint';
import { parser } from 'typescript-eslint';
import house from './plugin.mjs';

new RuleTester({
  languageOptions: {
    parser,
    parserOptions: {
      projectService: { allowDefaultProject: ['*.ts'] },
      tsconfigRootDir: import.meta.dirname,
    },
  },
}).run('no-foreign-key', house.rules['no-foreign-key'], {
  valid: [
    'declare const table: Record<string, number>; export const one = table.total;',
    "declare const table: Record<'a' | 'b', number>; declare const key: 'a' | 'b'; export const one = table[key];",
    'declare const list: string[]; declare const at: number; export const one = list[at];',
    'declare const table: Map<string, number>; declare const key: string; export const one = table.get(key);',
    "declare const value: object; export const one = 'kind' in value;",
  ].map((code) => ({ code, filename: 'case.ts' })),
  invalid: [
    'declare const table: Record<string, number>; declare const key: string; export const one = table[key];',
    'declare const table: Record<string, number> | undefined; declare const key: string; export const one = table?.[key];',
    'declare const table: Record<string, number>; declare const key: string; table[key] = 1;',
    'declare const table: object; declare const key: string; export const one = key in table;',
  ].map((code) => ({ code, filename: 'case.ts', errors: [{ messageId: 'foreign' }] })),
});
