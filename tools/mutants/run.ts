import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine } from '../command/command-line';
import { REPOSITORY_ROOT } from '../platform/paths';
import { explain } from '../platform/terminal/run-until-stopped';
import { requireGit, requireKafkaRuntime } from '../test/prerequisites';
import { killRunning, runNode } from '../test/run-command';
import { prepareTestEnvironment, type TestEnvironment } from '../test/test-environment';
import { FOLDER } from './folder';
import type { Plan } from './mutate';

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

const LONGEST_MS = 12 * 3_600_000;

/**
 * `npm run test:mutants -- <lib>`: changes the code in many small ways, and counts the changes that no test notices.
 */
const { values, operands } = readCommandLine({
  name: 'npm run test:mutants',
  help: `Counts the small changes of a lib that no test of it notices. Libs: ${Object.keys(LIBS).join(', ')}.`,
  options: {
    only: { kind: 'text', help: 'Mutates only the files of the lib whose path under src this glob matches.' },
    atOnce: {
      kind: 'number',
      help: 'How many mutants are tested at once; 2 unless given.',
      least: 1,
      unless: 2,
    },
    withoutStatic: {
      kind: 'flag',
      help: 'Leaves out what runs when a file is loaded, such as constants. All tests are run for each of these.',
    },
    changed: {
      kind: 'flag',
      help: 'Takes over results of the run before, where neither code nor test changed. Misses new tests of constants.',
    },
  },
  operands: ['lib'],
});
const [lib] = operands;
if (!isLib(lib)) {
  console.error(`Say which lib: ${Object.keys(LIBS).join(', ')}.`);
  process.exit(2);
}

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted.abort();
    killRunning();
  });
}
process.exit(await mutate(lib));

/** Exit code. Leaves nothing behind but its reports. */
async function mutate(name: Lib): Promise<number> {
  const { tests, folder } = LIBS[name];
  const source = `libs/${name}/src/${values.only ?? `${folder}**/*.ts`}`;
  const { atOnce, changed: onlyChanged, withoutStatic } = values;
  const plan: Plan = { lib: name, source, atOnce, onlyChanged, withoutStatic };
  let environment: TestEnvironment | null = null;
  try {
    requireGit();
    if (tests === 'all') {
      await requireKafkaRuntime();
      environment = await prepareTestEnvironment(interrupted.signal);
    }
    const { code } = await runNode(['--import', 'tsx', 'tools/mutants/mutate.ts', JSON.stringify(plan)], {
      env: {
        ...(environment?.env ?? process.env),
        MUTANTS_LIB: name,
        MUTANTS_TESTS: tests,
        MUTANTS_RESULTS: `${FOLDER}/${name}.results.txt`,
        TEST_SIZE: tests === 'all' ? 'integration' : 'unit',
        // A mutant makes many tests wait in vain, so they should not wait long.
        TEST_WAIT_MS: process.env.TEST_WAIT_MS ?? '5000',
        PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? '100',
        AMPLICATION_IGNORE_ENV_LOCAL: '1',
      },
      show: true,
      limitMs: LONGEST_MS,
    });
    if (interrupted.signal.aborted) console.error('Interrupted.');
    return code ?? 1;
  } catch (error) {
    console.error(interrupted.signal.aborted ? 'Interrupted.' : explain(error));
    return 1;
  } finally {
    rmSync(join(REPOSITORY_ROOT, FOLDER, 'copy', name), { recursive: true, force: true, maxRetries: 5 });
    await environment?.stop();
  }
}
