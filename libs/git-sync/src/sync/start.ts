import type { CommitObject } from '../git/objects/commit-object';
import type { PullRequestState, SyncResult } from '../types';

export interface Tips {
  base: string;
  work: string | null;
}

/** What a round plans on, and what its commit will have as parents. */
export interface Start {
  from: SyncResult['startedFrom'];
  /** The commit whose tree the plan is made on. */
  planOn: string;
  parents: string[];
}

/**
 * Where a round starts, by the state of the branch and of its newest pull request:
 * no branch: from the base. Merged, and the branch is still what was merged: from the base, with both tips as parents
 * (whether one holds the other cannot be known from a shallow fetch; a redundant parent is harmless). All else, a
 * declined pull request and commits pushed after the merge included: from the branch.
 *
 * `own` is the branch's tip if that is a commit of ours that was pushed while the pull request was being merged.
 */
export function decideStart(
  tips: Tips,
  pullRequest: PullRequestState,
  own: { object: CommitObject } | null,
): Start {
  const { base, work } = tips;
  if (work === null) return { from: 'base', planOn: base, parents: [base] };
  const isMerged = isMergedTip(work, pullRequest) || (own !== null && wasMergedWithout(own, pullRequest));
  if (!isMerged) return { from: 'branch', planOn: work, parents: [work] };
  return { from: 'merged', planOn: base, parents: work === base ? [work] : [work, base] };
}

/** Whether the pull request was merged with exactly this commit as its source. */
export function isMergedTip(commit: string | undefined, pullRequest: PullRequestState): boolean {
  if (pullRequest.state !== 'merged' || commit === undefined) return false;
  // Bitbucket shortens commit ids in pull requests to 12 digits.
  const source = pullRequest.sourceCommit.toLowerCase();
  return source.length >= 7 && commit.startsWith(source);
}

/** Whether our commit, which is the branch's tip, came too late for the merge, which took its parent. */
export function wasMergedWithout(own: { object: CommitObject }, pullRequest: PullRequestState): boolean {
  return isMergedTip(own.object.parents[0], pullRequest);
}
