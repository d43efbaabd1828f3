import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';

export const WEBHOOKS_PATH = 'api/bitbucket/webhooks';
/** Bitbucket may not deliver more than 256 KB at all: https://support.atlassian.com/bitbucket-cloud/docs/troubleshoot-webhooks/ */
const LIMIT = '512kb';

/**
 * Leaves what is sent to a webhook as the bytes that it is, since those are what is signed. Must be called before the
 * application is initialised: its parsers come after.
 */
export function keepRawBodies(app: NestExpressApplication): void {
  app.use(`/${WEBHOOKS_PATH}`, express.raw({ type: () => true, limit: LIMIT, inflate: false }));
}
