import { AsyncLocalStorage } from 'node:async_hooks';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';

/** A transaction that is open: whoever runs in it holds a connection of the pool. */
interface OpenTransaction {
  readonly pool: pg.Pool;
  isOpen: boolean;
}

type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, done: () => void) => void;

/** A fault of ours, found under test. It is no failure of a query, and holds no value of one. */
export class SecondConnection extends Error {
  override readonly name = 'SecondConnection';

  constructor() {
    super('A second connection of the pool was asked for within a transaction: use the transaction.');
  }
}

const transactions = new AsyncLocalStorage<OpenTransaction>();

/**
 * Makes every attempt to take a second connection of the pool within a transaction an error. As many such transactions at
 * once as the pool has connections wait for each other until their time-out, which no test meets by chance; and what is
 * read on the second connection does not see what the transaction has written.
 */
export function refuseSecondConnection(pool: pg.Pool, db: NodePgDatabase): void {
  const transaction = db.transaction.bind(db);
  db.transaction = (work, config) =>
    transaction(async (tx) => {
      const open: OpenTransaction = { pool, isOpen: true };
      try {
        return await transactions.run(open, () => work(tx));
      } finally {
        open.isOpen = false;
      }
    }, config);
  const connect = pool.connect.bind(pool);
  function guarded(): Promise<pg.PoolClient>;
  function guarded(callback: Connected): void;
  function guarded(callback?: Connected): Promise<pg.PoolClient> | void {
    const error = secondConnection(pool);
    if (!callback) return error ? Promise.reject(error) : connect();
    if (error) return callback(error, undefined, () => undefined);
    return connect(callback);
  }
  pool.connect = guarded;
}

function secondConnection(pool: pg.Pool): Error | null {
  const open = transactions.getStore();
  if (!open?.isOpen || open.pool !== pool) return null;
  return new SecondConnection();
}
