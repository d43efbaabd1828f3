import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database } from '@amplication/database';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { RunningBuilds } from '../../running-builds/running-builds';
import { EveryMinutes } from '../../clock/every-minutes';
import { ServerEnv } from '../../platform/server-env';

/** Fails builds of which nothing was heard for too long. If their result comes after all, it still counts. */
@Injectable()
export class Sweeper {
  private readonly logger = new Logger(Sweeper.name);

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly runningBuilds: RunningBuilds,
    private readonly env: ServerEnv,
  ) {}

  @EveryMinutes(0.5, 'sweep-builds')
  async run(): Promise<void> {
    const minutes = this.env.BUILD_STALL_MINUTES;
    const withoutProgressSince = new Date(Date.now() - minutes * 60_000);
    const reason = new DomainError(
      'BUILD_STALLED',
      `The build made no progress for ${minutes} minutes and was given up.`,
      { params: { minutes } },
    );
    const stopped = await this.db.transaction((tx) =>
      this.runningBuilds.stop(tx, { withoutProgressSince }, reason),
    );
    if (stopped > 0) this.logger.warn({ stopped }, 'builds without progress were given up');
  }
}
