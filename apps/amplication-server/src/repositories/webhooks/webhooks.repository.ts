import { byUuid } from '@amplication/bitbucket-client';
import { DATABASE, type Database, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';

const { repository, repositoryLink } = serverSchema;

/** A repository as far as its webhook is concerned. */
export interface WebhookRow {
  repositoryId: string;
  connectionId: string;
  reference: { workspace: string; repo: string };
  isLinked: boolean;
  url: string | null;
  /** Sealed, bound to `repositoryId`. */
  secret: string | null;
  uuid: string | null;
}

@Injectable()
export class WebhooksRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async find(repositoryId: string): Promise<WebhookRow | null> {
    const [row] = await this.db
      .select({ repository, linkedBy: repositoryLink.resourceId })
      .from(repository)
      .leftJoin(repositoryLink, eq(repositoryLink.repositoryId, repository.id))
      .where(eq(repository.id, repositoryId))
      .limit(1);
    if (!row) return null;
    const { connectionId, repositoryUuid } = row.repository;
    const { webhookUrl: url, webhookSecret: secret, webhookUuid: uuid } = row.repository;
    const reference = byUuid(repositoryUuid);
    const isLinked = row.linkedBy !== null;
    return { repositoryId, connectionId, reference, isLinked, url, secret, uuid };
  }

  /**
   * Ids of repositories that have a webhook and should not, or the other way round, and where that did not fail since.
   * `baseUrl` is what the address of each begins with; null when there should be no new ones.
   */
  async due(baseUrl: string | null, failedBefore: Date, limit: number): Promise<string[]> {
    const lacksIt =
      baseUrl === null ? undefined : and(isNotNull(repositoryLink.resourceId), isElsewhere(baseUrl));
    const keepsIt = and(isNull(repositoryLink.resourceId), isNotNull(repository.webhookSecret));
    const rows = await this.db
      .select({ id: repository.id })
      .from(repository)
      .leftJoin(repositoryLink, eq(repositoryLink.repositoryId, repository.id))
      .where(
        and(
          or(lacksIt, keepsIt),
          or(isNull(repository.webhookFailedAt), lt(repository.webhookFailedAt, failedBefore)),
        ),
      )
      .groupBy(repository.id)
      .orderBy(sql`${repository.webhookFailedAt} asc nulls first`)
      .limit(limit);
    return rows.map(({ id }) => id);
  }

  /** Before Bitbucket is asked: should its answer be lost, what it sends is understood all the same. */
  begin(repositoryId: string, url: string, secret: string): Promise<void> {
    return this.set(repositoryId, { webhookUrl: url, webhookSecret: secret, webhookUuid: null });
  }

  confirm(repositoryId: string, uuid: string): Promise<void> {
    return this.set(repositoryId, { webhookUuid: uuid, webhookFailedAt: null });
  }

  clear(repositoryId: string): Promise<void> {
    const none = { webhookUrl: null, webhookSecret: null, webhookUuid: null, webhookFailedAt: null };
    return this.set(repositoryId, none);
  }

  fail(repositoryId: string): Promise<void> {
    return this.set(repositoryId, { webhookFailedAt: new Date() });
  }

  private async set(repositoryId: string, values: Partial<typeof repository.$inferInsert>): Promise<void> {
    await this.db.update(repository).set(values).where(eq(repository.id, repositoryId));
  }
}

function isElsewhere(baseUrl: string): SQL | undefined {
  const expected = sql`${baseUrl}::text || '/' || ${repository.id}::text`;
  return or(isNull(repository.webhookUuid), sql`${repository.webhookUrl} is distinct from ${expected}`);
}
