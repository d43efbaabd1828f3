import { wasOpenBefore } from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import { type Database, DATABASE } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { WorkerEnv } from '../config';
import type { DeliveryContext } from '../delivery/delivery-context';
import type { PullRequestFacts, PushedFacts } from '../delivery/delivery-steps';
import { waitOutLag } from '../delivery/visibility-lag';
import { reportedBuild } from '../report/description';
import { openingDescription } from '../report/report-texts';
import { BranchPullRequest } from './branch-pull-request';
import { choosePullRequestAction } from './pull-request-action';
import { PullRequestRecordsRepository } from './pull-request-records.repository';

/** Finds, opens and records the pull request of a build. */
@Injectable()
export class PullRequestStep {
  constructor(
    private readonly records: PullRequestRecordsRepository,
    @Inject(DATABASE) private readonly db: Database,
    private readonly env: WorkerEnv,
  ) {}

  /**
   * The pull request of the work branch. One that may have been opened without our learning of it is waited for. Where
   * nothing is pushed and none was ever asked for, it is not looked up yet: without the branch there is none.
   */
  async find(context: DeliveryContext, { isPushed }: { isPushed: boolean }): Promise<BranchPullRequest> {
    const record = await this.records.read(context.delivery);
    if (record === null && !isPushed) return BranchPullRequest.unseen(context);
    if (record !== null && record.openingAgeMs !== null)
      await waitOutLag(record.openingAgeMs, this.env.BITBUCKET_VISIBILITY_LAG_MS, context.job.signal);
    return BranchPullRequest.find(context, record);
  }

  /**
   * Makes sure that the pull request that a pushed build needs is open and up to date, and records it. Null when none
   * is needed.
   */
  async ensure(
    context: DeliveryContext,
    branch: BranchPullRequest,
    pushed: PushedFacts,
  ): Promise<PullRequestFacts | null> {
    const { job, delivery } = context;
    const changed = pushed.outcome === 'pushed';
    await branch.update(changed ? pushed.report : null);
    const pullRequest = await this.choose(context, branch, pushed);
    await this.db.transaction(async (tx) => {
      await this.records.keep(tx, delivery, pullRequest?.number ?? null);
      await job.record('pull-request', { pullRequest }, tx);
    });
    return pullRequest;
  }

  private async choose(
    context: DeliveryContext,
    branch: BranchPullRequest,
    pushed: PushedFacts,
  ): Promise<PullRequestFacts | null> {
    switch (choosePullRequestAction(branch.newest?.state ?? 'none', pushed)) {
      case 'none':
        return null;
      case 'create':
        return this.open(context, pushed);
      case 'keep':
        return branch.newest && existing(context, branch.newest, branch.chosenDestination);
    }
  }

  private async open(context: DeliveryContext, pushed: PushedFacts): Promise<PullRequestFacts | null> {
    const { api, repository, delivery, target, job } = context;
    const { signal } = job;
    const hasSent = job.step === 'opening';
    // Bitbucket does not add them by itself.
    const reviewers = await api.pullRequests.defaultReviewers(repository, target.connection.user.uuid, {
      signal,
    });
    await this.db.transaction(async (tx) => {
      await this.records.keepOpening(tx, delivery);
      await job.record('opening', {}, tx);
    });
    try {
      const opened = await api.pullRequests.create(
        repository,
        {
          title: `Amplication: ${delivery.resourceName}`,
          description: openingDescription(context, pushed.report),
          sourceBranch: delivery.target.workBranch,
          destinationBranch: delivery.target.baseBranch,
          closeSourceBranch: true,
          reviewers,
        },
        { signal },
      );
      // Opened by an earlier try of this build, whose answer was lost: then its report stands in it, as in a new one.
      const isOurs = hasSent || !wasOpenBefore(opened);
      const facts = { number: opened.number, url: opened.url, created: isOurs };
      return isOurs ? facts : { ...facts, replaced: true };
    } catch (error) {
      // The base branch holds everything already.
      if (error instanceof DomainError && error.code === 'PULL_REQUEST_NO_CHANGES') return null;
      throw error;
    }
  }
}

function existing(
  { delivery }: DeliveryContext,
  pullRequest: { number: number; url: string; description: string },
  chosenDestination: string | null,
): PullRequestFacts {
  const { number, url, description } = pullRequest;
  const facts = { number, url, created: reportedBuild(description) === delivery.buildId };
  return chosenDestination === null ? facts : { ...facts, chosenDestination };
}
