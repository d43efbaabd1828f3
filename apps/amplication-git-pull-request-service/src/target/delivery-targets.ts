import { DomainError, type Target } from '@amplication/contracts';
import type { Transaction } from '@amplication/database';
import { connectionRefusal, type ConnectionView, GitConnections } from '@amplication/git-connections';
import { Injectable } from '@nestjs/common';
import { WorkerEnv } from '../config';
import type { Delivery } from '../delivery/delivery-job';
import type { DeliveryTarget } from '../delivery/delivery-target';
import { type LinkedRepository, RepositoryLinksRepository } from './repository-links.repository';

/**
 * Reads link and connection again: a user may have changed them since the build was asked for. Throws `DomainError`:
 * REPOSITORY_LINK_CHANGED, CONNECTION_OTHER_CONSUMER, or what `connectionRefusal` says of the connection.
 */
@Injectable()
export class DeliveryTargets {
  constructor(
    private readonly links: RepositoryLinksRepository,
    private readonly connections: GitConnections,
    private readonly env: WorkerEnv,
  ) {}

  async read(delivery: Delivery): Promise<DeliveryTarget> {
    const link = await this.readLink(delivery);
    const connection = await this.readConnection(delivery.workspaceId, link.connectionId);
    const refusal = connectionRefusal(connection);
    if (refusal) throw refusal;
    if (link.siteUrl !== this.env.BITBUCKET_SITE_URL) throw new DomainError('CONNECTION_OTHER_CONSUMER');
    return {
      bitbucketWorkspaceSlug: link.bitbucketWorkspaceSlug,
      repositorySlug: link.repositorySlug,
      strategy: link.conflictStrategy,
      connection,
    };
  }

  /**
   * Throws REPOSITORY_LINK_CHANGED unless the resource is still linked as the build has it, and what
   * `connectionRefusal` says of a connection that may not be used any longer. Nobody can change or undo either until
   * the transaction ends: whoever does so after it finds a push that was under way.
   */
  async hold(tx: Transaction, delivery: Delivery): Promise<void> {
    const { connectionId } = await this.readLink(delivery, tx);
    await this.connections.holdUsable(tx, delivery.workspaceId, connectionId);
  }

  private readConnection(workspaceId: string, id: string): Promise<ConnectionView> {
    return this.connections.get(workspaceId, id).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'NOT_FOUND')
        throw new DomainError('CONNECTION_GONE', { cause: error });
      throw error;
    });
  }

  private async readLink(delivery: Delivery, tx?: Transaction): Promise<LinkedRepository> {
    const link = await this.links.find(delivery, tx);
    if (link === null || !isSameTarget(link, delivery.target))
      throw new DomainError('REPOSITORY_LINK_CHANGED');
    return link;
  }
}

function isSameTarget(link: LinkedRepository, target: Target): boolean {
  return (
    link.repositoryId === target.repositoryId &&
    link.repositoryUuid === target.repositoryUuid &&
    link.connectionId === target.connectionId &&
    link.baseBranch === target.baseBranch &&
    link.workBranch === target.workBranch &&
    link.rootDirectory === target.rootDirectory
  );
}
