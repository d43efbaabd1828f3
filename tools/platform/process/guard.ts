import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

let guard: ChildProcess | null = null;

/** Has a process group ended by `guard.mjs` should this process die first. Returns the function to call when it has ended. */
export function guardGroup(pid: number, signal: NodeJS.Signals): () => void {
  guard ??= startGuard();
  const { stdin } = guard;
  stdin?.write(`+ ${pid} ${signal}\n`);
  return () => stdin?.write(`- ${pid}\n`);
}

function startGuard(): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'guard.mjs')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
  });
  child.unref();
  // Neither the guard nor the pipe to it may keep this process from ending.
  const { stdin } = child;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  stdin.on('error', () => undefined);
  return child;
}
