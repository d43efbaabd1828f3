import { DomainError } from '@amplication/contracts';
import { GitConnections } from '@amplication/git-connections';
import { Injectable, Logger } from '@nestjs/common';
import { pullRequestView } from '../build-views';
import { PullRequestView } from '../builds.dto';
import { BuildsService } from '../builds.service';
import {
  type KnownPullRequest,
  type PullRequestRow,
  PullRequestsRepository,
} from './pull-requests.repository';

/** A state younger than this is not asked for again. */
const FRESH_MS = 30_000;
const REQUEST_LIMIT_MS = 8_000;

/** The state of pull requests, as Bitbucket reports it. */
@Injectable()
export class PullRequestsService {
  private readonly logger = new Logger(PullRequestsService.name);

  constructor(
    private readonly builds: BuildsService,
    private readonly pullRequests: PullRequestsRepository,
    private readonly gitConnections: GitConnections,
  ) {}

  /** The pull request of a build, at most 30 seconds old unless Bitbucket cannot be asked: then marked as stale. */
  async ofBuild(workspaceId: string, buildId: string): Promise<PullRequestView> {
    const { target, pullRequest } = await this.builds.get(workspaceId, buildId);
    const known =
      target && pullRequest
        ? await this.pullRequests.find(workspaceId, target.repositoryId, pullRequest.number)
        : null;
    if (!known) throw new DomainError('NOT_FOUND', 'The build has no pull request.');
    if (Date.now() - known.row.checkedAt.getTime() < FRESH_MS) return pullRequestView(known.row);
    return this.refresh(known).then(
      (row) => pullRequestView(row),
      (error: unknown) => {
        this.logger.warn({ err: error, buildId }, 'the state of a pull request could not be read');
        return pullRequestView(known.row, true);
      },
    );
  }

  /** Asks Bitbucket now, and keeps the answer. */
  async refresh({ row, connectionId, reference }: KnownPullRequest): Promise<PullRequestRow> {
    const api = await this.gitConnections.api(connectionId);
    const signal = AbortSignal.timeout(REQUEST_LIMIT_MS);
    const { state, title, url, updatedAt } = await api.pullRequests.get(reference, row.number, { signal });
    const changedAt = updatedAt === undefined ? null : new Date(updatedAt);
    return (await this.pullRequests.update(row, { state, title, url, changedAt })) ?? row;
  }
}
