import { HealthRegistry, LOGGER, SERVICE_NAME, Stopping } from '@amplication/foundation';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import type { DestinationStream, Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { ConfigurationModule } from '../config/configuration.module';
import { HealthController } from '../health/health.controller';
import { BodyInterceptor } from '../http/body/body.interceptor';
import { createLogger, type LogLevelName } from '../logging/create-logger';
import { NestLogger } from '../logging/nest-logger';
import { MetricsController } from '../metrics/metrics.controller';

export interface ServiceModuleOptions {
  /** The service's name in logs and traces. */
  app: string;
  level?: LogLevelName;
  /** Where log lines go instead of standard output. */
  logTo?: DestinationStream;
  /** The validated configuration; injectable by its class everywhere. */
  config?: object;
}

/**
 * What every service has: its configuration, logs, /health/live, /health/ready, /metrics, and bodies that are read only
 * when every guard has let the request pass. Global, so any module may inject its configuration's class, `LOGGER`,
 * `SERVICE_NAME`, `HealthRegistry`, prom-client's `Registry` and `Stopping`: the modules that bring a neighbour
 * register themselves with these.
 */
@Module({})
export class ServiceModule {
  static forRoot({ app, level = 'info', logTo, config }: ServiceModuleOptions): DynamicModule {
    return {
      module: ServiceModule,
      global: true,
      imports: [
        TerminusModule.forRoot({ logger: false }),
        ...(config ? [ConfigurationModule.for(config)] : []),
      ],
      controllers: [HealthController, MetricsController],
      providers: [
        HealthRegistry,
        Stopping,
        {
          provide: LOGGER,
          useFactory: () => createLogger(app, { level, ...(logTo ? { destination: logTo } : {}) }),
        },
        { provide: SERVICE_NAME, useValue: app },
        { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
        { provide: Registry, useFactory: createRegistry },
        { provide: NestLogger, inject: [LOGGER], useFactory: (logger: Logger) => new NestLogger(logger) },
      ],
      exports: [HealthRegistry, Stopping, LOGGER, SERVICE_NAME, Registry, NestLogger],
    };
  }
}

/** One registry for each application, so that several in one process (tests) do not clash. */
function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
