import { type AuthConfig, readAuthConfig } from './config/auth.config.js';
import { type DatabaseConfig, readDatabaseConfig } from './config/database.config.js';
import { loadEnvFile } from './config/env-file.js';
import { SettingsReader } from './config/settings-reader.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The settings of the service; the class is also what they are injected by. */
export abstract class Config {
  /** Port of the HTTP server; 0 is any free one. */
  abstract readonly port: number;
  /** Address that the server listens on; every one of the machine unless it is set. */
  abstract readonly host: string | undefined;
  abstract readonly database: DatabaseConfig;
  abstract readonly auth: AuthConfig;
  /** How long a request may take, in milliseconds. */
  abstract readonly requestMs: number;
  /** How large a body may be, in bytes. */
  abstract readonly bodyBytes: number;
  /** Requests in a minute for each caller, and for each address; 0 is no limit. */
  abstract readonly callerPerMinute: number;
  abstract readonly addressPerMinute: number;
  /** How many proxies in front of the service are trusted to say what address a request comes from. */
  abstract readonly trustedProxies: number;
  /** After a signal to stop: how long new connections are still taken, and when the process ends at the latest. */
  abstract readonly stopDelayMs: number;
  abstract readonly stopMs: number;
  abstract readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Whether the description of the API is served, to everybody; outside of production it is unless this says no. */
  abstract readonly docs: boolean;
}

/**
 * The settings from the environment and, where there is one, from the file `.env`. Throws a ConfigError that says
 * everything that is wrong with them.
 */
export function readConfig(): Config {
  loadEnvFile();
  return parseConfig(process.env);
}

/** The settings that an environment holds. Throws a ConfigError that says everything that is wrong with them. */
export function parseConfig(env: NodeJS.ProcessEnv): Config {
  const settings = new SettingsReader(env);
  const config: Config = {
    port: settings.integer('PORT', { otherwise: 3_000, min: 0, max: 65_535 }),
    host: settings.text('HOST'),
    database: readDatabaseConfig(settings),
    auth: readAuthConfig(settings),
    requestMs: settings.integer('REQUEST_TIMEOUT_MS', { otherwise: 30_000, min: 1, max: 3_600_000 }),
    bodyBytes: settings.integer('BODY_LIMIT_BYTES', { otherwise: 1_048_576, min: 1, max: 104_857_600 }),
    callerPerMinute: settings.integer('RATE_LIMIT_PER_CALLER', { otherwise: 6_000, min: 0, max: 1_000_000 }),
    addressPerMinute: settings.integer('RATE_LIMIT_PER_ADDRESS', {
      otherwise: 12_000,
      min: 0,
      max: 1_000_000,
    }),
    trustedProxies: settings.integer('TRUSTED_PROXIES', { otherwise: 0, min: 0, max: 10 }),
    stopDelayMs: settings.integer('SHUTDOWN_DELAY_MS', { otherwise: 2_000, min: 0, max: 60_000 }),
    stopMs: settings.integer('SHUTDOWN_TIMEOUT_MS', { otherwise: 10_000, min: 1, max: 600_000 }),
    logLevel: settings.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    docs: settings.oneOf('API_DOCS', ['true', 'false'], settings.isProduction ? 'false' : 'true') === 'true',
  };
  settings.url('OTEL_EXPORTER_OTLP_ENDPOINT', ['https:', 'http:']);
  settings.end();
  return config;
}
