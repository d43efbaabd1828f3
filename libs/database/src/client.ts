import pg from 'pg';
import { queryFailure } from './query-failure';

/**
 * A connection to PostgreSQL whose queries fail with `QueryFailure`, which holds no value of theirs. The only one that
 * anything here may use; `openPool` gives a pool of them.
 */
export class DatabaseClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send: (...args: unknown[]) => unknown = this.query.bind(this);
    Object.assign(this, { query: (...args: unknown[]) => withoutValues(send, args) });
  }
}

/** A pool of `DatabaseClient`. Connections that break while idle are replaced, and end nothing. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, Client: DatabaseClient });
  // A connection that breaks, idle or between two statements of a transaction, is replaced by the pool, and the
  // next statement rejects; without listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** `query` in each of its forms: with a callback at the end, with a promise, or with an object that takes the events. */
function withoutValues(send: (...args: unknown[]) => unknown, args: unknown[]): unknown {
  const text = textOf(args[0]);
  const callback = args.at(-1);
  if (typeof callback === 'function')
    return send(...args.slice(0, -1), (error: unknown, ...rest: unknown[]) =>
      callback(error ? queryFailure(error, text) : error, ...rest),
    );
  try {
    const result = send(...args);
    return result instanceof Promise ? failing(result, text) : result;
  } catch (error) {
    throw queryFailure(error, text);
  }
}

async function failing(result: Promise<unknown>, text: string | undefined): Promise<unknown> {
  try {
    return await result;
  } catch (error) {
    throw queryFailure(error, text);
  }
}

function textOf(query: unknown): string | undefined {
  if (typeof query === 'string') return query;
  const isConfig = typeof query === 'object' && query !== null && 'text' in query;
  return isConfig && typeof query.text === 'string' ? query.text : undefined;
}
