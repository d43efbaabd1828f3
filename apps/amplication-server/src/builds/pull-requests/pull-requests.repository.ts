import { byUuid } from '@amplication/bitbucket-client';
import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm';

const { pullRequest, repository } = serverSchema;
export type PullRequestRow = typeof pullRequest.$inferSelect;

/** What Bitbucket reports of a pull request; `changedAt` is null when it does not say when that changed. */
export type ReportedPullRequest = Pick<PullRequestRow, 'state' | 'title' | 'url' | 'changedAt'>;

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
        set: isNews ? { state: unlessMerged('OPEN'), checkedAt: new Date() } : { url: values.url },
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

  /**
   * Keeps what Bitbucket reports, unless something newer is known: answers and deliveries may overtake each other.
   * Returns what is known now; null if the pull request is none of ours.
   */
  async update(
    { repositoryId, number }: Pick<PullRequestRow, 'repositoryId' | 'number'>,
    reported: ReportedPullRequest,
  ): Promise<PullRequestRow | null> {
    const isThis = and(eq(pullRequest.repositoryId, repositoryId), eq(pullRequest.number, number));
    const [updated] = await this.db
      .update(pullRequest)
      .set({
        ...reported,
        state: unlessMerged(reported.state),
        changedAt: reported.changedAt ?? sql`${pullRequest.changedAt}`,
        checkedAt: new Date(),
      })
      .where(and(isThis, reported.changedAt ? isNotBefore(reported.changedAt) : undefined))
      .returning();
    if (updated) return updated;
    const [known] = await this.db.select().from(pullRequest).where(isThis);
    return known ?? null;
  }

  private known() {
    return this.db
      .select({ row: pullRequest, repository })
      .from(pullRequest)
      .innerJoin(repository, eq(repository.id, pullRequest.repositoryId));
  }
}

/** What was merged stays merged. */
function unlessMerged(state: PullRequestRow['state']): SQL {
  return sql`case when ${pullRequest.state} = 'MERGED' then 'MERGED' else ${state} end`;
}

function isNotBefore(changedAt: Date): SQL {
  return sql`coalesce(${pullRequest.changedAt}, '-infinity') <= ${changedAt.toISOString()}::timestamptz`;
}

function asKnown({
  row,
  repository: found,
}: {
  row: PullRequestRow;
  repository: typeof repository.$inferSelect;
}): KnownPullRequest {
  const { workspaceId, connectionId, repositoryUuid } = found;
  const reference = byUuid(repositoryUuid);
  return { row, workspaceId, connectionId, reference };
}
