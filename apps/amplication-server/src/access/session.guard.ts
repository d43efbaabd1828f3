import { DomainError } from '@amplication/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PUBLIC, type SignedInRequest } from './access.decorator';

/** Refuses a request without a session, except where a route is @Public. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const { path, session } = context.switchToHttp().getRequest<SignedInRequest>();
    // Health and metrics, which hold nothing of a workspace, are asked by machines that cannot sign in.
    if (!path.startsWith('/api/')) return true;
    if (!session?.accountId) throw new DomainError('NOT_AUTHENTICATED');
    return true;
  }
}
