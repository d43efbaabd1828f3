import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface DatabaseHandle {
  readonly db: Database;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens a pool on PostgreSQL. `max` is the number of connections, 10 unless given.
 * Connections are made when first used, so this never throws for an unreachable server.
 */
export function createDatabase(
  url: string,
  options: { max?: number | undefined; applicationName?: string } = {},
): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'amplication',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks, idle or between two statements of a transaction, is replaced by the pool, and the
  // next statement rejects; without listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { db: drizzle(pool), pool, close: () => pool.end() };
}
