import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultDataDirectory, REPOSITORY_ROOT } from '../platform/paths';
import { guardGroup } from '../platform/process/guard';
import { ensureTopics } from './ensure-topics';
import { withoutLoadedFiles } from './unload-nx-env';

/**
 * `npx nx serve <project>`: builds a service, runs it, and does both again after each change in the app or in a lib
 * that it uses. Arguments after the project's name go to the service.
 */
const [project, ...args] = process.argv.slice(2);
if (!project || !existsSync(join(REPOSITORY_ROOT, 'apps', project, 'vite.config.ts'))) {
  console.error('Say which service: npx nx serve <project>');
  process.exit(1);
}

const appFolder = join(REPOSITORY_ROOT, 'apps', project);
const main = join(REPOSITORY_ROOT, 'dist/apps', project, 'main.js');
const children: ChildProcess[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

const startedAt = Date.now();
const env = serviceEnv();
const topics = project === 'bitbucket-emulator' ? Promise.resolve() : ensureTopics(project, env);
run([join(REPOSITORY_ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--watch'], appFolder, {
  ...process.env,
  // A hint about a future default, not for the user of this command.
  VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
});
// A build that fails says so itself; the service starts with the first one that does not.
while (!existsSync(main) || statSync(main).mtimeMs < startedAt) await delay(100);
await topics;
run(
  ['--watch', '--watch-preserve-output', '--enable-source-maps', main, ...args],
  REPOSITORY_ROOT,
  serviceEnv(),
);

function serviceEnv(): NodeJS.ProcessEnv {
  const files = [join(appFolder, '.env'), join(REPOSITORY_ROOT, '.env.local'), join(appFolder, '.env.local')];
  const own = withoutLoadedFiles(process.env, files);
  if (project !== 'bitbucket-emulator') return own;
  return { EMULATOR_DATA_DIR: join(defaultDataDirectory(own), 'emulator'), ...own };
}

/** Runs Node in a process group of its own, which ends with this program; its end is the end of us all. */
function run(nodeArgs: string[], cwd: string, env: NodeJS.ProcessEnv): void {
  const child = spawn(process.execPath, nodeArgs, { cwd, env, stdio: 'inherit', detached: true });
  const release = child.pid === undefined ? () => undefined : guardGroup(child.pid, 'SIGTERM');
  child.once('close', (code) => {
    release();
    void stop(code ?? 1);
  });
  children.push(child);
}

let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  const ends = running.map((child) => new Promise((resolve) => child.once('close', resolve)));
  signalAll(running, 'SIGTERM');
  await Promise.race([Promise.all(ends), delay(25_000, undefined, { ref: false })]);
  signalAll(running, 'SIGKILL');
  process.exit(code);
}

function signalAll(running: ChildProcess[], signal: NodeJS.Signals): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}
