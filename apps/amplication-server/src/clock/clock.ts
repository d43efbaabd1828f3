import { DATABASE_HANDLE, type DatabaseHandle, runIfFree } from '@amplication/database';
import { pause, Stopping } from '@amplication/foundation';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Duties, type FoundDuty } from './duties';

const MINUTE_MS = 60_000;

/** Does every `@EveryMinutes` duty at its time. Any number of servers may run: a lock lets one of them at each duty. */
@Injectable()
export class Clock implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Clock.name);
  private readonly stop = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(DATABASE_HANDLE) private readonly database: DatabaseHandle,
    private readonly stopping: Stopping,
    private readonly duties: Duties,
  ) {}

  onApplicationBootstrap(): void {
    const signal = AbortSignal.any([this.stop.signal, this.stopping.signal]);
    this.running = Promise.all(this.duties.find().map((duty) => this.repeat(duty, signal)));
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async repeat({ name, minutes, run }: FoundDuty, signal: AbortSignal): Promise<void> {
    for (;;) {
      // Servers that were started together do not act together.
      await pause(minutes * MINUTE_MS * (0.75 + Math.random() / 2), signal);
      if (signal.aborted) return;
      await runIfFree(this.database.pool, 'duty', name, run).catch((error: unknown) => {
        this.logger.error({ err: error, duty: name }, 'a duty failed and is tried again at its next time');
      });
    }
  }
}
