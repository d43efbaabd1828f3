import type { PullRequest } from '@amplication/bitbucket-client';
import type { PushedFacts } from '../delivery/delivery-steps';

export type PullRequestAction = 'create' | 'keep' | 'none';

/**
 * What happens with the pull request of a branch, by its newest one and by what git-sync found. A merged or declined one
 * cannot be opened again: what it does not show needs a new one. One that was merged with this build's commit in it, a
 * moment ago, is still the place to report.
 */
export function choosePullRequestAction(
  newest: PullRequest['state'] | 'none',
  { outcome, needsNewPullRequest }: Pick<PushedFacts, 'outcome' | 'needsNewPullRequest'>,
): PullRequestAction {
  if (newest === 'OPEN') return 'keep';
  if (needsNewPullRequest) return 'create';
  return newest === 'MERGED' && outcome === 'pushed' ? 'keep' : 'none';
}
