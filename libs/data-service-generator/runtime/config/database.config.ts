import { type SettingsReader } from './settings-reader.js';

export interface DatabaseConfig {
  readonly url: string;
  /** What PostgreSQL shows of this process in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Connections of one process. */
  readonly poolSize: number;
  /** How long a request waits for a connection, in milliseconds. */
  readonly poolWaitMs: number;
  /** How long PostgreSQL works on one statement, waits for one lock and keeps a transaction that does nothing. */
  readonly statementMs: number;
  readonly lockMs: number;
  readonly idleInTransactionMs: number;
}

const HOUR_MS = 3_600_000;

export function readDatabaseConfig(settings: SettingsReader): DatabaseConfig {
  const milliseconds = (name: string, otherwise: number) =>
    settings.integer(name, { otherwise, min: 1, max: HOUR_MS });
  return {
    url: readDatabaseUrl(settings),
    applicationName: settings.text('SERVICE_NAME') ?? 'service',
    poolSize: settings.integer('DATABASE_POOL_SIZE', { otherwise: 10, min: 1, max: 1_000 }),
    poolWaitMs: milliseconds('DATABASE_POOL_WAIT_MS', 3_000),
    statementMs: milliseconds('DATABASE_STATEMENT_TIMEOUT_MS', 10_000),
    lockMs: milliseconds('DATABASE_LOCK_TIMEOUT_MS', 5_000),
    idleInTransactionMs: milliseconds('DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS', 15_000),
  };
}

export function readDatabaseUrl(settings: SettingsReader): string {
  const url = settings.text('DATABASE_URL');
  if (url === undefined)
    return settings.refuse('DATABASE_URL is not set. It says where PostgreSQL is: see .env.example.', '');
  if (/^postgres(?:ql)?:\/\//.test(url)) return url;
  return settings.refuse(
    'DATABASE_URL must be of the form postgresql://user:password@host:5432/database.',
    url,
  );
}
