import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { guardGroup } from './guard';

export interface ProcessOptions {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Everything the process writes is appended to this file. */
  logFile: string;
  /** Signal that asks the process to end; SIGTERM unless given. */
  stopSignal?: NodeJS.Signals;
  uid?: number;
  gid?: number;
  onLine?: (line: string) => void;
}

const LAST_LINES = 12;

/** A child process in a process group of its own, so that a Ctrl-C reaches it only through us, and its children end with it. */
export class ManagedProcess {
  /** Resolves with how the process ended, such as `exit code 1`. */
  readonly ended: Promise<string>;
  private readonly lines: string[] = [];
  private running = true;

  private constructor(
    private readonly child: ChildProcess,
    private readonly stopSignal: NodeJS.Signals,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    void this.ended.then(() => (this.running = false));
  }

  /** Starts the process. A command that does not exist shows in `ended`. */
  static start(options: ProcessOptions): ManagedProcess {
    const { command, args, env, cwd, uid, gid, stopSignal = 'SIGTERM' } = options;
    const child = spawn(command, args, {
      env,
      cwd,
      uid,
      gid,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const managed = new ManagedProcess(child, stopSignal);
    if (child.pid !== undefined) void managed.ended.then(guardGroup(child.pid, stopSignal));
    managed.record(options);
    return managed;
  }

  get pid(): number | null {
    return this.running ? (this.child.pid ?? null) : null;
  }

  /** The end of what it wrote, to explain a failure. */
  lastLines(): string {
    return this.lines.join('\n');
  }

  /** Signals the whole group. False when nothing of it is left. */
  signal(signal: NodeJS.Signals): boolean {
    if (this.child.pid === undefined) return false;
    try {
      return process.kill(-this.child.pid, signal);
    } catch {
      return false;
    }
  }

  /** Asks the process to end, kills its group after `limitMs`, and resolves when it has ended. */
  async stop(limitMs = 10_000): Promise<void> {
    if (!this.running) return;
    this.signal(this.stopSignal);
    const timer = setTimeout(() => this.signal('SIGKILL'), limitMs);
    await this.ended;
    clearTimeout(timer);
    // A child of it may have outlived it.
    this.signal('SIGKILL');
  }

  private record({ logFile, onLine }: ProcessOptions): void {
    mkdirSync(dirname(logFile), { recursive: true });
    // Opened at once: a program that ends at once may take its folder with it.
    const file = createWriteStream(logFile, { fd: openSync(logFile, 'a') });
    const streams = [this.child.stdout, this.child.stderr].filter((stream) => stream !== null);
    for (const stream of streams) {
      createInterface({ input: stream }).on('line', (line) => {
        file.write(`${line}\n`);
        this.lines.push(line);
        if (this.lines.length > LAST_LINES) this.lines.shift();
        onLine?.(line);
      });
    }
    void Promise.all(streams.map((stream) => once(stream, 'close'))).then(() => file.end());
  }
}
