import { DomainError } from '@amplication/contracts';
import type { CommitObject } from '../git/objects/commit-object';
import { writeCommit } from '../git/objects/write-commit';
import { type FailureKind, type GitFailure, RemoteFailure } from '../git/remote/failure';
import { pushCompareAndSet } from '../git/remote/push';
import { emptyCounts } from '../plan/conclude';
import type { PullRequestState, SyncReport, SyncResult } from '../types';
import { type Build, readCommit } from './build';
import { commitMessage, knownBaseOf } from './commit-message';
import { prepare, type Prepared } from './prepare';
import { pushedResult, type RoundEnd, unchangedResult } from './result';
import { decideStart, type Start, type Tips, wasMergedWithout } from './start';
import { fetchTips } from './tips';

const MAX_ROUNDS = 5;
/** A repository that is not found may be moving right now: it is looked up by its uuid this often. */
const ROUNDS_WITHOUT_REPOSITORY = 2;
/** Nothing is at the address, or it does not give what it has just shown. */
const SWAPPED: readonly FailureKind[] = ['gone', 'unwilling'];
/** After these a new plan can help; after anything else only the caller can. */
const WORTH_ANOTHER_ROUND: readonly FailureKind[] = ['moved', 'damaged', 'gone'];

/** A commit of ours that was sent: by this run, or by an earlier one that was killed. */
interface Sent {
  commit: string;
  report?: SyncReport;
  startedFrom: SyncResult['startedFrom'];
  /** `unknown`: by an earlier run, which left no word of the answer. */
  answer: 'accepted' | 'unknown' | GitFailure;
}

/** What a round is about to push. */
interface Plan {
  start: Start;
  prepared: Prepared;
  end: RoundEnd;
}

export interface Finished {
  result: SyncResult;
  /** The branches as they are now, for the cache. */
  branches: Record<string, string | null>;
}

/** A borrowed pack is not what was published: nothing that was read from it counts. */
export class CacheDamaged extends Error {}

/**
 * Plans on what the remote holds and pushes, again while the branch moves in between. After a push that failed, the
 * next fetch shows first whether it has landed all the same: answers get lost, and git sends again by itself.
 */
export class Rounds {
  private round = 0;
  private hasSeenTips = false;
  /** Whether the repository was found elsewhere since the last push. */
  private hasMoved = false;
  private sent: Sent | null;
  private pullRequest: PullRequestState;
  /** Whether `pullRequest` may be out of date; `unknown`: it counts only if there is a work branch. */
  private knowledge: 'known' | 'stale' | 'unknown';

  constructor(private readonly build: Build) {
    const { pushing, pullRequest } = build.request;
    this.sent = pushing === undefined ? null : { ...pushing, startedFrom: 'branch', answer: 'unknown' };
    this.pullRequest = pullRequest ?? { state: 'none' };
    this.knowledge = pullRequest === null ? 'unknown' : 'known';
  }

  async run(): Promise<Finished> {
    for (;;) {
      this.round += 1;
      const finished = await this.tryOnce();
      if (finished !== null) return finished;
    }
  }

  /** One round; null when another one is needed. */
  private async tryOnce(): Promise<Finished | null> {
    let plan: Plan | Finished | null;
    try {
      plan = await this.plan();
    } catch (error) {
      if (await this.isWorthAnotherLook(error)) return null;
      if (!(error instanceof RemoteFailure)) throw error;
      // If a push has failed before, its reason is worth more than the reason why the look fails.
      throw this.failure()?.error ?? error;
    }
    return plan !== null && 'prepared' in plan ? this.push(plan) : plan;
  }

  /** Reads and plans; says what there is to push, or how it ended without. */
  private async plan(): Promise<Plan | Finished | null> {
    const tips = await this.readTips();
    if (tips === null) return null;
    await this.lookUpPullRequest(tips);
    const own = await this.ownTip(tips);
    if (own !== null && !wasMergedWithout(own, this.pullRequest)) return this.finishPushed(tips, own);
    if (this.round > MAX_ROUNDS) throw this.tooManyRounds();

    const start = decideStart(tips, this.pullRequest, own);
    const prepared = await prepare(this.build, start, tips);
    const baseMovedAhead = await this.noteBranches(prepared.report, start, tips);
    const end = this.end(tips, baseMovedAhead);
    if (prepared.changes.length > 0) return { start, prepared, end };
    // Our generation is in the tree already: what was sent has landed, whatever came on top of it since.
    if (this.sent !== null) return this.finishPushed(tips, this.sent);
    return this.finish(tips.work, end, await unchangedResult(this.build, start, prepared, end));
  }

  /** Fetches, from where the repository is now. Null when it was empty and is no longer. */
  private async readTips(): Promise<Tips | null> {
    if (this.round > 1) await this.follow();
    const tips = await fetchTips(this.build, { round: this.round, seen: this.hasSeenTips });
    if ((await this.build.borrowed?.intact) === false) throw new CacheDamaged();
    if (tips === null && this.round >= MAX_ROUNDS) throw this.tooManyRounds();
    this.hasSeenTips ||= tips !== null;
    return tips;
  }

  /** Goes where the repository is now; whether that is elsewhere. */
  private async follow(): Promise<boolean> {
    const { request, remote } = this.build;
    if (!remote.moveTo(await request.locate())) return false;
    // What is there has nothing to do with what was seen, or with why a push failed.
    this.hasSeenTips = false;
    this.hasMoved = true;
    return true;
  }

  /**
   * Whether what could not be read may be read in another round: the name may have been given to another repository
   * before or between two requests. What a person would have to resolve may be that repository's matter, not ours.
   */
  private async isWorthAnotherLook(error: unknown): Promise<boolean> {
    const isRemote = error instanceof RemoteFailure;
    if (isRemote && this.round <= ROUNDS_WITHOUT_REPOSITORY && SWAPPED.includes(error.failure.kind))
      return true;
    const cause = isRemote ? error.failure.error : error;
    const isForAPerson = cause instanceof DomainError && cause.action === 'resolve';
    return isForAPerson && this.round < MAX_ROUNDS && (await this.follow());
  }

  private async lookUpPullRequest({ work }: Tips): Promise<void> {
    const isNeeded = this.knowledge === 'unknown' ? work !== null : this.knowledge === 'stale';
    if (!isNeeded) return;
    this.pullRequest = await this.build.request.lookUpPullRequest();
    this.knowledge = 'known';
  }

  private failure(): GitFailure | null {
    return this.sent === null || typeof this.sent.answer === 'string' ? null : this.sent.answer;
  }

  /** What we sent, if it is the tip of the work branch. */
  private async ownTip(tips: Tips): Promise<(Sent & { object: CommitObject }) | null> {
    if (this.sent === null || this.sent.commit !== tips.work) return null;
    return { ...this.sent, object: await readCommit(this.build, this.sent.commit) };
  }

  private tooManyRounds(): DomainError {
    const failure = this.failure();
    if (failure !== null && failure.kind !== 'moved') return failure.error;
    return new DomainError('BRANCH_KEEPS_MOVING', {
      params: { branch: this.build.request.workBranch, rounds: MAX_ROUNDS },
      cause: failure?.error,
    });
  }

  private async push({ start, prepared, end }: Plan): Promise<Finished | null> {
    const failed = this.failure();
    if (failed !== null && !this.hasMoved && !WORTH_ANOTHER_ROUND.includes(failed.kind)) throw failed.error;
    this.hasMoved = false;
    const { request, remote } = this.build;
    const { tips } = end;
    const commit = await this.commit(start, prepared, tips);
    const object = await readCommit(this.build, commit);
    const { report } = prepared;
    if (!(await request.confirmTips({ base: tips.base, work: tips.work }))) {
      if (this.knowledge === 'known') this.knowledge = 'stale';
      return null;
    }
    await request.beforePush({ branchTip: tips.work, baseTip: tips.base, commit, report });
    const failure = await pushCompareAndSet(remote, {
      branch: request.workBranch,
      expected: tips.work,
      base: { branch: request.baseBranch, tip: tips.base },
      commit,
      commitObject: object,
      negotiate: this.round > 1,
    });
    this.sent = { commit, report, startedFrom: start.from, answer: failure ?? 'accepted' };
    if (failure !== null) {
      this.knowledge = 'stale';
      return null;
    }
    if (this.pullRequest.state === 'open') {
      this.pullRequest = await request.lookUpPullRequest();
      if (wasMergedWithout({ object }, this.pullRequest)) return null;
    }
    return this.finishPushed(tips, this.sent, end);
  }

  private async commit(start: Start, { changes, report }: Prepared, tips: Tips): Promise<string> {
    const { request, context } = this.build;
    const [first] = start.parents;
    const knownBase =
      start.from === 'branch' && first !== undefined
        ? knownBaseOf(await readCommit(this.build, first))
        : tips.base;
    for (const change of changes) {
      if (change.kind === 'write' && change.content.from === 'bytes')
        await request.blobs.keep(change.content.bytes);
    }
    const isReplaced = start.from === 'merged' && start.planOn !== first;
    return writeCommit(context, request.blobs, {
      parents: start.parents,
      ...(isReplaced ? { tree: (await readCommit(this.build, start.planOn)).tree } : {}),
      changes,
      message: commitMessage(request.commit, request.resourceId, report, knownBase),
      author: request.commit.author,
      date: request.commit.date,
    });
  }

  /** Adds what the report has to say about the branches; the answer is whether the base has moved ahead. */
  private async noteBranches(report: SyncReport, start: Start, tips: Tips): Promise<boolean> {
    if (start.from !== 'branch' || tips.work === null) return false;
    if (this.pullRequest.state === 'merged') {
      report.notes.push(
        'The last pull request was merged and the branch has moved since: a new pull request shows what is not merged yet.',
      );
    }
    const tip = await readCommit(this.build, tips.work);
    const held = knownBaseOf(tip);
    const isAhead = held !== null && held !== tips.base && !tip.parents.includes(tips.base);
    if (isAhead) report.notes.push('The base branch has moved ahead of this branch since it was made.');
    return isAhead;
  }

  private end(tips: Tips, baseMovedAhead = false): RoundEnd {
    return { tips, pullRequest: this.pullRequest, rounds: this.round, baseMovedAhead };
  }

  private async finishPushed(tips: Tips, sent: Sent, end = this.end(tips)): Promise<Finished> {
    const confirmed = sent.answer === 'accepted';
    const landed = {
      commit: sent.commit,
      report: sent.report ?? { counts: emptyCounts(), entries: [], notes: [] },
      startedFrom: sent.startedFrom,
      confirmed,
    };
    const result = await pushedResult(this.build, landed, { ...end, pullRequest: this.pullRequest });
    return this.finish(confirmed ? sent.commit : tips.work, end, result);
  }

  private finish(work: string | null, { tips }: RoundEnd, result: SyncResult): Finished {
    const { baseBranch, workBranch } = this.build.request;
    return { result, branches: { [baseBranch]: tips.base, [workBranch]: work } };
  }
}
