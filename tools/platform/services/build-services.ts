import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY_ROOT } from '../paths';
import type { ServiceName } from '../types';

const run = promisify(execFile);

/** Builds services into `dist/apps/<name>`; what has not changed comes from Nx's cache. */
export async function buildServices(services: readonly ServiceName[], signal?: AbortSignal): Promise<void> {
  const nx = join(REPOSITORY_ROOT, 'node_modules/nx/dist/bin/nx.js');
  const args = [
    nx,
    'run-many',
    '--targets=build',
    `--projects=${services.join(',')}`,
    '--outputStyle=static',
  ];
  try {
    await run(process.execPath, args, {
      cwd: REPOSITORY_ROOT,
      // A test runner's NODE_ENV would bundle React's development build, and Nx would keep it in its cache.
      env: { ...process.env, NODE_ENV: 'production', NX_DAEMON: 'false', NX_TUI: 'false' },
      maxBuffer: 64 * 1024 * 1024,
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The services could not be built:\n${stdout}${stderr}`, { cause: error });
  }
}
