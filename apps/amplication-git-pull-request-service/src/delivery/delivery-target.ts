import { DomainError, type Target } from '@amplication/contracts';
import { type Database, DATABASE, serverSchema } from '@amplication/database';
import { connectionRefusal, type ConnectionView, GitConnections } from '@amplication/git-connections';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq } from 'drizzle-orm';
import { WorkerEnv } from '../config';
import type { Delivery } from '../jobs/delivery-job';

const { repository, repositoryLink } = serverSchema;

/** Where a build goes, as it stands now. */
export interface DeliveryTarget {
  bitbucketWorkspace: string;
  repositorySlug: string;
  strategy: 'keep-yours' | 'take-generated';
  connection: ConnectionView;
}

/**
 * Reads link and connection again, right before anything is pushed: a user may have changed them since the build
 * was asked for. Throws `DomainError`: REPOSITORY_LINK_CHANGED, CONNECTION_OTHER_CONSUMER, or what
 * `connectionRefusal` says of the connection.
 */
@Injectable()
export class DeliveryTargets {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly connections: GitConnections,
    private readonly env: WorkerEnv,
  ) {}

  async read(delivery: Delivery): Promise<DeliveryTarget> {
    const link = await this.readLink(delivery);
    if (link === undefined || !isSameTarget(link, delivery.target))
      throw new DomainError('REPOSITORY_LINK_CHANGED');
    const connection = await this.readConnection(delivery.workspaceId, link.connectionId);
    const refusal = connectionRefusal(connection);
    if (refusal) throw refusal;
    if (link.siteUrl !== this.env.BITBUCKET_SITE_URL) throw new DomainError('CONNECTION_OTHER_CONSUMER');
    return {
      bitbucketWorkspace: link.bitbucketWorkspaceSlug,
      repositorySlug: link.repositorySlug,
      strategy: link.conflictStrategy,
      connection,
    };
  }

  private readConnection(workspaceId: string, id: string): Promise<ConnectionView> {
    return this.connections.get(workspaceId, id).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'NOT_FOUND')
        throw new DomainError('CONNECTION_GONE', undefined, { cause: error });
      throw error;
    });
  }

  private async readLink({ resourceId, workspaceId }: Delivery): Promise<Link | undefined> {
    const [row] = await this.db
      .select({ link: repositoryLink, repository })
      .from(repositoryLink)
      .innerJoin(repository, eq(repository.id, repositoryLink.repositoryId))
      .where(and(eq(repositoryLink.resourceId, resourceId), eq(repository.workspaceId, workspaceId)));
    return row && { ...row.repository, ...row.link };
  }
}

type Link = typeof repository.$inferSelect & typeof repositoryLink.$inferSelect;

function isSameTarget(link: Link, target: Target): boolean {
  return (
    link.repositoryId === target.repositoryId &&
    link.repositoryUuid === target.repositoryUuid &&
    link.connectionId === target.connectionId &&
    link.baseBranch === target.baseBranch &&
    link.workBranch === target.workBranch &&
    link.rootDirectory === target.rootDirectory
  );
}
