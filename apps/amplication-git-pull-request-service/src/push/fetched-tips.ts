import { type PullRequest, sameCommit } from '@amplication/bitbucket-client';
import type { FetchedTips } from '@amplication/git-sync';
import type { DeliveryContext } from '../delivery/delivery-context';

/**
 * Whether what git fetched by a name is what the repository has by its uuid, and the repository is still of that name.
 * An open pull request that was looked up for this build gives both for the work branch. Else the branch is asked for:
 * one REST request, for the work branch, or for the base branch if there is no work branch yet.
 */
export async function confirmTips(
  { api, place, delivery, job }: DeliveryContext,
  pullRequest: PullRequest | null,
  { base, work }: FetchedTips,
): Promise<boolean> {
  const { workBranch, baseBranch } = delivery.target;
  const { fullName } = place;
  if (
    work !== null &&
    pullRequest?.state === 'OPEN' &&
    pullRequest.repository === fullName &&
    sameCommit(pullRequest.sourceCommit, work)
  )
    return true;
  const name = work === null ? baseBranch : workBranch;
  const branch = await api.branches.get(place.reference, name, { signal: job.signal });
  await place.see(branch?.repository);
  return place.fullName === fullName && branch?.target === (work ?? base);
}
