import { HealthRegistry, LOGGER, SERVICE_NAME, Stopping } from '@amplication/foundation';
import { type DynamicModule, Inject, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { DestinationStream, Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { ConfigurationModule } from '../config/configuration.module';
import { HealthController } from '../health/health.controller';
import { createLogger, type LogLevelName } from '../logging/create-logger';
import { httpLogger } from '../logging/http-logger';
import { logWithRequest, NestLogger } from '../logging/nest-logger';
import { httpMetrics } from '../metrics/http-metrics';
import { MetricsController } from '../metrics/metrics.controller';
import { httpTracing } from '../tracing/http-tracing';

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
 * What every service has: its configuration, logs, /health/live, /health/ready, /metrics and traces. Global, so any
 * module may inject its configuration's class, `LOGGER`, `SERVICE_NAME`, `HealthRegistry`, prom-client's `Registry` and
 * `Stopping`: the modules that bring a neighbour register themselves with these.
 */
@Module({})
export class ServiceModule implements NestModule {
  constructor(
    private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

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
        { provide: Registry, useFactory: createRegistry },
        { provide: NestLogger, inject: [LOGGER], useFactory: (logger: Logger) => new NestLogger(logger) },
      ],
      exports: [HealthRegistry, Stopping, LOGGER, SERVICE_NAME, Registry, NestLogger],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(httpLogger(this.logger), logWithRequest(), httpTracing(), httpMetrics(this.registry))
      .forRoutes('{*path}');
  }
}

/** One registry for each application, so that several in one process (tests) do not clash. */
function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
