import { runService } from '@amplication/service-kit';
import { AppModule } from './app.module';
import { serveApiDocs } from './openapi/serve-api-docs';
import { SERVICE, ServerEnv } from './platform/server-env';

await runService(AppModule, {
  app: SERVICE,
  env: ServerEnv,
  configure: (app, { TRUSTED_PROXIES }) => {
    app.set('trust proxy', TRUSTED_PROXIES);
    serveApiDocs(app);
  },
});
