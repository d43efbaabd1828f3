import { type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, lt } from 'drizzle-orm';
import { DATABASE } from '../platform/tokens';

const { pullRequest, repository } = serverSchema;
export type PullRequestRow = typeof pullRequest.$inferSelect;

/** A pull request with what it takes to ask Bitbucket for it. */
export interface KnownPullRequest {
  row: PullRequestRow;
  workspaceId: string;
  connectionId: string;
  reference: { workspace: string; repo: string };
}

@Injectable()
export class PullRequestsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Notes a pull request as open, and returns the state it is in: one that is known already changes by news only. */
  async record(
    tx: Transaction,
    values: Pick<PullRequestRow, 'repositoryId' | 'number' | 'url' | 'title'>,
    isNews: boolean,
  ): Promise<PullRequestRow['state']> {
    const [row] = await tx
      .insert(pullRequest)
      .values({ ...values, state: 'OPEN' })
      .onConflictDoUpdate({
        target: [pullRequest.repositoryId, pullRequest.number],
        // The title of the first build stays that of the pull request.
        set: isNews ? { state: 'OPEN', checkedAt: new Date() } : { url: values.url },
      })
      .returning({ state: pullRequest.state });
    return row?.state ?? 'OPEN';
  }

  async find(workspaceId: string, repositoryId: string, number: number): Promise<KnownPullRequest | null> {
    const rows = await this.known().where(
      and(
        eq(repository.workspaceId, workspaceId),
        eq(pullRequest.repositoryId, repositoryId),
        eq(pullRequest.number, number),
      ),
    );
    return rows.map(asKnown)[0] ?? null;
  }

  /** Open ones that were not checked since, the longest unchecked first. */
  async openSince(checkedBefore: Date, limit: number): Promise<KnownPullRequest[]> {
    const rows = await this.known()
      .where(and(eq(pullRequest.state, 'OPEN'), lt(pullRequest.checkedAt, checkedBefore)))
      .orderBy(asc(pullRequest.checkedAt))
      .limit(limit);
    return rows.map(asKnown);
  }

  async update(
    { repositoryId, number }: Pick<PullRequestRow, 'repositoryId' | 'number'>,
    told: Pick<PullRequestRow, 'state' | 'title' | 'url'>,
  ): Promise<PullRequestRow> {
    const [row] = await this.db
      .update(pullRequest)
      .set({ ...told, checkedAt: new Date() })
      .where(and(eq(pullRequest.repositoryId, repositoryId), eq(pullRequest.number, number)))
      .returning();
    if (!row) throw new Error('A pull request that was just read is gone.');
    return row;
  }

  private known() {
    return this.db
      .select({ row: pullRequest, repository })
      .from(pullRequest)
      .innerJoin(repository, eq(repository.id, pullRequest.repositoryId));
  }
}

function asKnown({
  row,
  repository: found,
}: {
  row: PullRequestRow;
  repository: typeof repository.$inferSelect;
}): KnownPullRequest {
  const { workspaceId, connectionId, bitbucketWorkspaceUuid, repositoryUuid } = found;
  const reference = { workspace: bitbucketWorkspaceUuid, repo: repositoryUuid };
  return { row, workspaceId, connectionId, reference };
}
