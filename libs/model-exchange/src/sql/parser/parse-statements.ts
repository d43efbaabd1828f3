import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Node } from 'libpg-query';
import pLimit from 'p-limit';
import { WORKER_SOURCE } from './worker-source';

const require = createRequire(import.meta.url);

/** How long PostgreSQL's parser may take for a text before it is given up, in milliseconds. */
export const PARSE_TIME = 10_000;

/** What the thread may use; a text of 10 MB takes a fraction of it. */
const LIMITS = { maxOldGenerationSizeMb: 1_024, stackSizeMb: 8 };

/** A parser in WebAssembly keeps a whole core busy: this many run at a time, whatever the number of callers. */
const oneOfFew = pLimit(2);

/** What came of one statement. */
export type Parsed =
  | { node: Node | null }
  /** `message` is PostgreSQL's own, null where it had none; `cursor` counts characters. */
  | { node?: undefined; message: string | null; cursor: number };

/** The parser did not come to an end with a text. */
export class ParserGaveUp extends Error {
  constructor(
    readonly why: 'time' | 'crash',
    options?: ErrorOptions,
  ) {
    super(`PostgreSQL's parser gave up: ${why}.`, options);
    this.name = 'ParserGaveUp';
  }
}

/**
 * Parses statements by PostgreSQL's own parser, up to the first that it refuses. It runs in a thread that is thrown
 * away afterwards: a text of strangers may overflow its stack, and then it never answers again.
 * @throws ParserGaveUp when it takes too long or falls over
 */
export function parseStatements(statements: readonly string[], time = PARSE_TIME): Promise<Parsed[]> {
  return statements.length === 0 ? Promise.resolve([]) : oneOfFew(() => run(statements, time));
}

function run(statements: readonly string[], time: number): Promise<Parsed[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER_SOURCE, {
      eval: true,
      env: {},
      execArgv: [],
      resourceLimits: LIMITS,
      workerData: { parser: require.resolve('libpg-query'), statements },
    });
    const results: Parsed[] = [];
    const giveUp = (why: 'time' | 'crash', cause?: unknown) => {
      clearTimeout(timer);
      void worker.terminate();
      reject(new ParserGaveUp(why, { cause }));
    };
    const timer = setTimeout(giveUp, time, 'time');
    worker.on('message', (batch: string) => {
      const parsed: Parsed[] = JSON.parse(batch);
      for (const result of parsed) results.push(result);
    });
    worker.on('error', (error) => {
      // A parser that is not there is no fault of the text.
      if (!isMissingModule(error)) return giveUp('crash', error);
      clearTimeout(timer);
      reject(error);
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      const isWhole = results.length === statements.length || results.at(-1)?.node === undefined;
      if (isWhole && results.length > 0) resolve(results);
      else reject(new ParserGaveUp('crash'));
    });
  });
}

const isMissingModule = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND');
