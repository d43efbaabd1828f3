import { fileURLToPath } from 'node:url';
import { project } from '../../jest.preset.mjs';

/** The tests of one lib, in Stryker's copy of the repository: those of both sizes that its mutants shall not survive. */
const lib = process.env.MUTANTS_LIB;
const rootDir = fileURLToPath(new URL(`../../libs/${lib}`, import.meta.url));

export default {
  ...project(lib, rootDir),
  testEnvironment: fileURLToPath(new URL('stop-at-first-failure.mjs', import.meta.url)),
  testSequencer: fileURLToPath(new URL('order-of-files.mjs', import.meta.url)),
  // Stryker's copy lies under .amplication.
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testRegex: [process.env.MUTANTS_TESTS === 'unit' ? '(?<!integration-)spec\\.ts$' : 'spec\\.ts$'],
};
