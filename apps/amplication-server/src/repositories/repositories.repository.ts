import {
  DATABASE,
  type Database,
  lockUntilCommit,
  serverSchema,
  type Transaction,
} from '@amplication/database';
import { newId } from '@amplication/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { CheckedSettings } from './link-settings';
import type { RepositoryLinkView } from './repositories.dto';

const { account, build, repository, repositoryLink, resource } = serverSchema;

type NewRepositoryRow = Omit<typeof repository.$inferInsert, 'id'>;
type LinkRow = typeof repositoryLink.$inferInsert;
/** A link with what a build must know of its repository. */
export type StoredLink = RepositoryLinkView & { bitbucketWorkspaceUuid: string; siteUrl: string };

/** A Bitbucket repository, whichever workspaces have linked it. */
export interface RemoteKey {
  siteUrl: string;
  repositoryUuid: string;
}

/** Our records of Bitbucket repositories, and which resource goes to which. */
@Injectable()
export class RepositoriesRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** The link of a resource of this workspace. */
  async findLink(workspaceId: string, resourceId: string): Promise<StoredLink | null> {
    const rows = await this.db
      .select({
        repositoryId: repository.id,
        connectionId: repository.connectionId,
        siteUrl: repository.siteUrl,
        bitbucketWorkspaceUuid: repository.bitbucketWorkspaceUuid,
        bitbucketWorkspaceSlug: repository.bitbucketWorkspaceSlug,
        repositoryUuid: repository.repositoryUuid,
        repositorySlug: repository.repositorySlug,
        name: repository.name,
        url: repository.htmlUrl,
        isPrivate: repository.isPrivate,
        createdByUs: repository.createdByUs,
        baseBranch: repositoryLink.baseBranch,
        workBranch: repositoryLink.workBranch,
        rootDirectory: repositoryLink.rootDirectory,
        conflictStrategy: repositoryLink.conflictStrategy,
        linkedBy: { id: account.id, name: account.name },
        linkedAt: repositoryLink.linkedAt,
      })
      .from(repositoryLink)
      .innerJoin(repository, eq(repository.id, repositoryLink.repositoryId))
      .leftJoin(account, eq(account.id, repositoryLink.linkedBy))
      .where(and(eq(repository.workspaceId, workspaceId), eq(repositoryLink.resourceId, resourceId)));
    return rows[0] ?? null;
  }

  /** Inserts the record of a remote repository, or brings it up to date: one row for each, whatever the race. */
  async upsert(tx: Transaction, values: NewRepositoryRow): Promise<string> {
    const { createdByUs, ...current } = values;
    const [row] = await tx
      .insert(repository)
      .values({ ...values, id: newId() })
      .onConflictDoUpdate({
        target: [repository.workspaceId, repository.repositoryUuid],
        set: {
          ...current,
          createdByUs: createdByUs ? true : sql`${repository.createdByUs}`,
          updatedAt: new Date(),
        },
      })
      .returning({ id: repository.id });
    if (!row) throw new Error('The record of a repository was not returned.');
    return row.id;
  }

  async putLink(tx: Transaction, link: LinkRow): Promise<void> {
    await tx
      .insert(repositoryLink)
      .values(link)
      .onConflictDoUpdate({ target: repositoryLink.resourceId, set: { ...link, updatedAt: new Date() } });
  }

  async changeLink(resourceId: string, settings: CheckedSettings): Promise<void> {
    await this.db
      .update(repositoryLink)
      .set({ ...settings, updatedAt: new Date() })
      .where(eq(repositoryLink.resourceId, resourceId));
  }

  /** False when there was none. */
  async deleteLink(resourceId: string): Promise<boolean> {
    const rows = await this.db
      .delete(repositoryLink)
      .where(eq(repositoryLink.resourceId, resourceId))
      .returning({ id: repositoryLink.resourceId });
    return rows.length === 1;
  }

  /** Until the transaction ends, nobody else chooses a branch in this Bitbucket repository. */
  async lockRemote(tx: Transaction, { siteUrl, repositoryUuid }: RemoteKey): Promise<void> {
    await lockUntilCommit(tx, 'branchChoice', `${siteUrl} ${repositoryUuid}`);
  }

  /**
   * Work branches that other resources use in the Bitbucket repository: of every workspace that has linked it, so they
   * are to be avoided and never shown.
   */
  async workBranches(tx: Transaction, remote: RemoteKey, exceptResourceId: string): Promise<string[]> {
    const rows = await tx
      .select({ workBranch: repositoryLink.workBranch })
      .from(repositoryLink)
      .where(
        and(
          eq(repositoryLink.siteUrl, remote.siteUrl),
          eq(repositoryLink.repositoryUuid, remote.repositoryUuid),
          ne(repositoryLink.resourceId, exceptResourceId),
        ),
      );
    return rows.map((row) => row.workBranch);
  }

  /** The work branch of the resource's newest build to this repository: ours, though it may be linked no longer. */
  async formerWorkBranch(resourceId: string, repositoryUuid: string): Promise<string | null> {
    const rows = await this.db
      .select({ workBranch: sql<string>`${build.target} ->> 'workBranch'` })
      .from(build)
      .where(
        and(eq(build.resourceId, resourceId), eq(sql`${build.target} ->> 'repositoryUuid'`, repositoryUuid)),
      )
      .orderBy(sql`${build.sequence} desc`)
      .limit(1);
    return rows[0]?.workBranch ?? null;
  }

  async resourceSlug(resourceId: string): Promise<string | null> {
    const rows = await this.db
      .select({ slug: resource.slug })
      .from(resource)
      .where(eq(resource.id, resourceId));
    return rows[0]?.slug ?? null;
  }
}
