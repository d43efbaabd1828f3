import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** helmet's headers for an API: nothing of it may be framed, run or loaded as a page. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'same-site' },
  });
}
