import { type RequestHandler } from 'express';
import { type RateLimits } from './rate-limits.js';

/** Counts every request by its address before anything of it is read, except the questions of an orchestrator. */
export const limitAddresses =
  (limits: RateLimits): RequestHandler =>
  (request, _response, next) => {
    if (request.path.startsWith('/health/')) next();
    else limits.countAddress(request.ip ?? '').then(() => next(), next);
  };
