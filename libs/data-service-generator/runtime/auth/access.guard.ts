import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Request } from 'express';
import { Problem } from '../http/problem.js';
import { RateLimits } from '../http/requests/rate-limits.js';
import { rulesOf } from './access-rule.js';
import { setCaller } from './callers.js';
import { forbidden, rowsFor } from './permissions.js';
import { Tokens } from './tokens/tokens.js';

const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** Asks every request that is not for a public route for a token, and the token for a role. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly tokens: Tokens,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const [rule, ...others] = rulesOf(context.getClass(), context.getHandler());
    // The service does not start with such a route; should one come up later, it stays closed.
    if (!rule || others.length > 0) throw new Problem('FORBIDDEN');
    if (rule.kind === 'public') return true;

    const request = context.switchToHttp().getRequest<Request>();
    const caller = await this.tokens.callerOf(tokenOf(request));
    setCaller(request, caller);
    await this.limits.countCaller(caller.subject);
    if (rule.kind === 'allowed' && rowsFor(rule.permissions, rule.action, caller).size === 0)
      throw forbidden(rule.permissions, rule.action);
    return true;
  }
}

function tokenOf({ headers }: Request): string {
  const token = BEARER.exec(headers.authorization ?? '')?.[1];
  if (token === undefined)
    throw new Problem('NOT_SIGNED_IN', undefined, { headers: { 'WWW-Authenticate': 'Bearer' } });
  return token;
}
