import { type Database, DATABASE, gitPullRequestSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Delivery } from '../delivery/delivery-job';

const { branchPullRequest } = gitPullRequestSchema;

/** What we know of the pull request of a work branch without asking Bitbucket. */
export interface PullRequestRecord {
  number: number | null;
  /** The link's base branch when we last saw to the destination. */
  baseBranch: string | null;
  /** How long ago a request to open one was sent whose answer is not known, in milliseconds; null if there is none. */
  openingAgeMs: number | null;
}

/**
 * Which pull request stands for a work branch. Bitbucket lists a new one only after some seconds while it is there by
 * its number at once, so a build finds by this what the build before it has opened.
 */
@Injectable()
export class PullRequestRecordsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async read(delivery: Delivery): Promise<PullRequestRecord | null> {
    const [row] = await this.db
      .select({
        number: branchPullRequest.number,
        baseBranch: branchPullRequest.baseBranch,
        // By the database's clock on both ends.
        openingAgeMs: sql<
          number | null
        >`(extract(epoch from now() - ${branchPullRequest.openingAt}) * 1000)::float8`,
      })
      .from(branchPullRequest)
      .where(
        and(
          eq(branchPullRequest.resourceId, delivery.resourceId),
          eq(branchPullRequest.workspaceId, delivery.workspaceId),
          eq(branchPullRequest.repositoryUuid, delivery.target.repositoryUuid),
          eq(branchPullRequest.workBranch, delivery.target.workBranch),
        ),
      );
    return row ?? null;
  }

  /** Keeps that a request to open one is about to be sent. It stays so, for whatever build comes next, until `keep`. */
  async keepOpening(tx: Transaction, delivery: Delivery): Promise<void> {
    await this.write(tx, delivery, { openingAt: sql`now()` });
  }

  /** Keeps which pull request stands for the branch, and that its destination was seen to; null if there is none. */
  async keep(tx: Transaction, delivery: Delivery, number: number | null): Promise<void> {
    const known = number === null ? {} : { number, baseBranch: delivery.target.baseBranch };
    await this.write(tx, delivery, { openingAt: null, ...known });
  }

  private async write(
    tx: Transaction,
    { resourceId, workspaceId, target: { repositoryUuid, workBranch } }: Delivery,
    changes: { openingAt: SQL | null; number?: number; baseBranch?: string },
  ): Promise<void> {
    const { resourceId: resource, repositoryUuid: repository, workBranch: branch } = branchPullRequest;
    await tx
      .insert(branchPullRequest)
      .values({ resourceId, workspaceId, repositoryUuid, workBranch, ...changes })
      .onConflictDoUpdate({
        target: [resource, repository, branch],
        set: { workspaceId, ...changes, updatedAt: sql`now()` },
      });
  }
}
