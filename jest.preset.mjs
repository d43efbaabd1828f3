import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** Components are compiled as Vite does it: without an import of React in each. */
const withMarkup = (jsc) => ({
  ...jsc,
  parser: { ...jsc.parser, tsx: true },
  transform: { ...jsc.transform, react: { runtime: 'automatic' } },
});

/**
 * Jest settings of one project. Native ES modules, TypeScript by swc.
 * `size` chooses the test files: `unit` is `*.spec.ts` beside the source, `integration` is
 * `*.integration-spec.ts` (needs PostgreSQL, Kafka or git servers), `e2e` is `*.e2e-spec.ts`, `proof` is
 * `*.proof-spec.ts`: either of them where it takes too long for every day. A component's spec is a unit spec that is
 * `*.spec.tsx`.
 */
export function project(displayName, rootDir) {
  const size = process.env.TEST_SIZE ?? 'unit';
  const pattern = {
    unit: '.*(?<!integration-|e2e-|proof-)spec\\.tsx?$',
    integration: '.*integration-spec\\.ts$',
    e2e: '.*e2e-spec\\.ts$',
    proof: '.*proof-spec\\.ts$',
  };
  return {
    displayName,
    rootDir,
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts', '.tsx'],
    moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json', 'node'],
    moduleNameMapper: {
      '^@amplication/([^/]+)$': `${root}libs/$1/src/index.ts`,
      '^@amplication/([^/]+)/testing$': `${root}libs/$1/src/testing/index.ts`,
    },
    resolver: `${root}jest.resolver.cjs`,
    setupFiles: [`${root}jest.setup.mjs`],
    setupFilesAfterEnv: [`${root}jest.timeout.mjs`],
    testRegex: [pattern[size]],
    testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.amplication/'],
    transform: {
      '^.+\\.ts$': ['@swc/jest', { ...swcrc, swcrc: false }],
      '^.+\\.tsx$': ['@swc/jest', { ...swcrc, jsc: withMarkup(swcrc.jsc), swcrc: false }],
    },
  };
}
