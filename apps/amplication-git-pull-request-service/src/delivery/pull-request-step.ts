import { DomainError } from '@amplication/contracts';
import { deliveryRecord } from '../jobs/delivery-job';
import type { PullRequestFacts, PushedFacts } from '../jobs/delivery-steps';
import { reportedBuild } from '../report/description';
import type { BranchPullRequest } from './branch-pull-request';
import type { DeliveryContext } from './context';
import { choosePullRequestAction } from './pull-request-action';
import { openingDescription } from './report-texts';
import { waitOutLag } from './visibility';

/**
 * Makes sure that the pull request that a pushed build needs is open and up to date. Null when none is needed.
 * A request to open one that was never answered is looked for before it is sent again.
 */
export async function ensurePullRequest(
  context: DeliveryContext,
  branch: BranchPullRequest,
  pushed: PushedFacts,
): Promise<PullRequestFacts | null> {
  const changed = pushed.outcome === 'pushed';
  await branch.bringUpToDate(changed ? pushed.report : null);
  switch (choosePullRequestAction(branch.newest?.state ?? 'none', pushed)) {
    case 'none':
      return null;
    case 'create':
      return open(context, pushed);
    case 'keep':
      return branch.newest && existing(context, branch.newest);
  }
}

/** Waits until a pull request that an earlier run may have opened would be found. */
export async function waitForLostPullRequest(context: DeliveryContext, lagMs: number): Promise<void> {
  const { openingAt } = deliveryRecord(context.job);
  if (context.job.step === 'opening' && openingAt !== undefined)
    await waitOutLag(openingAt, lagMs, context.job.signal);
}

function existing(
  { delivery }: DeliveryContext,
  pullRequest: { number: number; url: string; description: string },
): PullRequestFacts {
  const { number, url, description } = pullRequest;
  return { number, url, created: reportedBuild(description) === delivery.buildId };
}

async function open(context: DeliveryContext, pushed: PushedFacts): Promise<PullRequestFacts | null> {
  const { api, repository, delivery, target, job } = context;
  const { signal } = job;
  // Bitbucket does not add them by itself.
  const reviewers = await api.pullRequests.defaultReviewers(repository, target.connection.user.uuid, {
    signal,
  });
  await job.record('opening', { openingAt: Date.now() });
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
    return { number: opened.number, url: opened.url, created: true };
  } catch (error) {
    // The base branch holds everything already.
    if (error instanceof DomainError && error.code === 'PULL_REQUEST_NO_CHANGES') return null;
    throw error;
  }
}
