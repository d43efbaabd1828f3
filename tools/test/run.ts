import { readCommandLine } from '../command/command-line';
import { buildServices } from '../platform/services/build-services';
import { explain } from '../platform/terminal/run-until-stopped';
import { SERVICE_NAMES } from '../platform';
import { runJest } from './jest';
import { requireChromium, requireGit, requireKafkaRuntime } from './prerequisites';
import { killRunning } from './run-command';
import { runStaticChecks } from './static-checks';
import { sum, type Tally, totalLine } from './tally';
import { prepareTestEnvironment, type TestEnvironment } from './test-environment';

/**
 * `npm test`: format, lint, types, builds, and every unit, integration and end-to-end test, with one PostgreSQL and
 * one Kafka for all of them. The last line adds it all up. `-- --only static|unit|integration|e2e` runs a part. The
 * proofs, which take longer than a day's work can wait for, run by `npm run test:proofs`.
 */
const EVERY_DAY = ['static', 'unit', 'integration', 'e2e'] as const;
const PARTS = [...EVERY_DAY, 'proofs'] as const;
type Part = (typeof PARTS)[number];

const { values } = readCommandLine({
  name: 'npm test',
  help: 'Checks everything, or a part of it.',
  options: { only: { kind: 'choice', help: `Runs a part: ${PARTS.join(', ')}.`, of: PARTS } },
});
const parts: readonly Part[] = values.only === undefined ? EVERY_DAY : [values.only];
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted.abort();
    killRunning();
  });
}

const total = await run(parts);
console.log(totalLine(total));
process.exit(total.failed === 0 ? 0 : 1);

async function run(chosen: readonly Part[]): Promise<Tally> {
  const tallies: Tally[] = [];
  let environment: TestEnvironment | null = null;
  try {
    requireGit();
    if (chosen.includes('static')) tallies.push(await part('static checks', runStaticChecks));
    if (chosen.includes('unit')) tallies.push(await part('unit tests', () => runJest('unit', process.env)));
    if (chosen.some((one) => one !== 'static' && one !== 'unit')) {
      await requireKafkaRuntime();
      environment = await prepareTestEnvironment(interrupted.signal);
      const { env } = environment;
      if (chosen.includes('integration')) {
        tallies.push(await part('integration tests', () => runJest('integration', env)));
      }
      if (chosen.includes('e2e') || chosen.includes('proofs')) {
        const builtEnv = { ...env, CHROMIUM_PATH: requireChromium(), AMPLICATION_BUILT: '1' };
        tallies.push(await part('builds', build));
        if (chosen.includes('e2e'))
          tallies.push(await part('end-to-end tests', () => runJest('e2e', builtEnv)));
        if (chosen.includes('proofs')) tallies.push(await part('proofs', () => runJest('proof', builtEnv)));
      }
    }
  } catch (error) {
    console.error(interrupted.signal.aborted ? 'Interrupted.' : explain(error));
    tallies.push({ passed: 0, failed: 1 });
  }
  await environment?.stop();
  return sum(tallies);
}

async function part(name: string, work: () => Promise<Tally>): Promise<Tally> {
  interrupted.signal.throwIfAborted();
  console.log(`\n== ${name}`);
  const started = Date.now();
  const tally = await work();
  console.log(`== ${name}: ${totalLine(tally)} (${Math.round((Date.now() - started) / 1000)} s)`);
  return tally;
}

/** Counts as one test. */
async function build(): Promise<Tally> {
  try {
    await buildServices(SERVICE_NAMES, interrupted.signal);
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}
