import { Stryker } from '@stryker-mutator/core';
import { readCommandLine } from '../command/command-line';
import { explain } from '../platform/terminal/run-until-stopped';
import { prepareTestEnvironment } from '../test/test-environment';

/** What is mutated in each lib, and which of its tests must notice: the unit tests, or also those on real servers. */
const LIBS = {
  contracts: { tests: 'unit', folder: '' },
  'git-sync': { tests: 'unit', folder: 'plan/' },
  jobs: { tests: 'all', folder: '' },
  messaging: { tests: 'all', folder: '' },
  'git-connections': { tests: 'all', folder: '' },
} as const;
type Lib = keyof typeof LIBS;
const isLib = (name: string | undefined): name is Lib => name !== undefined && name in LIBS;

/** So many of a hundred mutants must not survive. */
const LEAST_KILLED = 85;

/** `npm run test:mutants -- <lib>`: changes the code in many small ways, and counts the changes that no test notices. */
const { values, operands } = readCommandLine({
  name: 'npm run test:mutants -- <lib>',
  help: `Counts the small changes of a lib that no test of it notices. Libs: ${Object.keys(LIBS).join(', ')}.`,
  options: {
    only: { kind: 'text', help: 'Mutates only the files of the lib whose path under src this glob matches.' },
    atOnce: {
      kind: 'number',
      help: 'How many mutants are tested at once; 2 unless given.',
      least: 1,
      unless: 2,
    },
  },
  operands: ['lib'],
});
const [lib] = operands;
if (!isLib(lib)) {
  console.error(`Say which lib: ${Object.keys(LIBS).join(', ')}.`);
  process.exit(2);
}

const { tests, folder } = LIBS[lib];
const environment = tests === 'all' ? await prepareTestEnvironment() : null;
try {
  Object.assign(process.env, environment?.env, { MUTANTS_LIB: lib, MUTANTS_TESTS: tests });
  const source = `libs/${lib}/src/${values.only ?? `${folder}**/*.ts`}`;
  await new Stryker({
    mutate: [source, '!**/*spec.ts', '!**/index.ts', '!**/*.module.ts'],
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    jest: {
      projectType: 'custom',
      configFile: 'tools/mutants/jest.config.mjs',
      enableFindRelatedTests: true,
    },
    coverageAnalysis: 'perTest',
    concurrency: values.atOnce,
    ignorePatterns: ['dist', '.nx', '.amplication', '/docs/assets'],
    tempDirName: '.amplication/mutants/copy',
    incremental: true,
    incrementalFile: `.amplication/mutants/${lib}.json`,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    clearTextReporter: { logTests: false, allowEmojis: false },
    jsonReporter: { fileName: `.amplication/mutants/${lib}.report.json` },
    thresholds: { high: 95, low: LEAST_KILLED, break: LEAST_KILLED },
    timeoutMS: 30_000,
    disableTypeChecks: false,
    allowConsoleColors: process.stdout.isTTY,
  }).runMutationTest();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
} finally {
  await environment?.stop();
}
