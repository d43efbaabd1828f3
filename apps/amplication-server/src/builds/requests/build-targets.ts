import { DomainError, type Target } from '@amplication/contracts';
import { Injectable } from '@nestjs/common';
import { Billing } from '../../billing/billing';
import { ConnectionsService } from '../../connections/connections.service';
import { ServerEnv } from '../../platform/server-env';
import { RepositoriesRepository } from '../../repositories/repositories.repository';

/** Where a build that is started now would go. */
@Injectable()
export class BuildTargets {
  constructor(
    private readonly repositories: RepositoriesRepository,
    private readonly connections: ConnectionsService,
    private readonly billing: Billing,
    private readonly env: ServerEnv,
  ) {}

  /** Null without a linked repository. Refuses what would fail for sure: plan, lost connection, another site. */
  async find(workspaceId: string, resourceId: string): Promise<Target | null> {
    const link = await this.repositories.findLink(workspaceId, resourceId);
    if (!link) return null;
    const { connectionId } = link;
    await this.billing.requireBitbucket(workspaceId);
    await this.connections.requireUsable(workspaceId, connectionId);
    if (link.siteUrl !== this.env.BITBUCKET_SITE_URL)
      throw new DomainError('CONNECTION_OTHER_CONSUMER', { params: { connectionId } });
    return {
      connectionId,
      repositoryId: link.repositoryId,
      bitbucketWorkspaceUuid: link.bitbucketWorkspaceUuid,
      bitbucketWorkspaceSlug: link.bitbucketWorkspaceSlug,
      repositoryUuid: link.repositoryUuid,
      repositorySlug: link.repositorySlug,
      baseBranch: link.baseBranch,
      workBranch: link.workBranch,
      rootDirectory: link.rootDirectory,
    };
  }
}
