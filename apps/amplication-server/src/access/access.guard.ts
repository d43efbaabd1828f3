import { DomainError, isId } from '@amplication/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule, type SignedInRequest } from './access.decorator';
import { AccessRepository } from './access.repository';

/**
 * Checks every id of a path against the account that is signed in. What the account may not see does not exist (404);
 * what only an owner may do is refused to a member (403).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accesses: AccessRepository,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    if (!rule) return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const id = request.params[rule.key];
    const accountId = request.session.accountId;
    if (!accountId) throw new DomainError('NOT_AUTHENTICATED');
    const found =
      typeof id === 'string' && isId(id) ? await this.accesses.find(accountId, rule.key, id) : null;
    if (!found) throw new DomainError('NOT_FOUND');
    if (rule.role === 'owner' && found.role !== 'owner') throw new DomainError('FORBIDDEN');
    request.access = { accountId, ...found };
    return true;
  }
}
