import { ARTIFACTS, type ArtifactStore } from '@amplication/artifacts';
import { type Database, DATABASE, gitPullRequestSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, desc, eq, gt, inArray, isNotNull, ne, notInArray, sql } from 'drizzle-orm';
import type { Delivery } from '../jobs/delivery-job';
import type { DeliveryRecord } from '../jobs/delivery-steps';

const { gitPullRequestJob, pushedBuild } = gitPullRequestSchema;

/** What this service knows of earlier builds. */
@Injectable()
export class PushHistory {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(ARTIFACTS) private readonly artifacts: ArtifactStore,
  ) {}

  /**
   * Whether a later build of the resource was pushed. One whose push may be under way or has landed without being
   * recorded (the process was killed) counts too: an older generation must never be put on top of it.
   */
  async isSuperseded(delivery: Delivery): Promise<boolean> {
    const { resourceId, sequence } = delivery;
    const pushed = this.db
      .select({ one: sql`1` })
      .from(pushedBuild)
      .where(and(eq(pushedBuild.resourceId, resourceId), gt(pushedBuild.sequence, sequence)));
    const pushing = this.db
      .select({ one: sql`1` })
      .from(gitPullRequestJob)
      .where(
        and(
          eq(gitPullRequestJob.resourceId, resourceId),
          gt(gitPullRequestJob.sequence, sequence),
          inArray(gitPullRequestJob.state, ['waiting', 'running']),
          isNotNull(gitPullRequestJob.step),
          notInArray(gitPullRequestJob.step, ['planned']),
        ),
      );
    return (await pushed.limit(1)).length > 0 || (await pushing.limit(1)).length > 0;
  }

  /** The push that an earlier attempt of the same build had begun in this repository: it may have landed. */
  async intentOfEarlierAttempt(delivery: Delivery): Promise<DeliveryRecord['pushing']> {
    const [row] = await this.db
      .select({ data: gitPullRequestJob.stepData })
      .from(gitPullRequestJob)
      .where(
        and(
          eq(gitPullRequestJob.buildId, delivery.buildId),
          ne(gitPullRequestJob.attempt, delivery.attempt),
          eq(gitPullRequestJob.lane, delivery.target.repositoryUuid),
          sql`${gitPullRequestJob.stepData} ? 'pushing'`,
        ),
      )
      .orderBy(desc(gitPullRequestJob.attempt))
      .limit(1);
    return (row?.data as DeliveryRecord | undefined)?.pushing;
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

  /** Keeps that a build's files are on the branch, in the transaction that records the step. */
  async remember(tx: Transaction, delivery: Delivery, commitSha: string | null): Promise<void> {
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

  /**
   * Answers whether we ever pushed this content at this path of the resource's root. For a repository whose manifest
   * is missing or damaged. Reads the lists of files of the pushed builds when it is first asked.
   */
  generatedFiles(delivery: Delivery): (path: string, blob: string) => Promise<boolean> {
    let known: Promise<Set<string>> | undefined;
    return async (path, blob) => {
      known ??= this.loadGenerated(delivery);
      return (await known).has(`${path}\0${blob}`);
    };
  }

  private async loadGenerated({ resourceId, workspaceId, target }: Delivery): Promise<Set<string>> {
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
    const known = new Set<string>();
    for (const { artifactId } of rows) {
      const artifact = await this.artifacts.getArtifact(workspaceId, artifactId);
      for (const file of artifact?.files ?? []) known.add(`${file.path}\0${file.blob}`);
    }
    return known;
  }
}
