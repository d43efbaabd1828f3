import { LOGGER } from '@amplication/foundation';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Registry } from 'prom-client';
import { ErrorFilter } from '../http/error-filter';
import { oneRequestAtATime, requireLength } from '../http/plain-requests';
import { createValidationPipe } from '../http/validation';
import { httpLogger } from '../logging/http-logger';
import { logWithRequest, NestLogger } from '../logging/nest-logger';
import { httpMetrics } from '../metrics/http-metrics';
import { httpTracing } from '../tracing/http-tracing';
import { ServiceModule, type ServiceModuleOptions } from './service.module';

@Module({})
class RootModule {}

/**
 * Creates the Nest application of a service, with everything that `runService` describes, but does not listen.
 * Tests use it to have the application as it runs.
 */
export async function createService(
  module: Type | DynamicModule,
  options: ServiceModuleOptions & {
    configure?: (app: NestExpressApplication) => void | Promise<void>;
  },
): Promise<NestExpressApplication> {
  const root: DynamicModule = { module: RootModule, imports: [ServiceModule.forRoot(options), module] };
  const app = await NestFactory.create<NestExpressApplication>(root, {
    abortOnError: false,
    bufferLogs: true,
    // Nest's own parser would read a body before any guard is asked; `BodyInterceptor` does it after them.
    bodyParser: false,
  });
  app.useLogger(app.get(NestLogger));
  oneRequestAtATime(app.getHttpServer());
  observeRequests(app);
  app.use(requireLength);
  applyHttpDefaults(app);
  await options.configure?.(app);
  return app;
}

/**
 * Gives each request its id, its line in the log, its trace and its count, before anything else looks at it. Not as
 * middleware of a module: that is given a path, and an address that cannot be decoded would pass it by.
 */
function observeRequests(app: NestExpressApplication): void {
  app.use(httpLogger(app.get(LOGGER)), logWithRequest(), httpTracing(), httpMetrics(app.get(Registry)));
}

/** The HTTP edge of every service: validation of requests, one shape of errors, no `X-Powered-By`. */
export function applyHttpDefaults(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ErrorFilter());
}
