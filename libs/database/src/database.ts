import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { openPool } from './client';
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
 * Connections are made when first used, so this never throws for an unreachable server.
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
  return { db: databaseOn(pool), pool, close: () => pool.end() };
}
