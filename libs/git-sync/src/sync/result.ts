import { listTree } from '../git/objects/list-tree';
import { MANIFEST_PATH } from '../plan/manifest';
import { inRoot } from '../plan/tree/paths';
import type { PullRequestState, SyncReport, SyncResult } from '../types';
import { type Build, readCommit } from './build';
import type { Prepared } from './prepare';
import { isMergedTip, type Start, type Tips } from './start';

/** A commit of ours that was sent: by this run, or by an earlier one that was killed. */
export interface LandedCommit {
  commit: string;
  report: SyncReport;
  startedFrom: SyncResult['startedFrom'];
  /** Whether this very run got the server's word for it. */
  confirmed: boolean;
}

/** What a round knows when it ends. */
export interface RoundEnd {
  tips: Tips;
  pullRequest: PullRequestState;
  rounds: number;
  baseMovedAhead: boolean;
}

export async function pushedResult(build: Build, landed: LandedCommit, end: RoundEnd): Promise<SyncResult> {
  const { rounds, baseMovedAhead } = end;
  return {
    outcome: 'pushed',
    commit: landed.commit,
    startedFrom: landed.startedFrom,
    baseMovedAhead,
    report: landed.report,
    rounds,
    needsNewPullRequest: await needsNewPullRequest(build, landed, end),
  };
}

export async function unchangedResult(
  build: Build,
  start: Start,
  prepared: Prepared,
  end: RoundEnd,
): Promise<SyncResult> {
  const { rounds, baseMovedAhead, tips, pullRequest } = end;
  return {
    outcome: 'unchanged',
    commit: null,
    startedFrom: start.from,
    baseMovedAhead,
    report: prepared.report,
    rounds,
    needsNewPullRequest: pullRequest.state === 'none' && (await differs(build, tips)),
  };
}

async function needsNewPullRequest(
  build: Build,
  landed: LandedCommit,
  { tips, pullRequest }: RoundEnd,
): Promise<boolean> {
  if (pullRequest.state === 'open') return false;
  if (pullRequest.state !== 'merged') return landed.confirmed || tips.work !== null;
  if (isMergedTip(landed.commit, pullRequest)) return false;
  return !(await isSameGeneration(build, tips.base, landed.confirmed ? landed.commit : tips.work));
}

/** Whether the base branch holds the same generation as the work branch: then it was merged with our commit in it. */
async function isSameGeneration(
  { context, request }: Build,
  base: string,
  work: string | null,
): Promise<boolean> {
  if (work === null) return true;
  const path = inRoot(request.rootDirectory, MANIFEST_PATH);
  const [inBase, inWork] = await Promise.all([
    listTree(context, base, [path]),
    listTree(context, work, [path]),
  ]);
  return inBase.get(path)?.blob === inWork.get(path)?.blob;
}

/** Whether the work branch exists and holds other files than the base. */
async function differs(build: Build, { base, work }: Tips): Promise<boolean> {
  if (work === null || work === base) return false;
  const [baseCommit, workCommit] = await Promise.all([readCommit(build, base), readCommit(build, work)]);
  return baseCommit.tree !== workCommit.tree;
}
