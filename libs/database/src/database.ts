import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { openPool } from './client';
import { refuseSecondConnection } from './one-connection';
import { databaseOn } from './session';

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface DatabaseHandle {
  readonly db: Database;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens a pool on PostgreSQL. `max` is the number of connections, 10 unless given.
 * A query that fails rejects with `QueryFailure`, which holds no value.
 * Connections are made when first used, so this never throws for an unreachable server. Under test, asking for a second
 * connection within a transaction is an error, see `refuseSecondConnection`.
 */
export function createDatabase(
  url: string,
  options: { max?: number | undefined; applicationName?: string } = {},
): DatabaseHandle {
  const pool = openPool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'amplication',
    connectionTimeoutMillis: 10_000,
  });
  const db = databaseOn(pool);
  if (process.env.NODE_ENV === 'test') refuseSecondConnection(pool, db);
  return { db, pool, close: () => pool.end() };
}
