import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import house from './tools/eslint/plugin.mjs';

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

/** Folders of these import each other in circles still; each leaves the list when its folders have been sorted out. */
const CIRCLES_LEFT = [
  'apps/amplication-build-manager',
  'apps/amplication-git-pull-request-service',
  'apps/amplication-server',
  'libs/service-kit',
];

/** Folders that hold more files than the rule allows, until they have been sorted into subfolders. */
const FLAT_FOLDERS_LEFT = [
  'apps/amplication-git-pull-request-service/src/delivery',
  'apps/amplication-server/src/http',
  'apps/amplication-server/src/resources',
  'libs/bitbucket-client/src/api',
  'libs/git-connections/src',
  'libs/git-sync/src/git',
  'libs/git-sync/src/plan',
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
            '^(\\.\\./)+(command|platform|demo|browser)(/.*)?$',
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
  { files: CIRCLES_LEFT.map((project) => `${project}/**`), rules: { 'house/no-folder-circle': 'off' } },
  { files: FLAT_FOLDERS_LEFT.map((folder) => `${folder}/*`), rules: { 'house/max-files-in-folder': 'off' } },
  { files: ['apps/amplication-client/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  // A failed query must not show its values: whatever runs one goes by libs/database, whose errors hold facts only.
  {
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: ['libs/database/src/**', 'libs/testing/src/**', '**/*spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
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
