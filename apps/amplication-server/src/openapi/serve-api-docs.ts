import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { RequestLimit } from '../http/throttled';
import { describeApi } from './document';

const DOCS = 'api/docs';

/** Serves the description of the API for people at /api/docs, and for programs at /api/docs-json. */
export function serveApiDocs(app: NestExpressApplication): void {
  const limit = app.get(RequestLimit);
  // Swagger's routes stand before every middleware of the modules, and so before `EdgeModule`.
  app.use([`/${DOCS}`, `/${DOCS}-json`], (request: Request, response: Response, next: NextFunction) =>
    limit.use(request, response, next),
  );
  SwaggerModule.setup(DOCS, app, () => describeApi(app), { raw: ['json'] });
}
