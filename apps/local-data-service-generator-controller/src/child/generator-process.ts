import { join } from 'node:path';
import { DomainError } from '@amplication/contracts';
import type { GeneratedFile } from '@amplication/data-service-generator';
import { type ProcessEnd, type ProcessLimits, type Program, runLimited } from '@amplication/service-kit';
import { type ChildAnswer, readAnswer } from './child-answer';

/** The second entry of this service's bundle. */
export const GENERATOR_PROGRAM: Program = {
  script: join(import.meta.dirname, 'generator-child.js'),
};

/** What ends a service often ends its children with it; systemd does, and so does a terminal. */
const WITH_THE_SERVICE: readonly (NodeJS.Signals | null)[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** A run was cut off from outside, which says nothing about its model: it is to be done again. */
export class GeneratorInterrupted extends Error {
  override readonly name = 'GeneratorInterrupted';
}

/** Runs the generator, each time in a process of its own with limits on time, memory and output. */
export class GeneratorProcess {
  constructor(
    private readonly limits: ProcessLimits,
    private readonly program: Program = GENERATOR_PROGRAM,
  ) {}

  /**
   * The files of a model. Rejects with DomainError MODEL_INVALID, GENERATOR_TIMEOUT, GENERATOR_OUT_OF_MEMORY or
   * GENERATOR_CRASHED, with GeneratorInterrupted, and with the signal's reason once that is aborted. No process is left
   * behind.
   */
  async generate(model: unknown, signal: AbortSignal): Promise<GeneratedFile[]> {
    const ended = await runLimited(this.program, [JSON.stringify(model)], this.limits, signal);
    const problem = this.problem(ended);
    if (problem) throw problem;
    const answer = readAnswerOf(ended);
    if (answer.kind === 'files') return answer.files;
    throw new DomainError('MODEL_INVALID', answer.message, { params: answer.params });
  }

  private problem({ code, signal, stderr, reached }: ProcessEnd): Error | null {
    const { timeoutMs, memoryMb } = this.limits;
    if (reached === 'time')
      return new DomainError(
        'GENERATOR_TIMEOUT',
        `The generator did not finish within ${timeoutMs / 1000} seconds.`,
        {
          params: { timeoutMs },
        },
      );
    if (reached === 'memory')
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

function readAnswerOf({ stdout }: ProcessEnd): ChildAnswer {
  try {
    return readAnswer(stdout.toString());
  } catch (error) {
    throw new DomainError('GENERATOR_CRASHED', { cause: error });
  }
}
