import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, asc, count, eq, ilike, isNull, sql } from 'drizzle-orm';
import { buildBriefFields } from '../running-builds/running-builds.repository';
import { containing, type SearchQuery, slice } from '../http/page';
import type { ResourceView } from './resources.dto';

const { build, repository, repositoryLink, resource } = serverSchema;

const fields = {
  id: resource.id,
  workspaceId: resource.workspaceId,
  name: resource.name,
  slug: resource.slug,
  description: resource.description,
  modelVersion: resource.modelVersion,
  createdAt: resource.createdAt,
  updatedAt: resource.updatedAt,
  repository: {
    name: repository.name,
    bitbucketWorkspaceSlug: repository.bitbucketWorkspaceSlug,
    repositorySlug: repository.repositorySlug,
    url: repository.htmlUrl,
  },
  lastBuild: buildBriefFields,
};

/** Resources that are not deleted. Every method takes the workspace, and sees no other. */
@Injectable()
export class ResourcesRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async page(workspaceId: string, query: SearchQuery): Promise<{ items: ResourceView[]; total: number }> {
    const where = and(
      eq(resource.workspaceId, workspaceId),
      isNull(resource.deletedAt),
      query.search ? ilike(resource.name, containing(query.search)) : undefined,
    );
    const { limit, offset } = slice(query);
    const [items, totals] = await Promise.all([
      this.views()
        .where(where)
        .orderBy(asc(sql`lower(${resource.name})`), asc(resource.id))
        .limit(limit)
        .offset(offset),
      this.db.select({ total: count() }).from(resource).where(where),
    ]);
    return { items, total: totals[0]?.total ?? 0 };
  }

  async find(workspaceId: string, id: string): Promise<ResourceView | null> {
    const rows = await this.views().where(
      and(eq(resource.workspaceId, workspaceId), eq(resource.id, id), isNull(resource.deletedAt)),
    );
    return rows[0] ?? null;
  }

  async change(
    workspaceId: string,
    id: string,
    values: { name?: string | undefined; description?: string | undefined },
  ): Promise<void> {
    await this.db
      .update(resource)
      .set({ ...values, updatedAt: new Date() })
      .where(and(eq(resource.workspaceId, workspaceId), eq(resource.id, id)));
  }

  /** Marks as deleted and forgets where its builds went. False when it was deleted already. */
  async delete(tx: Transaction, workspaceId: string, id: string): Promise<boolean> {
    const rows = await tx
      .update(resource)
      .set({ deletedAt: new Date() })
      .where(and(eq(resource.workspaceId, workspaceId), eq(resource.id, id), isNull(resource.deletedAt)))
      .returning({ id: resource.id });
    await tx.delete(repositoryLink).where(eq(repositoryLink.resourceId, id));
    return rows.length === 1;
  }

  private views() {
    return this.db
      .select(fields)
      .from(resource)
      .leftJoin(repositoryLink, eq(repositoryLink.resourceId, resource.id))
      .leftJoin(repository, eq(repository.id, repositoryLink.repositoryId))
      .leftJoin(build, and(eq(build.resourceId, resource.id), eq(build.sequence, resource.lastSequence)));
  }
}
