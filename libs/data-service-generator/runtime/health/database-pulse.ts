import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { Config } from '../config.js';
import { QueryFailure } from '../database/query-failure.js';
import { poolOptions } from '../database/pool-options.js';
import { Problem } from '../http/problem.js';

const WAIT_MS = 1_500;
/** However often it is asked, the database is asked once in this time. */
const FRESH_MS = 500;

/** Whether the database answers, by a connection of its own: that all others are busy does not mean that it is down. */
@Injectable()
export class DatabasePulse implements OnApplicationShutdown {
  private readonly pool: Pool;
  private last: { readonly at: number; readonly answer: Promise<void> } | undefined;

  constructor({ database }: Config) {
    this.pool = new Pool({
      ...poolOptions(database),
      max: 1,
      connectionTimeoutMillis: WAIT_MS,
      query_timeout: WAIT_MS,
    });
    // Whoever asks next hears of it.
    this.pool.on('error', () => undefined);
  }

  /** Throws UNAVAILABLE when the database has not answered within a second and a half. */
  check(): Promise<void> {
    if (!this.last || Date.now() - this.last.at > FRESH_MS)
      this.last = { at: Date.now(), answer: this.ask() };
    return this.last.answer;
  }

  private async ask(): Promise<void> {
    const tooLate = new AbortController();
    const timer = setTimeout(() => tooLate.abort(new Error('no answer in time')), WAIT_MS);
    try {
      await Promise.race([this.pool.query('SELECT 1'), aborted(tooLate.signal)]);
    } catch (error) {
      throw new Problem('UNAVAILABLE', 'The database does not answer.', {
        cause: QueryFailure.withoutConnection(error),
      });
    } finally {
      clearTimeout(timer);
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
