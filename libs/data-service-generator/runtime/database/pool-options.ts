import { type PoolConfig } from 'pg';
import { type DatabaseConfig } from '../config/database.config.js';

/** How much longer than PostgreSQL may work on a statement we wait for a word of it: it may hang itself. */
const ANSWER_MS = 1_000;

/** Connections none of which waits for ever: for a free one, a lock, a statement, or a server that does not answer. */
export const poolOptions = (config: DatabaseConfig): PoolConfig => ({
  connectionString: config.url,
  application_name: config.applicationName,
  max: config.poolSize,
  connectionTimeoutMillis: config.poolWaitMs,
  statement_timeout: config.statementMs,
  query_timeout: config.statementMs + ANSWER_MS,
  lock_timeout: config.lockMs,
  idle_in_transaction_session_timeout: config.idleInTransactionMs,
  keepAlive: true,
});
