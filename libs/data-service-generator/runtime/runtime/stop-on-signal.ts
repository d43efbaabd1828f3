import { type Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type Config } from '../config.js';
import { Stopping } from '../context/stopping.js';
import { type Logger } from '../telemetry/logger.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * On a signal the service says that it is not ready and goes on for a moment, until whoever sends requests has noticed;
 * then it takes no more, answers what has come, and ends, within the time that the settings give.
 */
export function stopOnSignal(
  app: NestExpressApplication,
  config: Config,
  logger: Logger,
  stopTracing: () => Promise<void>,
): void {
  const stop = async (signal: NodeJS.Signals) => {
    logger.info(`Stopping on ${signal}`);
    app.get(Stopping).begin();
    setTimeout(() => {
      logger.error(`Not stopped after ${config.stopMs} ms: what was left is given up`);
      process.exit(1);
    }, config.stopMs).unref();
    // A person at a terminal does not send requests meanwhile.
    if (signal === 'SIGTERM') await pause(Math.min(config.stopDelayMs, config.stopMs / 2));
    await drain(app.getHttpServer());
    await app.close();
    await stopTracing();
    logger.info('Stopped');
    process.exit(0);
  };
  let isStopping = false;
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      stop(signal).catch((error: unknown) => {
        logger.error({ err: error }, 'Not stopped as it should be');
        process.exit(1);
      });
    });
}

/** A connection that was made just now brings its request in this time. */
const FIRST_REQUEST_MS = 500;

/** Takes no more connections, and waits until all requests are answered. */
async function drain(server: Server): Promise<void> {
  // What Node does for HTTP would also end connections whose first request is still on its way.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  await Promise.race([closed, pause(FIRST_REQUEST_MS)]);
  server.closeIdleConnections();
  await closed;
}
