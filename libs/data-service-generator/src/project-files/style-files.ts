import { file, type GeneratedFile } from '../render/generated-file';

/** What editors, git, ESLint and Prettier read. */
export const styleFiles = (): GeneratedFile[] => [
  file('.editorconfig', EDITORCONFIG),
  file('.gitattributes', GITATTRIBUTES),
  file('.gitignore', GITIGNORE),
  file('.prettierignore', PRETTIERIGNORE),
  file('.prettierrc.json', '{ "singleQuote": true, "printWidth": 110 }\n'),
  file('eslint.config.mjs', ESLINT),
];

const EDITORCONFIG = `root = true

[*]
charset = utf-8
end_of_line = lf
indent_size = 2
indent_style = space
insert_final_newline = true
trim_trailing_whitespace = true

[*.md]
trim_trailing_whitespace = false
`;

/** A checkout on Windows must not change what Prettier and the checksums of migrations see. */
const GITATTRIBUTES = `* text=auto eol=lf
`;

const GITIGNORE = `node_modules/
dist/
dist-test/
coverage/
.env
*.log
`;

const PRETTIERIGNORE = `# Each build writes these anew, in a form of their own.
.amplication/
# Migrations that have run must stay as they are.
migrations/
dist/
dist-test/
coverage/
`;

const ESLINT = `import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist', 'dist-test', 'coverage', '.amplication']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // The log of the service is structured; commands speak to a person and may print.
      'no-console': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        // What these return is for the test runner, which waits for it by itself.
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
          ],
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // What was caught goes on as it is.
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
      // A handler of a request may be asynchronous by its interface and answer at once.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/generated/commands/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  // Last: what Prettier decides is no matter of lint.
  prettier,
);
`;
