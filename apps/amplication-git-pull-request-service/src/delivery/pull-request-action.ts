import type { PushedFacts } from '../jobs/delivery-steps';

export type PullRequestAction = 'create' | 'update' | 'none';

/**
 * What happens with the pull request of a branch, by the state of the newest one and by what the push did.
 * A declined or merged one cannot be opened again: a build with changes opens a new one, a build without leaves it.
 * A branch without any was pushed by a build that died before it could open one, or by the user.
 */
export function choosePullRequestAction(
  newest: 'none' | 'OPEN' | 'MERGED' | 'DECLINED' | 'SUPERSEDED',
  pushed: Pick<PushedFacts, 'outcome' | 'branchExists' | 'needsNewPullRequest'>,
): PullRequestAction {
  if (newest === 'OPEN') return 'update';
  const changed = pushed.outcome === 'pushed' || pushed.needsNewPullRequest;
  if (newest === 'none') return changed || pushed.branchExists ? 'create' : 'none';
  return changed ? 'create' : 'none';
}
