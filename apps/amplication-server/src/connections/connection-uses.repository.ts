import { DATABASE, type Database, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { AffectedResource } from './connections.dto';

const { repository, repositoryLink, resource } = serverSchema;

/** What a connection is used for. */
@Injectable()
export class ConnectionUses {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  resources(workspaceId: string, connectionId: string): Promise<AffectedResource[]> {
    return this.db
      .select({
        id: resource.id,
        name: resource.name,
        repository: sql<string>`${repository.bitbucketWorkspaceSlug} || '/' || ${repository.repositorySlug}`,
      })
      .from(repositoryLink)
      .innerJoin(repository, eq(repository.id, repositoryLink.repositoryId))
      .innerJoin(resource, eq(resource.id, repositoryLink.resourceId))
      .where(
        and(
          eq(repository.workspaceId, workspaceId),
          eq(repository.connectionId, connectionId),
          isNull(resource.deletedAt),
        ),
      )
      .orderBy(asc(resource.name));
  }
}
