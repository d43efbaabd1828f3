import type { PullRequest } from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import type { PullRequestState, SyncReport } from '@amplication/git-sync';
import { updatedDescription } from '../report/description';
import { sameMarkdown } from '../report/markdown';
import type { DeliveryContext } from './context';
import { descriptionFacts } from './report-texts';

/** No commit has this id, so no tip is taken for the merged one. */
const SOURCE_IS_GONE = '0'.repeat(40);

/** The newest pull request of the work branch, as last seen. */
export class BranchPullRequest {
  private constructor(
    private readonly context: DeliveryContext,
    private seen: PullRequest | null,
  ) {}

  /** One REST request. */
  static async find(context: DeliveryContext): Promise<BranchPullRequest> {
    return new BranchPullRequest(context, await newest(context));
  }

  get newest(): PullRequest | null {
    return this.seen;
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

  async lookAgain(): Promise<void> {
    this.seen = await newest(this.context);
  }

  /**
   * Brings destination and description of an open pull request up to date. `report` is null when the build changes
   * nothing: then the description stays. Sends nothing when all is as it should be; sees it anew when Bitbucket
   * refuses because the pull request was merged or declined meanwhile. Returns whether a request was sent.
   */
  async bringUpToDate(report: SyncReport | null): Promise<boolean> {
    const { api, repository, delivery, job } = this.context;
    const current = this.seen;
    if (current?.state !== 'OPEN') return false;
    const description =
      report === null
        ? current.description
        : updatedDescription(current.description, descriptionFacts(this.context, report));
    const destination = delivery.target.baseBranch;
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
      await this.lookAgain();
      if (this.seen?.state === 'OPEN' && this.seen.number === current.number) throw error;
    }
    return true;
  }
}

function newest({ api, repository, delivery, job }: DeliveryContext): Promise<PullRequest | null> {
  const { workBranch, baseBranch } = delivery.target;
  return api.pullRequests.newestForBranch(repository, workBranch, {
    destination: baseBranch,
    signal: job.signal,
  });
}
