import { type Database, DATABASE, gitPullRequestSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Delivery } from '../delivery/delivery-job';

const { pushedBuild } = gitPullRequestSchema;

/** Every build that was pushed. */
@Injectable()
export class PushedBuildsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Adds a build; an attempt that pushed again takes the place of the one before it. */
  async keep(tx: Transaction, delivery: Delivery, commitSha: string | null): Promise<void> {
    const { target } = delivery;
    const row = {
      buildId: delivery.buildId,
      resourceId: delivery.resourceId,
      workspaceId: delivery.workspaceId,
      repositoryUuid: target.repositoryUuid,
      workBranch: target.workBranch,
      sequence: delivery.sequence,
      artifactId: delivery.artifact.id,
      rootDirectory: target.rootDirectory,
      commitSha,
    };
    await tx.insert(pushedBuild).values(row).onConflictDoUpdate({ target: pushedBuild.buildId, set: row });
  }

  /** Whether a later build of the resource was pushed. */
  async hasLater({ resourceId, sequence }: Delivery): Promise<boolean> {
    const later = await this.db
      .select({ one: sql`1` })
      .from(pushedBuild)
      .where(and(eq(pushedBuild.resourceId, resourceId), gt(pushedBuild.sequence, sequence)))
      .limit(1);
    return later.length > 0;
  }

  /** The root directory of the resource's last push into the same Bitbucket repository. */
  async lastRootDirectory(delivery: Delivery): Promise<string | undefined> {
    const [row] = await this.db
      .select({ rootDirectory: pushedBuild.rootDirectory })
      .from(pushedBuild)
      .where(
        and(
          eq(pushedBuild.resourceId, delivery.resourceId),
          eq(pushedBuild.repositoryUuid, delivery.target.repositoryUuid),
        ),
      )
      .orderBy(desc(pushedBuild.sequence))
      .limit(1);
    return row?.rootDirectory;
  }

  /** The artifacts of all builds of the resource that were pushed into the same Bitbucket repository. */
  async artifactIds({ resourceId, workspaceId, target }: Delivery): Promise<string[]> {
    const rows = await this.db
      .selectDistinct({ artifactId: pushedBuild.artifactId })
      .from(pushedBuild)
      .where(
        and(
          eq(pushedBuild.resourceId, resourceId),
          eq(pushedBuild.workspaceId, workspaceId),
          eq(pushedBuild.repositoryUuid, target.repositoryUuid),
        ),
      );
    return rows.map(({ artifactId }) => artifactId);
  }
}
