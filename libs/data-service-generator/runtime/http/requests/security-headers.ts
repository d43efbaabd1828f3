import { type RequestHandler } from 'express';
import helmet from 'helmet';
import { type Stopping } from '../../context/stopping.js';

const DOCS = '/api/docs';

/** Nothing of an API is a page. Its description is one, and brings its own scripts and styles. */
const forApi = helmet({
  contentSecurityPolicy: {
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    useDefaults: false,
  },
  crossOriginResourcePolicy: { policy: 'same-site' },
});
const forDocs = helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });

/** Headers that every answer has. */
export function securityHeaders(stopping: Stopping): RequestHandler {
  return (request, response, next) => {
    // What one caller may see is not for a cache that others use.
    response.setHeader('Cache-Control', 'private, no-cache');
    response.vary('Authorization');
    // The next request of this connection is to reach another process.
    if (stopping.hasBegun) response.setHeader('Connection', 'close');
    const protect = request.path.startsWith(DOCS) ? forDocs : forApi;
    protect(request, response, next);
  };
}
