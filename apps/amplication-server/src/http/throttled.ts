import { DomainError } from '@amplication/contracts';
import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { Request } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ServerEnv } from '../platform/server-env';

/** Says in `Retry-After`, too, when to come again. */
class TooManyRequests extends DomainError {
  constructor(readonly retryAfterMs: number) {
    super('TOO_MANY_REQUESTS');
  }
}

/** Counts requests by address, in this process. */
@Injectable()
class SlowDownGuard implements CanActivate {
  private readonly limiter: RateLimiterMemory;

  constructor(env: ServerEnv) {
    this.limiter = new RateLimiterMemory({ points: env.THROTTLE_PER_MINUTE, duration: 60 });
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { ip = 'unknown' } = context.switchToHttp().getRequest<Request>();
    try {
      await this.limiter.consume(ip);
      return true;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new TooManyRequests(refusal.msBeforeNext);
      throw refusal;
    }
  }
}

/** Limits how often one address may try what can be guessed: THROTTLE_PER_MINUTE. */
export const Throttled = () => applyDecorators(UseGuards(SlowDownGuard));
