import type { BitbucketWorkspace } from '@amplication/bitbucket-client';
import { type Database, DATABASE, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { inArray, sql } from 'drizzle-orm';

const { bitbucketWorkspaceName: table } = serverSchema;

export interface StoredName {
  slug: string;
  name: string;
  /** Whether it was read so long ago that it may have been changed since. */
  isOld: boolean;
}

/** What is known of the names of Bitbucket workspaces, by their uuid. */
@Injectable()
export class WorkspaceNamesRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async find(uuids: readonly string[], oldAfterDays: number): Promise<Map<string, StoredName>> {
    if (uuids.length === 0) return new Map();
    const rows = await this.db
      .select({
        uuid: table.bitbucketWorkspaceUuid,
        slug: table.slug,
        name: table.name,
        isOld: sql<boolean>`${table.readAt} < now() - make_interval(days => ${oldAfterDays})`,
      })
      .from(table)
      .where(inArray(table.bitbucketWorkspaceUuid, [...uuids]));
    return new Map(rows.map(({ uuid, ...stored }) => [uuid, stored]));
  }

  async keep({ uuid, slug }: BitbucketWorkspace, name: string): Promise<void> {
    const values = { slug, name, readAt: sql`now()` };
    await this.db
      .insert(table)
      .values({ bitbucketWorkspaceUuid: uuid, ...values })
      .onConflictDoUpdate({ target: table.bitbucketWorkspaceUuid, set: values });
  }
}
