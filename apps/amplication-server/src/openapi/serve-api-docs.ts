import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { RequestLimit } from '../http/throttled';
import { describeApi } from './document';

const DOCS = 'api/docs';

/** Serves the description of the API for people at /api/docs, and for programs at /api/docs-json. */
export function serveApiDocs(app: NestExpressApplication): void {
  // Swagger's routes stand before every middleware of the modules, and so before `EdgeModule`.
  app.use([`/${DOCS}`, `/${DOCS}-json`], app.get(RequestLimit).middleware);
  SwaggerModule.setup(DOCS, app, () => describeApi(app), { raw: ['json'] });
}
