import { type Database, DATABASE, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq } from 'drizzle-orm';

const { repository, repositoryLink } = serverSchema;

/** A repository link with the repository that it names. */
export type LinkedRepository = typeof repository.$inferSelect & typeof repositoryLink.$inferSelect;

/** The server's repository links: the one table of another service that this one reads. */
@Injectable()
export class RepositoryLinksRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** The link of a resource, or null. Nobody can change or undo it until the transaction ends, if one is given. */
  async find(
    { resourceId, workspaceId }: { resourceId: string; workspaceId: string },
    tx: Database | Transaction = this.db,
  ): Promise<LinkedRepository | null> {
    const [row] = await tx
      .select({ link: repositoryLink, repository })
      .from(repositoryLink)
      .innerJoin(repository, eq(repository.id, repositoryLink.repositoryId))
      .where(and(eq(repositoryLink.resourceId, resourceId), eq(repository.workspaceId, workspaceId)))
      .for('share');
    return row === undefined ? null : { ...row.repository, ...row.link };
  }
}
