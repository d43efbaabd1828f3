import { GitConnections } from '@amplication/git-connections';
import { Injectable, Logger } from '@nestjs/common';
import { EveryMinutes } from '../../clock/every-minutes';
import { type KnownPullRequest, PullRequestsRepository } from './pull-requests.repository';
import { PullRequestsService } from './pull-requests.service';

const CHECK_EVERY_MS = 5 * 60 * 1000;
const AT_ONCE = 50;
/** Polling leaves the rest of a user's hour to builds and to people. */
const BUDGET_SHARE = 0.5;

/** Looks now and then whether open pull requests were merged or declined while nobody had their page open. */
@Injectable()
export class PullRequestPolling {
  private readonly logger = new Logger(PullRequestPolling.name);

  constructor(
    private readonly pullRequests: PullRequestsRepository,
    private readonly states: PullRequestsService,
    private readonly gitConnections: GitConnections,
  ) {}

  @EveryMinutes(1, 'poll-pull-requests')
  async run(): Promise<void> {
    const due = await this.pullRequests.openSince(new Date(Date.now() - CHECK_EVERY_MS), AT_ONCE);
    for (const known of due) {
      try {
        if (await this.isAffordable(known)) await this.states.refresh(known);
      } catch (error) {
        this.logger.debug({ err: error, number: known.row.number }, 'a pull request could not be polled');
      }
    }
  }

  private async isAffordable({ workspaceId, connectionId }: KnownPullRequest): Promise<boolean> {
    const { status, budget } = await this.gitConnections.get(workspaceId, connectionId);
    return status === 'connected' && budget.heldUntil === null && budget.used < budget.limit * BUDGET_SHARE;
  }
}
