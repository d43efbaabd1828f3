import { DomainError, isId } from '@amplication/contracts';
import { PUBLIC } from '@amplication/service-kit';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule, type SignedInRequest } from './access.decorator';
import { AccessRepository } from './access.repository';

type PerhapsSignedIn = Omit<SignedInRequest, 'session'> & Partial<Pick<SignedInRequest, 'session'>>;

/**
 * Lets a request pass as the rule of its route says: without a session (`@Public`), for every account
 * (`@ForTheSignedIn`), or for members or owners of the workspace that an id of the path belongs to. A route without a
 * rule is closed to everybody. What an account may not see does not exist (404); what only an owner may do is refused
 * to a member (403).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accesses: AccessRepository,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [handler, context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<PerhapsSignedIn>();
    // Webhooks, health and metrics are asked without a session, so there may be none.
    const accountId = request.session?.accountId;
    if (!accountId) throw new DomainError('NOT_AUTHENTICATED');
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, handler);
    if (!rule) throw new DomainError('FORBIDDEN');
    if (rule.for === 'the-signed-in') return true;
    const id = request.params[rule.key];
    const found =
      typeof id === 'string' && isId(id) ? await this.accesses.find(accountId, rule.key, id) : null;
    if (!found) throw new DomainError('NOT_FOUND');
    if (rule.for === 'owners' && found.role !== 'owner') throw new DomainError('FORBIDDEN');
    request.access = { accountId, ...found };
    return true;
  }
}
