import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/**
 * Jest settings of one project. Native ES modules, TypeScript by swc.
 * `size` chooses the test files: `unit` is `*.spec.ts` beside the source, `integration` is
 * `*.integration-spec.ts` (needs PostgreSQL, Kafka or git servers), `e2e` is `*.e2e-spec.ts`.
 */
export function project(displayName, rootDir) {
  const size = process.env.TEST_SIZE ?? 'unit';
  const pattern = {
    unit: '.*(?<!integration-|e2e-)spec\\.ts$',
    integration: '.*integration-spec\\.ts$',
    e2e: '.*e2e-spec\\.ts$',
  };
  return {
    displayName,
    rootDir,
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'json', 'node'],
    moduleNameMapper: { '^@amplication/([^/]+)$': `${root}libs/$1/src/index.ts` },
    setupFiles: [`${root}jest.setup.mjs`],
    setupFilesAfterEnv: [`${root}jest.timeout.mjs`],
    testRegex: [pattern[size]],
    testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.amplication/'],
    transform: { '^.+\\.tsx?$': ['@swc/jest', { ...swcrc, swcrc: false }] },
  };
}
