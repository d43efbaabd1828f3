import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '@amplication/contracts';
import type { ExportFormat, ModelFormat } from '@amplication/model-exchange';
import { type ProcessEnd, type ProcessLimits, type Program, runLimited } from '@amplication/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import type { CheckedBody, ServiceName } from './check-body';
import { type AnswerHead, headLine, type ReadHead, splitHead } from './messages';
import { ServerBusy } from './server-busy';

/** A text that a model is to be read from. */
export interface TextToRead {
  text: string;
  format?: ModelFormat;
  fileName?: string;
  /** JSON of the model that it is to change, which gives it name and ids; null for none. */
  current: string | null;
}

export interface ModelToWrite {
  /** As JSON. */
  model: string;
  format: ExportFormat;
}

/** What is read of a text; the model is JSON. */
export interface ReadText {
  head: ReadHead;
  model: Buffer;
}

/** How a server runs its model processes. */
export interface ModelProcessSettings extends ProcessLimits {
  program: Program;
  /** Processes at a time; each takes a processor for itself. */
  atOnce: number;
  /** Tasks that may wait for one of them. */
  waiting: number;
}

/** Injects the `ModelProcessSettings`. */
export const MODEL_PROCESS = Symbol('ModelProcessSettings');

/** Memory of WebAssembly, which the parsers of Prisma and PostgreSQL run on, is none of the heap: pages of 64 kB. */
const WASM_PAGES = '--wasm-max-mem-pages=8192';

export const MODEL_PROCESS_SETTINGS: ModelProcessSettings = {
  program: program(),
  timeoutMs: 60_000,
  memoryMb: 512,
  atOnce: 2,
  waiting: 20,
};

/** Reads models from texts and writes them as texts, each in a process of its own with limits on time and memory. */
@Injectable()
export class ModelProcess {
  private readonly turn;

  constructor(@Inject(MODEL_PROCESS) private readonly settings: ModelProcessSettings) {
    this.turn = pLimit(settings.atOnce);
  }

  /** Rejects with DomainError MODEL_TEXT_INVALID, MODEL_TEXT_TOO_LARGE or SERVER_BUSY, and with the signal's reason. */
  async read({ text, format, fileName, current }: TextToRead, signal: AbortSignal): Promise<ReadText> {
    const bytes = Buffer.from(text);
    const task = { format: format ?? null, fileName: fileName ?? null, textBytes: bytes.length };
    const { head, body } = await this.run(
      [headLine({ kind: 'read', ...task }), bytes, current ?? ''],
      signal,
    );
    if (head.kind !== 'read') throw unexpected(head.kind);
    return { head: head.head, model: body };
  }

  /** Rejects with DomainError MODEL_TEXT_TOO_LARGE or SERVER_BUSY, and with the signal's reason. */
  async write({ model, format }: ModelToWrite, signal: AbortSignal): Promise<Buffer> {
    const { head, body } = await this.run([headLine({ kind: 'write', format }), model], signal);
    if (head.kind !== 'written') throw unexpected(head.kind);
    return body;
  }

  /** Rejects with DomainError VALIDATION_FAILED, MODEL_TEXT_TOO_LARGE or SERVER_BUSY, and with the signal's reason. */
  async check(bytes: Buffer, named: ServiceName | null, signal: AbortSignal): Promise<CheckedBody> {
    const { head, body } = await this.run([headLine({ kind: 'check', named }), bytes], signal);
    if (head.kind !== 'checked') throw unexpected(head.kind);
    return { ...head.checked, json: body.toString('utf8') };
  }

  private async run(input: readonly (string | Buffer)[], signal: AbortSignal) {
    if (this.turn.pendingCount >= this.settings.waiting) throw new ServerBusy();
    const ended = await this.turn(() => runLimited(this.settings.program, input, this.settings, signal));
    const problem = this.problem(ended);
    if (problem) throw problem;
    const { head, body } = splitHead<AnswerHead>(ended.stdout);
    if (head.kind === 'refused') throw new DomainError(head.code, head.message, { params: head.params });
    return { head, body };
  }

  private problem({ code, signal, stderr, reached }: ProcessEnd): Error | null {
    const { timeoutMs, memoryMb } = this.settings;
    if (reached === 'time')
      return new DomainError(
        'MODEL_TEXT_TOO_LARGE',
        `The text is too much to read: it takes more than ${timeoutMs / 1000} seconds.`,
      );
    if (reached === 'memory')
      return new DomainError(
        'MODEL_TEXT_TOO_LARGE',
        `The text is too much to read: it takes more than ${memoryMb} MB of memory.`,
      );
    return code === 0 ? null : new Error(`A model process ended with ${signal ?? code}. ${stderr}`);
  }
}

const unexpected = (kind: string) => new Error(`A model process has answered with ${kind}.`);

/** Stands beside the bundle of a built service, and is a source in a checkout. */
function program(): Program {
  const besideBundle = join(import.meta.dirname, 'model-child.js');
  return existsSync(besideBundle)
    ? { script: besideBundle, execArgv: [WASM_PAGES] }
    : {
        script: join(import.meta.dirname, '../../../model-child.ts'),
        execArgv: [WASM_PAGES, '--import', 'tsx'],
      };
}
