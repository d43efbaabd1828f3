import 'reflect-metadata';
import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { readConfig } from '../config.js';
import { ConfigError } from '../config/settings-reader.js';
import { type ServiceFacts } from '../http/open-api.js';
import { APP_OPTIONS, setUpApp } from '../http/set-up-app.js';
import { createLogger } from '../telemetry/logger.js';
import { NestLogger } from '../telemetry/nest-logger.js';
import { startTracing } from '../telemetry/tracing.js';
import { stopOnSignal } from './stop-on-signal.js';

/**
 * Runs a service until it is told to stop: with settings that were checked, on HOST:PORT. What keeps it from starting is
 * said, and the process ends with 1.
 */
export async function start(module: Type, facts: ServiceFacts): Promise<void> {
  // What the database and traces know it by, unless the operator calls it something else.
  process.env['SERVICE_NAME'] ??= facts.name;
  try {
    const config = readConfig();
    const stopTracing = await startTracing(config.database.applicationName);
    const logger = createLogger(config);
    const app = await NestFactory.create<NestExpressApplication>(module, APP_OPTIONS);
    app.useLogger(new NestLogger(logger));
    setUpApp(app, facts);
    stopOnSignal(app, config, logger, stopTracing);
    await (config.host === undefined ? app.listen(config.port) : app.listen(config.port, config.host));
    logger.info(`Listening on ${await app.getUrl()}${config.docs ? ', documentation at /api/docs' : ''}`);
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
    // What has been opened by then would keep a process that does nothing.
    process.exit(1);
  }
}

/** Settings that are wrong and a port that is in use need no stack to be understood. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError) return error.message;
  if ('code' in error && error.code === 'EADDRINUSE')
    return `The port is in use: ${error.message}. Set another PORT.`;
  return error.stack ?? error.message;
}
