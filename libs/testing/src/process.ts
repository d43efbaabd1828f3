import { type ChildProcess, spawn } from 'node:child_process';

export interface StartProcessOptions {
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Resolves `startProcess` with the first line of stdout for which this returns something. */
  until(line: string): string | null | undefined | false;
  /** 30 seconds unless given. */
  timeoutMs?: number;
}

export interface StartedProcess {
  readonly pid: number;
  /** What `until` found. */
  readonly found: string;
  /** Everything that it has written so far, stdout and stderr. */
  output(): string;
  /** Ends it and all that it started: SIGTERM, then SIGKILL after five seconds. Does nothing if it has ended. */
  stop(): Promise<void>;
  /** SIGKILL to it and all that it started, as a crash of the machine would. */
  kill(): Promise<void>;
  /** Resolves with its exit code, or null if a signal ended it. */
  readonly exited: Promise<number | null>;
}

const GRACE_MS = 5_000;

/** Starts a process in a group of its own and waits until it has printed a certain line. */
export async function startProcess(options: StartProcessOptions): Promise<StartedProcess> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
    child.on('error', () => resolve(null));
  });
  const end = async (signal: NodeJS.Signals) => {
    signalGroup(child, signal);
    await exited;
  };
  const stop = async () => {
    const hard = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
    await end('SIGTERM').finally(() => clearTimeout(hard));
  };
  // The runner of the tests may end before it has cleaned up.
  const atExit = () => signalGroup(child, 'SIGKILL');
  process.once('exit', atExit);
  void exited.then(() => process.off('exit', atExit));

  const output = collect(child);
  try {
    const found = await firstLine(child, options, output);
    return { pid: child.pid ?? 0, found, output, stop, kill: () => end('SIGKILL'), exited };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

function firstLine(child: ChildProcess, options: StartProcessOptions, output: () => string): Promise<string> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(new Error(`${options.command} ${options.args.join(' ')} ${reason}\n${output()}`));
    };
    const timer = setTimeout(() => fail(`was not ready after ${timeoutMs} ms.`), timeoutMs);
    child.on('error', (error) => fail(`cannot be started: ${error.message}`));
    child.on('exit', (code) => fail(`ended with code ${code} before it was ready.`));
    let rest = '';
    child.stdout?.on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      const found = lines.map((line) => options.until(line)).find(Boolean);
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
