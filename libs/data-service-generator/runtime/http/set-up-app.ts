import { type NestExpressApplication } from '@nestjs/platform-express';
import { Config } from '../config.js';
import { Stopping } from '../context/stopping.js';
import { httpTrace } from '../telemetry/http-trace.js';
import { RequestLog } from '../telemetry/request-log.js';
import { serveOpenApi, type ServiceFacts } from './open-api.js';
import { securityHeaders } from './requests/security-headers.js';
import { limitAddresses } from './requests/limit-addresses.js';
import { RateLimits } from './requests/rate-limits.js';

/** With what options Nest makes the application, in the service and in its tests: bodies are read behind the guards. */
export const APP_OPTIONS = { bodyParser: false, bufferLogs: true, abortOnError: false } as const;

/** What the running service and its tests have in common: everything that comes before the routes. */
export function setUpApp(app: NestExpressApplication, facts: ServiceFacts): void {
  const config = app.get(Config);
  app.disable('x-powered-by');
  // Rows have tags of their own; of a list or a problem nobody needs one.
  app.disable('etag');
  app.set('trust proxy', config.trustedProxies);
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready'] });
  app.use(httpTrace(), app.get(RequestLog).middleware(), securityHeaders(app.get(Stopping)));
  app.use(limitAddresses(app.get(RateLimits)));
  if (config.docs) serveOpenApi(app, facts);
}
