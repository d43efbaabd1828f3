import { Stryker } from '@stryker-mutator/core';
import { FOLDER } from './folder';
import { LEAST_KILLED, score, scoreLine } from './score';

/** What is to be mutated, and how; the argument of this program, as JSON. */
export interface Plan {
  lib: string;
  /** Glob, from the root of the repository. */
  source: string;
  atOnce: number;
  /**
   * Takes over what is known from the run before. Stryker does not see then that a new test may notice a mutant of what
   * runs when a file is loaded, such as a constant.
   */
  onlyChanged: boolean;
  /** Leaves out mutants of what runs when a file is loaded. */
  withoutStatic: boolean;
}

/** Runs Stryker in a process of its own, since Stryker ends its process when it is interrupted. */
const { lib, source, atOnce, onlyChanged, withoutStatic } = JSON.parse(process.argv[2] ?? '') as Plan;
const results = await new Stryker({
  mutate: [source, '!**/*spec.ts', '!**/index.ts', '!**/*.module.ts'],
  plugins: [
    '@stryker-mutator/jest-runner',
    './tools/mutants/leave-out-logs.mjs',
    './tools/mutants/tell-at-once.mjs',
  ],
  ignorers: ['logs'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  jest: { projectType: 'custom', configFile: 'tools/mutants/jest.config.mjs', enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',
  concurrency: atOnce,
  // Jest keeps the modules of each run that it has loaded as ESM: without a new process now and then, gigabytes.
  maxTestRunnerReuse: 40,
  ignorePatterns: ['dist', '.nx', '.amplication', '/docs/assets'],
  // Of its own, so that two libs can be asked about at once.
  tempDirName: `${FOLDER}/copy/${lib}`,
  incremental: true,
  ignoreStatic: withoutStatic,
  // Of its own for each choice of mutants: Stryker counts what stands in it as found by this run.
  incrementalFile: `${FOLDER}/${source.replace(/\W+/g, '-')}${withoutStatic ? '-without-static' : ''}.json`,
  force: !onlyChanged,
  reporters: ['tell-at-once', 'clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowEmojis: false },
  jsonReporter: { fileName: `${FOLDER}/${lib}.report.json` },
  // We print the score ourselves.
  thresholds: { high: 95, low: LEAST_KILLED, break: null },
  // Beside what the tests take without a mutant. A machine that is busy must not count as noticing.
  timeoutMS: 90_000,
  // A mutant of what runs when a file is loaded is tested by all tests. We know that this takes longer.
  warnings: { slow: false, unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
  disableTypeChecks: false,
  allowConsoleColors: process.stdout.isTTY,
}).runMutationTest();
const total = score(results.map(({ status }) => status));
console.log(scoreLine(source, total));
process.exitCode = total.enough ? 0 : 1;
