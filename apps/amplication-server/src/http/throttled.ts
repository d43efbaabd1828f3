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
abstract class SlowDown implements CanActivate {
  private readonly limiter: RateLimiterMemory;

  constructor(timesPerMinute: number) {
    this.limiter = new RateLimiterMemory({ points: timesPerMinute, duration: 60 });
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

@Injectable()
class TriesGuard extends SlowDown {
  constructor(env: ServerEnv) {
    super(env.THROTTLE_PER_MINUTE);
  }
}

/** How many deliveries one address may make for each try that a person may make. */
const DELIVERIES_PER_TRY = 20;

@Injectable()
class DeliveriesGuard extends SlowDown {
  constructor(env: ServerEnv) {
    super(env.THROTTLE_PER_MINUTE * DELIVERIES_PER_TRY);
  }
}

/** Limits how often one address may try what can be guessed: THROTTLE_PER_MINUTE. */
export const Throttled = () => applyDecorators(UseGuards(TriesGuard));

/** The same for machines that call us for many people from a few addresses: twenty times as often. */
export const ThrottledDeliveries = () => applyDecorators(UseGuards(DeliveriesGuard));
