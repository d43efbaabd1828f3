import { Global, Module } from '@nestjs/common';
import { Config } from '../config.js';
import { createLogger, LOGGER } from './logger.js';
import { RequestLog } from './request-log.js';

/** What the service tells about itself. */
@Global()
@Module({
  providers: [
    { provide: LOGGER, useFactory: (config: Config) => createLogger(config), inject: [Config] },
    RequestLog,
  ],
  exports: [LOGGER, RequestLog],
})
export class TelemetryModule {}
