import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import house from './tools/eslint/plugin.mjs';

/** The ranks of docs/ARCHITECTURE.md: an import goes to a strictly lower rank. */
const ranks = [
  { sourceTag: 'rank:0', onlyDependOnLibsWithTags: ['rank:testing'] },
  { sourceTag: 'rank:1', onlyDependOnLibsWithTags: ['rank:0', 'rank:testing'] },
  { sourceTag: 'rank:2', onlyDependOnLibsWithTags: ['rank:0', 'rank:1', 'rank:testing'] },
  { sourceTag: 'rank:3', onlyDependOnLibsWithTags: ['rank:0', 'rank:1', 'rank:2', 'rank:testing'] },
  { sourceTag: 'rank:4', onlyDependOnLibsWithTags: ['rank:0', 'rank:1', 'rank:2', 'rank:3', 'rank:testing'] },
  { sourceTag: 'rank:testing', onlyDependOnLibsWithTags: [] },
  {
    sourceTag: 'rank:top',
    onlyDependOnLibsWithTags: ['rank:0', 'rank:1', 'rank:2', 'rank:3', 'rank:testing'],
  },
  // The emulator stands for somebody else's system and the client speaks HTTP only: neither may share code.
  { sourceTag: 'stands:alone', onlyDependOnLibsWithTags: ['rank:testing'] },
];

/** Here SQL stands in repositories only: classes in files that are named `*.repository.ts`. */
const SQL_IN_REPOSITORIES = [
  'apps/amplication-build-manager/src',
  'apps/amplication-git-pull-request-service/src',
  'apps/amplication-server/src',
];

/** What runs a query goes by libs/database: a failed one must not show its values, and its errors hold facts only. */
const DRIVERS = [
  {
    name: 'pg',
    allowTypeImports: true,
    message: 'Use openPool or DatabaseClient of @amplication/database.',
  },
  {
    name: 'drizzle-orm/node-postgres',
    allowTypeImports: true,
    message: 'Use createDatabase or databaseOn of @amplication/database.',
  },
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
          // Of the tools, an app has its bundler's settings, and the end-to-end tests what plays a user. Tools have no
          // aliases; which project may use which tool is checked in tools/test/affected.integration-spec.ts.
          allow: [
            '^(\\.\\./)+tools/(vite|platform|demo|browser|screenshots)(/.*)?$',
            '^(\\.\\./)+(command|test|docs|platform|demo|browser)(/.*)?$',
            '^(\\.\\./)+jest\\.preset\\.mjs$',
          ],
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
  // What generated services hold as it stands keeps the rules that these are linted by: see eslint.config.mjs there.
  {
    files: ['libs/data-service-generator/{runtime,runtime-test}/**/*.ts'],
    ignores: ['**/*spec.ts'],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    rules: {
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
      '@typescript-eslint/require-await': 'off',
    },
  },
  // Commands of a generated service: what they print is what they are for.
  {
    files: [
      'libs/data-service-generator/runtime/commands/*.ts',
      'libs/data-service-generator/runtime-test/run.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*spec.{ts,tsx}', '**/test/**/*.{ts,tsx}', 'libs/testing/**/*.ts', 'e2e/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 600 }],
      'no-restricted-imports': 'off',
    },
  },
  // What only the types tell: a promise that nobody waits for, a case that a switch forgets, a test that cannot fail.
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'apps/amplication-client/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    // Tests of a generated service run by node:test, which waits for what it is told of.
    files: ['libs/data-service-generator/runtime-test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
          ],
        },
      ],
    },
  },
  // `require-await` stays off: a method that is asynchronous by its interface may answer at once.
  {
    // What `beforeAll` fills is there in every test, but not in `afterAll` when `beforeAll` has failed.
    files: ['**/*spec.{ts,tsx}'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { house },
    rules: {
      'house/no-folder-circle': 'error',
      'house/max-files-in-folder': ['error', { max: 12 }],
      'house/no-early-return-in-test': 'error',
    },
  },
  {
    // Over what a caller, Bitbucket or git has written, no pattern may take the square of its length.
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: ['apps/amplication-client/**', 'apps/bitbucket-emulator/**', '**/*spec.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    // Where strangers give names to things. The client and the emulator import no lib, so they use Maps and hasOwn.
    files: ['apps/*/src/**/*.{ts,tsx}', 'libs/*/src/**/*.ts'],
    ignores: [
      '**/*spec.{ts,tsx}',
      '**/*.fixture.ts',
      '**/testing/**',
      'libs/testing/**',
      'apps/bitbucket-emulator/**',
    ],
    plugins: { house },
    rules: { 'house/no-foreign-key': 'error' },
  },
  { files: ['apps/amplication-client/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: ['libs/database/src/**', 'libs/testing/src/**', '**/*spec.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: DRIVERS }] },
  },
  // Stands after the block above, whose rule it replaces for these files, and so names the drivers again.
  {
    files: SQL_IN_REPOSITORIES.map((folder) => `${folder}/**/*.ts`),
    ignores: ['**/*.repository.ts', '**/*spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: DRIVERS,
          patterns: [
            {
              regex: '^drizzle-orm(/|$)',
              message: 'SQL stands in repositories only: move the query into a `*.repository.ts`.',
            },
            {
              regex: '^@amplication/database$',
              importNamePattern: '^(?!waitForSchema$).+Schema$|^jobTable$',
              message: 'Tables are known to repositories only: move the query into a `*.repository.ts`.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'tools/**/*.ts'],
    ignores: [
      'libs/database/src/advisory-lock.ts',
      'libs/data-service-generator/**',
      '**/*spec.ts',
      '**/test/**/*.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['Literal[value=/pg_\\w*advisory/]', 'TemplateElement[value.raw=/pg_\\w*advisory/]'].map(
          (selector) => ({
            selector,
            message: 'Locks have names: see ADVISORY_LOCKS in libs/database/src/advisory-lock.ts.',
          }),
        ),
      ],
    },
  },
  // Markup is long without being complicated.
  {
    files: ['**/*.tsx'],
    ignores: ['**/*spec.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['tools/**/*.ts', 'tools/**/*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
