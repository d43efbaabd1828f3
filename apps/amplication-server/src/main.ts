import { runService } from '@amplication/service-kit';
import { SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module';
import { describeApi } from './openapi/document';
import { SERVICE, ServerEnv } from './platform/server-env';

await runService(AppModule, {
  app: SERVICE,
  env: ServerEnv,
  configure: (app, { TRUSTED_PROXIES }) => {
    app.set('trust proxy', TRUSTED_PROXIES);
    SwaggerModule.setup('api/docs', app, () => describeApi(app));
  },
});
