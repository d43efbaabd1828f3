import { DATABASE_HANDLE, type DatabaseHandle } from '@amplication/database';
import { pause, Stopping } from '@amplication/foundation';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ConnectAttempts } from '../connections/connect-attempts';
import { onlyOnce } from '../platform/only-once';
import { PullRequestPolling } from '../pull-requests/pull-request-polling';
import { WebhookRegistration } from '../webhooks/webhook-registration';
import { ConnectionUpkeep } from './connection-upkeep';
import { Sweeper } from './sweeper';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

interface Duty {
  name: string;
  everyMs: number;
  run: () => Promise<unknown>;
}

/** What must be done by the clock. Any number of servers may run: a lock lets one of them at each duty. */
@Injectable()
export class Upkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Upkeep.name);
  private readonly stop = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(DATABASE_HANDLE) private readonly database: DatabaseHandle,
    private readonly stopping: Stopping,
    private readonly sweeper: Sweeper,
    private readonly polling: PullRequestPolling,
    private readonly connections: ConnectionUpkeep,
    private readonly attempts: ConnectAttempts,
    private readonly webhooks: WebhookRegistration,
  ) {}

  onApplicationBootstrap(): void {
    const duties: Duty[] = [
      { name: 'sweep-builds', everyMs: 30 * SECOND, run: () => this.sweeper.run() },
      { name: 'poll-pull-requests', everyMs: MINUTE, run: () => this.polling.run() },
      { name: 'settle-webhooks', everyMs: MINUTE, run: () => this.webhooks.settleDue() },
      { name: 'keep-connections-alive', everyMs: 5 * MINUTE, run: () => this.connections.run() },
      { name: 'prune-connect-attempts', everyMs: 60 * MINUTE, run: () => this.attempts.prune() },
    ];
    const signal = AbortSignal.any([this.stop.signal, this.stopping.signal]);
    this.running = Promise.all(duties.map((duty) => this.repeat(duty, signal)));
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async repeat(duty: Duty, signal: AbortSignal): Promise<void> {
    for (;;) {
      // Servers that were started together do not act together.
      await pause(duty.everyMs * (0.75 + Math.random() / 2), signal);
      if (signal.aborted) return;
      await this.once(duty).catch((error: unknown) => {
        this.logger.error(
          { err: error, duty: duty.name },
          'a duty failed and is tried again at its next time',
        );
      });
    }
  }

  private once({ name, run }: Duty): Promise<void> {
    return onlyOnce(this.database.pool, name, run);
  }
}
