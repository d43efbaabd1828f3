import { Stopping } from '@amplication/foundation';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { BaseEnv } from '../config/base-env';
import { ConfigError } from '../config/config-error';
import { loadConfig } from '../config/load-config';
import { createLogger } from '../logging/create-logger';
import { startTracing } from '../tracing/tracing';
import { createService } from './create-service';
import { drainHttp } from './drain';

const HTTP_DRAIN_MS = 3_000;
const SHUTDOWN_LIMIT_MS = 20_000;

export interface RunServiceOptions<T extends BaseEnv> {
  /** Name of the app: folder of its .env files, name in logs and traces. */
  app: string;
  /** Class of its variables; loaded before anything else and injectable everywhere. `BaseEnv` unless given. */
  env?: new () => T;
  /** Adds to the application before it listens: a prefix, a session, Swagger. */
  configure?: (app: NestExpressApplication, config: T) => void | Promise<void>;
}

/**
 * Runs a service until it receives a signal to stop: loads its configuration, creates the application (JSON logs,
 * validation, one shape of errors, /health/live, /health/ready, /metrics, traces) and listens on HOST:PORT. A wrong
 * configuration or a port in use is reported in one clear line each, with exit code 1. On SIGTERM or SIGINT it takes no
 * more work, lets what runs end, and exits with 0; after 20 seconds it gives up and exits with 1.
 */
export async function runService<T extends BaseEnv = BaseEnv>(
  module: Type | DynamicModule | ((config: T) => Type | DynamicModule),
  options: RunServiceOptions<T>,
): Promise<void> {
  const { app: name } = options;
  const fallback = createLogger(name);
  try {
    // Without a class of its own, T is BaseEnv by default: TypeScript cannot tell that the two always go together.
    const config = loadConfig<T>(options.env ?? (BaseEnv as new () => T), { app: name });
    const log = createLogger(name, { level: config.LOG_LEVEL });
    const stopTracing = startTracing(name);
    const app = await createService(resolveModule(module, config), {
      app: name,
      level: config.LOG_LEVEL,
      config,
      configure: (created) => options.configure?.(created, config),
    });
    stopOnSignal(app, log, stopTracing);
    await app.listen(config.PORT, config.HOST);
    const url = await app.getUrl();
    log.info({ listening: url }, `${name} listens on ${url}`);
  } catch (error) {
    explain(error, options.app, fallback);
    // What has begun by then (a pool, a consumer that reconnects) would keep a process that does nothing.
    process.exit(1);
  }
}

function resolveModule<T>(
  module: Type | DynamicModule | ((config: T) => Type | DynamicModule),
  config: T,
): Type | DynamicModule {
  return isFactory(module) ? module(config) : module;
}

/** A module class has a prototype of its own; an arrow function has none. */
function isFactory<T>(
  module: Type | DynamicModule | ((config: T) => Type | DynamicModule),
): module is (config: T) => Type | DynamicModule {
  return typeof module === 'function' && module.prototype === undefined;
}

function explain(error: unknown, app: string, log: Logger): void {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
  } else if (isPortInUse(error)) {
    process.stderr.write(
      `Port ${error.port} is in use, and ${app} needs it. Stop the program that uses it, or set PORT for ${app}.\n`,
    );
  } else {
    log.fatal({ err: error }, `${app} cannot start`);
  }
}

function isPortInUse(error: unknown): error is { code: string; port: number } {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
}

function stopOnSignal(app: NestExpressApplication, log: Logger, stopTracing: () => Promise<void>): void {
  const stop = async (signal: NodeJS.Signals) => {
    log.info(`stopping on ${signal}`);
    setTimeout(() => {
      log.error(`did not stop within ${SHUTDOWN_LIMIT_MS / 1000} seconds`);
      process.exit(1);
    }, SHUTDOWN_LIMIT_MS).unref();
    app.get(Stopping).begin();
    await drainHttp(app.getHttpServer(), HTTP_DRAIN_MS);
    await app.close();
    await stopTracing();
    log.info('stopped');
    process.exit(0);
  };
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop(signal).catch((error: unknown) => {
        log.error({ err: error }, 'failed to stop cleanly');
        process.exit(1);
      });
    });
  }
}
