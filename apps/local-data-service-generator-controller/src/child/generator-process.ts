import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { DomainError } from '@amplication/contracts';
import type { GeneratedFile } from '@amplication/data-service-generator';
import { type ChildAnswer, readAnswer } from './child-answer';

export interface GeneratorLimits {
  timeoutMs: number;
  memoryMb: number;
}

/** The program that a generator process runs: a script, and what Node.js needs to read it. */
export interface GeneratorProgram {
  script: string;
  execArgv?: string[];
}

/** The second entry of this service's bundle. */
export const GENERATOR_PROGRAM: GeneratorProgram = {
  script: join(import.meta.dirname, 'generator-child.js'),
};

/** The end of stderr that is kept to explain what happened. */
const STDERR_TAIL = 10_000;

/** What ends a service often ends its children with it; systemd does, and so does a terminal. */
const WITH_THE_SERVICE: readonly (NodeJS.Signals | null)[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** A run was cut off from outside, which says nothing about its model: it is to be done again. */
export class GeneratorInterrupted extends Error {
  override readonly name = 'GeneratorInterrupted';
}

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** Why we ended it ourselves, if we did. */
  stopped: 'timeout' | 'too much' | 'aborted' | null;
}

/** Runs the generator, each time in a process of its own with limits on time, memory and output. */
export class GeneratorProcess {
  constructor(
    private readonly limits: GeneratorLimits,
    private readonly program: GeneratorProgram = GENERATOR_PROGRAM,
  ) {}

  /**
   * The files of a model. Rejects with DomainError MODEL_INVALID, GENERATOR_TIMEOUT, GENERATOR_OUT_OF_MEMORY or
   * GENERATOR_CRASHED, with GeneratorInterrupted, and with the signal's reason once that is aborted. No process is left
   * behind.
   */
  async generate(model: unknown, signal: AbortSignal): Promise<GeneratedFile[]> {
    signal.throwIfAborted();
    const ended = await this.run(JSON.stringify(model), signal);
    signal.throwIfAborted();
    const problem = this.problem(ended);
    if (problem) throw problem;
    const answer = readAnswerOf(ended);
    if (answer.kind === 'files') return answer.files;
    throw new DomainError('MODEL_INVALID', answer.message, { params: answer.params });
  }

  private run(model: string, signal: AbortSignal): Promise<Ended> {
    const { timeoutMs, memoryMb } = this.limits;
    const { script, execArgv = [] } = this.program;
    const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, ...execArgv, script], {
      env: {},
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stopped: Ended['stopped'] = null;
    const stop = (reason: Ended['stopped']) => {
      stopped ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('timeout'), timeoutMs);
    const abort = () => stop('aborted');
    signal.addEventListener('abort', abort, { once: true });
    const output = collect(child, memoryMb * 1024 * 1024, () => stop('too much'));
    // A process that ends early closes its stdin: its exit says more than EPIPE does.
    child.stdin.on('error', () => undefined);
    child.stdin.end(model);
    return new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, endedBy) => resolve({ code, signal: endedBy, stopped, ...output() }));
    }).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    });
  }

  private problem({ code, signal, stderr, stopped }: Ended): Error | null {
    const { timeoutMs, memoryMb } = this.limits;
    if (stopped === 'timeout')
      return new DomainError(
        'GENERATOR_TIMEOUT',
        `The generator did not finish within ${timeoutMs / 1000} seconds.`,
        {
          params: { timeoutMs },
        },
      );
    if (
      stopped === 'too much' ||
      /heap out of memory|heap limit|Array buffer allocation failed/i.test(stderr)
    )
      return new DomainError(
        'GENERATOR_OUT_OF_MEMORY',
        `The generator used more than ${memoryMb} MB of memory.`,
        {
          params: { memoryMb },
        },
      );
    if (code === 0) return null;
    if (WITH_THE_SERVICE.includes(signal))
      return new GeneratorInterrupted(`The generator was ended by ${signal}.`);
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    return new DomainError('GENERATOR_CRASHED', { cause: new Error(`It ${how}. ${stderr}`) });
  }
}

function readAnswerOf({ stdout }: Ended): ChildAnswer {
  try {
    return readAnswer(stdout);
  } catch (error) {
    throw new DomainError('GENERATOR_CRASHED', { cause: error });
  }
}

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
  return () => ({ stdout: Buffer.concat(chunks).toString('utf8'), stderr });
}
