import { applyHttpDefaults, ServiceModule } from '@amplication/service-kit';
import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from '../app.module';
import { SESSION_COOKIE } from '../auth/session';
import { modelComponents } from '../resources/models/schema/model-components';
import { SERVICE, ServerEnv } from '../platform/server-env';

/** Describes the HTTP API of an application. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Amplication')
    .setDescription(
      'From a service model to a pull request in Bitbucket. Sign in to get the session cookie. Requests that change ' +
        'anything need `Origin` to be the address of the web client, and JSON bodies.',
    )
    .setVersion('1')
    .addCookieAuth(SESSION_COOKIE)
    .build();
  const document = SwaggerModule.createDocument(app, config);
  // Health and metrics are for operators, not for clients.
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
  const schemas = { ...document.components?.schemas, ...modelComponents() };
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...document.components, schemas },
  };
}

@Module({ imports: [ServiceModule.forRoot({ app: SERVICE, config: new ServerEnv() }), AppModule] })
class PreviewModule {}

/** The same document without a database, Kafka or configuration: nothing of the application is started. */
export async function createApiDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestExpressApplication>(PreviewModule, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  applyHttpDefaults(app);
  return describeApi(app);
}
