import { type ChildProcess, spawn } from 'node:child_process';

/** A script for Node.js, and what Node.js needs to read it. */
export interface Program {
  script: string;
  execArgv?: string[];
}

export interface ProcessLimits {
  timeoutMs: number;
  /** Of its heap, and of what it writes. */
  memoryMb: number;
}

/** How a process ended, and what it wrote until then. */
export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: Buffer;
  /** Its last 10,000 characters. */
  stderr: string;
  /** Which limit it has reached, as far as that ended it. */
  reached: 'time' | 'memory' | null;
}

/** The end of stderr that is kept to explain what happened. */
const STDERR_TAIL = 10_000;

/**
 * Runs a program in a process of its own that has nothing of ours: no environment, no arguments. `input` is its stdin.
 * It is killed at its limits, and when `signal` is aborted; no process is left behind. Rejects with the signal's reason,
 * or when the process cannot be started.
 */
export async function runLimited(
  { script, execArgv = [] }: Program,
  input: readonly (string | Uint8Array)[],
  { timeoutMs, memoryMb }: ProcessLimits,
  signal: AbortSignal,
): Promise<ProcessEnd> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, ...execArgv, script], {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const reached: Exclude<ProcessEnd['reached'], null>[] = [];
  const stop = (limit: 'time' | 'memory' | null) => {
    if (limit !== null) reached.push(limit);
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => stop('time'), timeoutMs);
  const abort = () => stop(null);
  signal.addEventListener('abort', abort, { once: true });
  const output = collect(child, memoryMb * 1024 * 1024, () => stop('memory'));
  // A process that ends early closes its stdin: its exit says more than EPIPE does.
  child.stdin.on('error', () => undefined);
  for (const part of input) child.stdin.write(part);
  child.stdin.end();
  const ended = await new Promise<Omit<ProcessEnd, 'reached'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, endedBy) => resolve({ code, signal: endedBy, ...output() }));
  }).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  });
  signal.throwIfAborted();
  return { ...ended, reached: reached[0] ?? (ranOutOfMemory(ended.stderr) ? 'memory' : null) };
}

const ranOutOfMemory = (stderr: string) =>
  /heap out of memory|heap limit|Array buffer allocation failed/i.test(stderr);

/** Gathers what a process writes; calls `onTooMuch` when its answer is longer than `limit` bytes. */
function collect(child: ChildProcess, limit: number, onTooMuch: () => void) {
  const chunks: Buffer[] = [];
  let size = 0;
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) onTooMuch();
    else chunks.push(chunk);
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr = (stderr + chunk).slice(-STDERR_TAIL);
  });
  return () => ({ stdout: Buffer.concat(chunks), stderr });
}
