import { DomainError } from '@amplication/contracts';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ServerEnv } from '../platform/server-env';

const ANY_ORIGIN = 'any-origin';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets a route be called from elsewhere than our own page: it has another proof of who calls. */
export const AnyOrigin = () => SetMetadata(ANY_ORIGIN, true);

/**
 * Refuses a state-changing request that does not come from our own page: its `Origin` must be CLIENT_URL and its
 * body JSON. Cookies ignore ports, so without this any page on localhost could act for the signed-in user.
 */
@Injectable()
export class OriginGuard implements CanActivate {
  private readonly origin: string;

  constructor(
    private readonly reflector: Reflector,
    env: ServerEnv,
  ) {
    this.origin = new URL(env.CLIENT_URL).origin;
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (SAFE_METHODS.has(request.method)) return true;
    if (this.reflector.getAllAndOverride<boolean>(ANY_ORIGIN, [context.getHandler(), context.getClass()]))
      return true;
    if (request.headers.origin !== this.origin)
      throw new DomainError('ORIGIN_REFUSED', `Open the application at ${this.origin} and try again.`, {
        params: { expected: this.origin },
      });
    if (hasBody(request) && !request.is('application/json'))
      throw new DomainError('ORIGIN_REFUSED', 'The body of the request must be JSON (application/json).');
    return true;
  }
}

function hasBody(request: Request): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  );
}
