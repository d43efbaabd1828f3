import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { DomainError } from '@amplication/contracts';
import { type GitConfig, gitEnvironment } from './environment';

export interface GitContext {
  /** The binary. */
  git: string;
  /** The build's own bare repository. */
  directory: string;
  signal: AbortSignal;
  /** Limit of one command in milliseconds. */
  timeoutMs: number;
}

export interface GitResult {
  exitCode: number;
  /** First 64 KB of the error output. */
  stderr: string;
}

const MAX_STDERR_BYTES = 64 * 1024;

/**
 * A running git command in a process group of its own. When the time limit passes or the signal aborts, the whole
 * group is ended: git leaves the network to children that would outlive it.
 */
export class GitProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Settles when the process has ended and its output is read. Rejects on a time-out or an abort. */
  readonly finished: Promise<GitResult>;

  constructor(context: GitContext, args: readonly string[], config: GitConfig = []) {
    context.signal.throwIfAborted();
    this.child = spawn(context.git, args, {
      cwd: context.directory,
      env: gitEnvironment(context.directory, config),
      detached: true,
      stdio: 'pipe',
    });
    // A process that ends early closes its input: the exit code and the error output say why.
    this.child.stdin.on('error', () => undefined);
    this.finished = this.watch(context, args.find((arg) => !arg.startsWith('-')) ?? '');
    this.finished.catch(() => undefined);
  }

  /** Ends the process group at once. */
  kill(): void {
    const { pid } = this.child;
    if (pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It ended in between.
    }
  }

  private watch({ signal, timeoutMs }: GitContext, command: string): Promise<GitResult> {
    return new Promise((resolve, reject) => {
      let stopped: Error | null = null;
      const stop = (reason: Error) => {
        stopped ??= reason;
        this.kill();
      };
      const timer = setTimeout(() => {
        stop(new DomainError('GIT_TIMEOUT', { params: { command, timeoutMs } }));
      }, timeoutMs);
      const onAbort = () => stop(asError(signal.reason));
      signal.addEventListener('abort', onAbort, { once: true });

      const errors: Buffer[] = [];
      let errorBytes = 0;
      this.child.stderr.on('data', (chunk: Buffer) => {
        if (errorBytes < MAX_STDERR_BYTES) errors.push(chunk.subarray(0, MAX_STDERR_BYTES - errorBytes));
        errorBytes += chunk.length;
      });
      const settle = (error: Error | null, exitCode: number) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        if (error !== null) reject(error);
        else resolve({ exitCode, stderr: Buffer.concat(errors).toString('utf8') });
      };
      this.child.on('error', (cause) => {
        settle(new DomainError('GIT_FAILED', 'git could not be started.', { cause }), -1);
      });
      this.child.on('close', (code, killedBy) => {
        settle(stopped ?? (killedBy && endedBy(killedBy, command)), code ?? -1);
      });
    });
  }
}

/**
 * What ends a service often ends its children with it (systemd does, and so does a terminal), and what looks for memory
 * ends whom it likes: none of that is git's fault, and the build goes on by itself. Any other signal is a crash of git.
 */
const FROM_OUTSIDE: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'];

function endedBy(signal: NodeJS.Signals, command: string): DomainError {
  const message = `git ${command} was ended by ${signal}.`;
  return new DomainError(FROM_OUTSIDE.includes(signal) ? 'GIT_INTERRUPTED' : 'GIT_FAILED', message);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('The build was stopped.', { cause: reason });
}
