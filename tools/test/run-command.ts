import { type ChildProcess, spawn } from 'node:child_process';
import { REPOSITORY_ROOT } from '../platform/paths';
import { guardGroup } from '../platform/process/guard';

export interface CommandResult {
  /** Null when a signal ended it. */
  code: number | null;
  output: string;
}

const running = new Set<ChildProcess>();

/** Runs a program of `node_modules` with Node, in a process group of its own. Its output is shown as it comes, or kept. */
export function runNode(
  args: string[],
  options: { env?: NodeJS.ProcessEnv; show?: boolean; limitMs?: number } = {},
): Promise<CommandResult> {
  const { env = process.env, show = false, limitMs = 40 * 60_000 } = options;
  const child = spawn(process.execPath, args, {
    cwd: REPOSITORY_ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const release = child.pid === undefined ? () => undefined : guardGroup(child.pid, 'SIGTERM');
  const timer = setTimeout(() => {
    console.error(`Not finished after ${limitMs / 60_000} minutes, so it is stopped.`);
    kill(child);
  }, limitMs);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      if (show) process.stdout.write(text);
      else output += text;
    });
  }
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(timer);
      release();
      running.delete(child);
      resolve({ code, output });
    });
  });
}

/** Ends whatever `runNode` is running, with its children. */
export function killRunning(): void {
  for (const child of running) kill(child);
}

function kill(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
