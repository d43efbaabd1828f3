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
    const { session } = context.switchToHttp().getRequest<SignedInRequest>();
    if (!session?.accountId) throw new DomainError('NOT_AUTHENTICATED');
    return true;
  }
}
