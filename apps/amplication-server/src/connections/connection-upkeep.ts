import { GitConnections } from '@amplication/git-connections';
import { Injectable, Logger } from '@nestjs/common';
import { EveryMinutes } from '../clock/every-minutes';

/** Keeps idle connections alive, and alerts the operator when Bitbucket refuses the consumer as a whole. */
@Injectable()
export class ConnectionUpkeep {
  private readonly logger = new Logger(ConnectionUpkeep.name);

  constructor(private readonly gitConnections: GitConnections) {}

  @EveryMinutes(5, 'keep-connections-alive')
  async run(): Promise<void> {
    await this.gitConnections.keepAlive();
    const { refusedSince } = await this.gitConnections.consumerHealth();
    if (refusedSince)
      this.logger.error(
        { refusedSince },
        "Bitbucket refuses this installation's OAuth consumer: check BITBUCKET_CLIENT_ID and BITBUCKET_CLIENT_SECRET",
      );
  }
}
