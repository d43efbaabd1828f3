import { BUILD_PROGRESS, type BuildReference, type LogLevel } from '@amplication/contracts';
import { EventPublisher } from '@amplication/messaging';
import { Injectable } from '@nestjs/common';

/** Reports to the build's page what is being done, in sentences for its user. */
@Injectable()
export class Progress {
  constructor(private readonly events: EventPublisher) {}

  say({ buildId, attempt }: BuildReference, message: string, level: LogLevel = 'info'): Promise<void> {
    const at = new Date().toISOString();
    return this.events.send(BUILD_PROGRESS, {
      buildId,
      attempt,
      step: 'generate' as const,
      level,
      message,
      at,
    });
  }
}
