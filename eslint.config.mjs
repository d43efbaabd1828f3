import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The ranks of docs/ARCHITECTURE.md: an import goes to a strictly lower rank. */
const ranks = [
  { sourceTag: 'rank:0', onlyDependOnLibsWithTags: ['rank:testing'] },
  { sourceTag: 'rank:1', onlyDependOnLibsWithTags: ['rank:0', 'rank:testing'] },
  { sourceTag: 'rank:2', onlyDependOnLibsWithTags: ['rank:0', 'rank:1', 'rank:testing'] },
  { sourceTag: 'rank:3', onlyDependOnLibsWithTags: ['rank:0', 'rank:1', 'rank:2', 'rank:testing'] },
  { sourceTag: 'rank:testing', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'rank:top', onlyDependOnLibsWithTags: ['rank:0', 'rank:1', 'rank:2', 'rank:testing'] },
  // The emulator stands for somebody else's system and the client speaks HTTP only: neither may share code.
  { sourceTag: 'stands:alone', onlyDependOnLibsWithTags: ['rank:testing'] },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '**/.amplication',
      '**/.nx',
      'apps/amplication-client/src/api/schema.d.ts',
      '**/*.config.*timestamp*',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  prettier,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { '@nx': nx, 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.tsx', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs'] } },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: ['.*/tools/(vite|platform|demo|browser|screenshots).*'],
          depConstraints: ranks,
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': 'error',
      'import-x/no-cycle': ['error', { maxDepth: 10 }],
      'max-lines': ['error', { max: 350, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@amplication/testing',
              message: 'Test doubles and fixtures are imported by specs only.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*spec.ts', '**/test/**/*.ts', 'libs/testing/**/*.ts', 'e2e/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 600 }],
      'no-restricted-imports': 'off',
    },
  },
  // Markup is long without being complicated.
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['tools/**/*.ts', 'tools/**/*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
