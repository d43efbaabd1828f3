import { DomainError } from '@amplication/contracts';
import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ServerEnv } from '../platform/server-env';

/** Says in `Retry-After`, too, when to come again. */
class TooManyRequests extends DomainError {
  constructor(readonly retryAfterMs: number) {
    super('TOO_MANY_REQUESTS');
  }
}

/** Counts requests by address, in this process. */
class AddressLimit {
  private readonly limiter: RateLimiterMemory;

  constructor(timesPerMinute: number) {
    this.limiter = new RateLimiterMemory({ points: timesPerMinute, duration: 60 });
  }

  /** Throws TOO_MANY_REQUESTS when the address of the request has used up its minute. */
  async count({ ip = 'unknown' }: Request): Promise<void> {
    try {
      await this.limiter.consume(ip);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new TooManyRequests(refusal.msBeforeNext);
      throw refusal;
    }
  }
}

/** Limits how often one address may ask for anything, known or unknown: REQUESTS_PER_MINUTE. */
@Injectable()
export class RequestLimit {
  private readonly limit: AddressLimit;

  constructor(env: ServerEnv) {
    this.limit = new AddressLimit(env.REQUESTS_PER_MINUTE);
  }

  /** As a function: of a middleware that is a class Nest makes another one, which would count by itself. */
  readonly middleware = (request: Request, _response: Response, next: NextFunction): void => {
    this.limit.count(request).then(() => next(), next);
  };
}

abstract class RateLimitGuard implements CanActivate {
  private readonly limit: AddressLimit;

  constructor(timesPerMinute: number) {
    this.limit = new AddressLimit(timesPerMinute);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.limit.count(context.switchToHttp().getRequest<Request>());
    return true;
  }
}

@Injectable()
class TriesGuard extends RateLimitGuard {
  constructor(env: ServerEnv) {
    super(env.THROTTLE_PER_MINUTE);
  }
}

/** How many deliveries one address may make for each try that a person may make. */
const DELIVERIES_PER_TRY = 20;

@Injectable()
class DeliveriesGuard extends RateLimitGuard {
  constructor(env: ServerEnv) {
    super(env.THROTTLE_PER_MINUTE * DELIVERIES_PER_TRY);
  }
}

/** Limits how often one address may try what can be guessed: THROTTLE_PER_MINUTE. */
export const Throttled = () => applyDecorators(UseGuards(TriesGuard));

/** The same for machines that call us for many people from a few addresses: twenty times as often. */
export const ThrottledDeliveries = () => applyDecorators(UseGuards(DeliveriesGuard));
