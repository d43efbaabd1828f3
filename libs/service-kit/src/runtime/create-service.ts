import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ErrorFilter } from '../http/error-filter';
import { createValidationPipe } from '../http/validation';
import { NestLogger } from '../logging/nest-logger';
import { ServiceModule, type ServiceModuleOptions } from './service.module';

/** What a service decides about its HTTP edge before it is created. */
export interface HttpOptions {
  /** False for a service that reads bodies itself, at a point of its own choice. */
  bodyParser?: boolean;
}

@Module({})
class RootModule {}

/**
 * Creates the Nest application of a service, with everything that `runService` describes, but does not listen.
 * Tests use it to have the application as it runs.
 */
export async function createService(
  module: Type | DynamicModule,
  options: ServiceModuleOptions & {
    http?: HttpOptions;
    configure?: (app: NestExpressApplication) => void | Promise<void>;
  },
): Promise<NestExpressApplication> {
  const root: DynamicModule = { module: RootModule, imports: [ServiceModule.forRoot(options), module] };
  const app = await NestFactory.create<NestExpressApplication>(root, {
    abortOnError: false,
    bufferLogs: true,
    ...options.http,
  });
  app.useLogger(app.get(NestLogger));
  applyHttpDefaults(app);
  await options.configure?.(app);
  return app;
}

/** The HTTP edge of every service: validation of requests, one shape of errors, no `X-Powered-By`. */
export function applyHttpDefaults(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ErrorFilter());
}
