import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type StartedProcess, startProcess } from '@amplication/testing';

const APP_FOLDER = join(import.meta.dirname, '..');
const ROOT = join(APP_FOLDER, '../..');

/** Bundles the worker, as `nx build` does. */
export async function buildWorker(): Promise<void> {
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/vite'), ['build'], { cwd: APP_FOLDER });
}

/** Runs the built worker in a process of its own, which can be killed. */
export function startWorkerProcess(env: Record<string, string>): Promise<StartedProcess> {
  return startProcess({
    command: process.execPath,
    args: [join(ROOT, 'dist/apps/amplication-git-pull-request-service/main.js')],
    cwd: ROOT,
    env: { ...env, LOG_LEVEL: 'info' },
    timeoutMs: 60_000,
    until: (line) => /"listening":"([^"]+)"/.exec(line)?.[1],
  });
}
