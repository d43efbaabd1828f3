import { BitbucketError, type PullRequest } from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import type { PullRequestState, SyncReport } from '@amplication/git-sync';
import type { DeliveryContext } from '../delivery/delivery-context';
import { updatedDescription } from '../report/description';
import { sameMarkdown } from '../report/markdown';
import { descriptionFacts } from '../report/report-texts';
import type { PullRequestRecord } from './pull-request-records.repository';

/** No commit has this id, so no tip is taken for the merged one. */
const SOURCE_IS_GONE = '0'.repeat(40);

/** The newest pull request of the work branch, as last seen. */
export class BranchPullRequest {
  private constructor(
    private readonly context: DeliveryContext,
    private readonly record: PullRequestRecord | null,
    private seen: PullRequest | null,
    private hasLooked: boolean,
  ) {}

  /** None that we know of, and none looked for. */
  static unseen(context: DeliveryContext): BranchPullRequest {
    return new BranchPullRequest(context, null, null, false);
  }

  /** One REST request; a second one when the recorded pull request is closed or gone. */
  static async find(context: DeliveryContext, record: PullRequestRecord | null): Promise<BranchPullRequest> {
    return new BranchPullRequest(context, record, await newest(context, record?.number ?? null), true);
  }

  get newest(): PullRequest | null {
    return this.seen;
  }

  /** Whether Bitbucket was asked: until then, `newest` and `state` say nothing. */
  get isKnown(): boolean {
    return this.hasLooked;
  }

  /** In git-sync's words. */
  get state(): PullRequestState {
    switch (this.seen?.state) {
      case undefined:
        return { state: 'none' };
      case 'OPEN':
        return { state: 'open' };
      case 'MERGED':
        return { state: 'merged', sourceCommit: this.seen.sourceCommit ?? SOURCE_IS_GONE };
      case 'DECLINED':
      case 'SUPERSEDED':
        return { state: 'declined' };
    }
  }

  /** Where an open one goes, if a user has chosen another branch than the link's base branch; else null. */
  get chosenDestination(): string | null {
    if (this.seen?.state !== 'OPEN') return null;
    const wanted = this.wantedDestination(this.seen);
    return wanted === this.context.delivery.target.baseBranch ? null : wanted;
  }

  async refresh(): Promise<void> {
    this.hasLooked = true;
    this.seen = await newest(this.context, this.seen?.number ?? this.record?.number ?? null);
  }

  /**
   * Brings destination and description of an open pull request up to date. `report` is null when the build changes
   * nothing: then the description stays. Sends nothing when all is as it should be; reads it again when Bitbucket
   * refuses because the pull request was merged or declined meanwhile. Returns whether a request was sent.
   */
  async update(report: SyncReport | null): Promise<boolean> {
    const { api, repository, job } = this.context;
    const current = this.seen;
    if (current?.state !== 'OPEN') return false;
    const description =
      report === null
        ? current.description
        : updatedDescription(
            current.description,
            descriptionFacts(this.context, report, this.chosenDestination),
          );
    const destination = this.wantedDestination(current);
    if (current.destinationBranch === destination && sameMarkdown(current.description, description))
      return false;
    await job.assertHeld();
    try {
      this.seen = await api.pullRequests.update(
        repository,
        current.number,
        { description, destinationBranch: destination },
        { signal: job.signal, current },
      );
    } catch (error) {
      if (!(error instanceof DomainError) || error.action !== 'resolve') throw error;
      await this.refresh();
      if (this.seen?.state === 'OPEN' && this.seen.number === current.number) throw error;
    }
    return true;
  }

  /**
   * The link's base branch if it was changed since we last saw to the destination. Else the destination is as it was
   * made, or as a user has changed it in Bitbucket, and stays.
   */
  private wantedDestination(open: PullRequest): string {
    const { baseBranch } = this.context.delivery.target;
    const isOurs = this.record?.number === open.number && this.record.baseBranch !== null;
    return isOurs && this.record.baseBranch !== baseBranch ? baseBranch : open.destinationBranch;
  }
}

/**
 * Asked for by the number that is known, since the list lacks a new one for some seconds. The list is asked when none
 * is known or the known one is closed: another may have been opened after it.
 */
async function newest(context: DeliveryContext, number: number | null): Promise<PullRequest | null> {
  const known = number === null ? null : await byNumber(context, number);
  if (known?.state === 'OPEN') return known;
  const { api, repository, delivery, job } = context;
  const { workBranch, baseBranch } = delivery.target;
  const listed = await api.pullRequests.newestForBranch(repository, workBranch, {
    destination: baseBranch,
    signal: job.signal,
  });
  if (listed === null || known === null) return listed ?? known;
  return listed.state === 'OPEN' || listed.number > known.number ? listed : known;
}

/** Null if Bitbucket does not know it; whether the repository itself is gone is for the list to say. */
async function byNumber(
  { api, repository, job }: DeliveryContext,
  number: number,
): Promise<PullRequest | null> {
  try {
    return await api.pullRequests.get(repository, number, { signal: job.signal });
  } catch (error) {
    if (error instanceof BitbucketError && error.status === 404) return null;
    throw error;
  }
}
