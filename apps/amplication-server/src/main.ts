import { migrateDatabase } from '@amplication/database';
import { runService } from '@amplication/service-kit';
import { SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module';
import { SERVER_HTTP } from './http/edge.module';
import { describeApi } from './openapi/document';
import { SERVICE } from './platform/platform.module';
import { ServerEnv } from './platform/server-env';

await runService(AppModule, {
  app: SERVICE,
  env: ServerEnv,
  http: SERVER_HTTP,
  configure: async (app, { DATABASE_URL, TRUSTED_PROXIES }) => {
    app.set('trust proxy', TRUSTED_PROXIES);
    // Before anything of the application uses the database; the other services wait for it.
    await migrateDatabase(DATABASE_URL);
    SwaggerModule.setup('api/docs', app, () => describeApi(app));
  },
});
