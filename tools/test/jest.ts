import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../platform/paths';
import { runNode } from './run-command';
import { type Tally, tallyJest } from './tally';

const JEST = join(REPOSITORY_ROOT, 'node_modules/jest/bin/jest.js');

/**
 * Of two processors: compilers and browsers do not wait, and what is late beside them is no defect; most integration
 * tests wait for servers half of their time.
 */
const WORKERS: Record<TestSize, number> = { unit: 2, integration: 3, e2e: 2, proof: 2 };

export type TestSize = 'unit' | 'integration' | 'e2e' | 'proof';

/** Runs every test of a size, or those of one project. */
export async function runJest(size: TestSize, env: NodeJS.ProcessEnv, extra: string[] = []): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'amplication-jest-'));
  const outputFile = join(folder, 'report.json');
  try {
    const args = [
      `--maxWorkers=${WORKERS[size]}`,
      // A slow machine is no failure.
      '--testTimeout=30000',
      '--passWithNoTests',
      '--json',
      `--outputFile=${outputFile}`,
      ...extra,
    ];
    const { code } = await runNode(['--experimental-vm-modules', '--no-warnings', JEST, ...args], {
      env: { ...env, TEST_SIZE: size, AMPLICATION_IGNORE_ENV_LOCAL: '1' },
      show: true,
    });
    return tallyJest(readReport(outputFile), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): Parameters<typeof tallyJest>[0] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
