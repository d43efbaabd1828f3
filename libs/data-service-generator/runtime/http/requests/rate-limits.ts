import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Config } from '../../config.js';
import { Problem } from '../problem.js';
import { networkOf } from './network-of.js';

const MINUTE_S = 60;

/** How much one caller and one address may ask in a minute, of this process. */
@Injectable()
export class RateLimits {
  private readonly ofCaller: RateLimiterMemory | undefined;
  private readonly ofAddress: RateLimiterMemory | undefined;

  constructor({ callerPerMinute, addressPerMinute }: Config) {
    this.ofCaller = limiter(callerPerMinute);
    this.ofAddress = limiter(addressPerMinute);
  }

  /** Throws TOO_MANY_REQUESTS when the caller has asked too much. */
  countCaller(subject: string): Promise<void> {
    return count(this.ofCaller, subject);
  }

  /** Throws TOO_MANY_REQUESTS when too much came from the address. */
  countAddress(address: string): Promise<void> {
    return count(this.ofAddress, networkOf(address));
  }
}

const limiter = (points: number) =>
  points > 0 ? new RateLimiterMemory({ points, duration: MINUTE_S }) : undefined;

async function count(limits: RateLimiterMemory | undefined, key: string): Promise<void> {
  try {
    await limits?.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw new Problem('TOO_MANY_REQUESTS', undefined, { headers: { 'Retry-After': String(seconds) } });
  }
}
