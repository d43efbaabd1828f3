import { applyDecorators, UseGuards } from '@nestjs/common';
import { DomainError } from '@amplication/contracts';
import { ThrottlerGuard } from '@nestjs/throttler';

/** Answers in the one error shape. Counts by address, in this process. */
class SlowDownGuard extends ThrottlerGuard {
  protected override throwThrottlingException(): Promise<void> {
    return Promise.reject(new DomainError('TOO_MANY_REQUESTS'));
  }
}

/** Limits how often one address may try what can be guessed; the numbers stand in AppModule. */
export const Throttled = () => applyDecorators(UseGuards(SlowDownGuard));
