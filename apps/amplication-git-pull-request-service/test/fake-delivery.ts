import type { PullRequest, PullRequestComment } from '@amplication/bitbucket-client';
import type { Transaction } from '@amplication/database';
import type { SyncReport, SyncResult } from '@amplication/git-sync';
import type { FinishedState, JobResult } from '@amplication/jobs';
import type { DeliveryApi, DeliveryContext } from '../src/delivery/context';
import { DeliverBuild } from '../src/delivery/deliver-build';
import type { PullRequestRecord } from '../src/delivery/pull-request-records';
import { PullRequestStep } from '../src/delivery/pull-request-step';
import type { DeliveryTarget } from '../src/delivery/delivery-target';
import type { Delivery, DeliveryJob } from '../src/jobs/delivery-job';
import type { PullRequestFacts, PushedFacts } from '../src/jobs/delivery-steps';

/** Ends a run as SIGKILL would: nothing after it happens. */
export class Killed extends Error {}

export const COMMIT = 'c'.repeat(40);

export function report(changes: Partial<SyncReport['counts']> = {}): SyncReport {
  const counts = {
    added: 3,
    updated: 0,
    merged: 0,
    keptYours: 0,
    conflicts: 0,
    deleted: 0,
    deletedByYou: 0,
    ignored: 0,
    moved: 0,
    unchanged: 0,
  };
  return { counts: { ...counts, ...changes }, entries: [], notes: [] };
}

export const delivery: Delivery = {
  buildId: '0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8a01',
  attempt: 1,
  sequence: 1,
  workspaceId: '0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8b01',
  resourceId: '0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8c01',
  resourceName: 'Orders',
  modelSnapshotId: 'snapshot',
  commit: { title: 'Add customers', body: '' },
  requestedAt: '2026-11-24T10:00:00.000Z',
  artifact: { id: 'artifact', fileCount: 3 },
  target: {
    connectionId: '0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8d01',
    repositoryId: '0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8e01',
    bitbucketWorkspaceUuid: '{0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8f01}',
    bitbucketWorkspaceSlug: 'acme',
    repositoryUuid: '{0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8f02}',
    repositorySlug: 'orders',
    baseBranch: 'main',
    workBranch: 'amplication-orders',
    rootDirectory: '',
  },
};

const target: DeliveryTarget = {
  bitbucketWorkspace: 'acme',
  repositorySlug: 'orders',
  strategy: 'keep-yours',
  connection: {
    id: delivery.target.connectionId,
    workspaceId: delivery.workspaceId,
    user: { uuid: '{me}', displayName: 'Alice', nickname: null, avatarUrl: null },
    status: 'connected',
    statusCause: null,
    scopesGranted: [],
    scopesMissing: [],
    connectedBy: delivery.workspaceId,
    connectedAt: new Date(0),
    budget: { limit: 1000, used: 0, heldUntil: null },
  },
};

/** One build, its row and a Bitbucket of its own, all of which outlive the runs of the worker. */
export class FakeWorld {
  readonly pullRequests: PullRequest[] = [];
  readonly comments: PullRequestComment[] = [];
  readonly statuses = new Map<string, string>();
  readonly completed: { pushed: PushedFacts; pullRequest: PullRequestFacts | null }[] = [];
  readonly requests: string[] = [];
  pushes = 0;
  state: FinishedState | 'waiting' = 'waiting';
  superseded = false;
  result: Pick<SyncResult, 'outcome' | 'needsNewPullRequest'> = {
    outcome: 'pushed',
    needsNewPullRequest: true,
  };
  private record: PullRequestRecord | null = null;
  private step: string | null = null;
  private stepData: Record<string, unknown> = {};
  private count = 0;

  /** The run is killed before or after its `killAt`-th act that others can see; never unless given. */
  async run(killAt = Infinity, when: 'before' | 'after' = 'before'): Promise<void> {
    this.count = 0;
    const act = async <Value>(effect: () => Value | Promise<Value>): Promise<Value> => {
      const now = ++this.count;
      if (now === killAt && when === 'before') throw new Killed();
      const value = await effect();
      if (now === killAt) throw new Killed();
      return value;
    };
    await this.worker(act).run(this.job(act));
  }

  /** How many acts the last run had. */
  get acts(): number {
    return this.count;
  }

  private worker(act: Act): DeliverBuild {
    return new DeliverBuild(
      { isSuperseded: async () => this.superseded },
      { read: async () => target },
      { api: async () => this.api(act) },
      { run: (context) => this.push(context, act) },
      new PullRequestStep(
        {
          read: async () => this.record,
          keepOpening: async () => void (this.record = { number: null, baseBranch: null, openingAgeMs: 0 }),
          keep: async (_tx, _delivery, number) =>
            void (this.record = { number, baseBranch: delivery.target.baseBranch, openingAgeMs: null }),
        },
        (work) => work({} as Transaction),
        0,
      ),
      {
        completed: async (_tx, _context, pushed, pullRequest) => {
          this.completed.push({ pushed, pullRequest });
        },
        superseded: async () => undefined,
      },
      { say: async () => undefined },
      { clientUrl: 'http://localhost:3001', visibilityLagMs: 0 },
    );
  }

  private async push({ job }: DeliveryContext, act: Act): Promise<SyncResult> {
    const pushes = this.result.outcome === 'pushed';
    if (pushes && !('pushing' in this.stepData))
      await job.record('pushing', { pushing: { baseTip: null, commit: COMMIT, report: report() } });
    if (pushes) await act(() => (this.pushes = 1));
    const pushed: PushedFacts = {
      ...this.result,
      commit: pushes ? COMMIT : null,
      report: report(pushes ? {} : { added: 0, unchanged: 3 }),
    };
    await job.record('pushed', { pushed });
    return {
      ...pushed,
      branchExists: true,
      startedFrom: 'base',
      baseMovedAhead: false,
      manifestRebuilt: false,
      rounds: 1,
    };
  }

  private job(act: Act): DeliveryJob {
    const row = () => ({ step: this.step, stepData: this.stepData });
    return {
      id: 'job',
      buildId: delivery.buildId,
      attempt: 1,
      resourceId: delivery.resourceId,
      lane: delivery.target.repositoryUuid,
      sequence: 1,
      payload: delivery,
      tries: 1,
      fence: 1,
      signal: new AbortController().signal,
      get step() {
        return row().step;
      },
      get stepData() {
        return row().stepData;
      },
      assertHeld: async () => undefined,
      record: (step, data) =>
        act(() => {
          this.step = step;
          // As the row keeps it.
          this.stepData = { ...this.stepData, ...JSON.parse(JSON.stringify(data)) };
        }),
      finish: (state, within): Promise<JobResult> =>
        act(async () => {
          await within?.({} as Transaction);
          this.state = state;
          return { state };
        }),
    };
  }

  private api(act: Act): DeliveryApi {
    const send = <Value>(request: string, effect: () => Value): Promise<Value> =>
      act(() => {
        this.requests.push(request);
        return effect();
      });
    const { comments } = this;
    return {
      pullRequests: {
        get: (_repository, number) =>
          send('get', () => this.pullRequests[number - 1] ?? pullRequest(number, '')),
        newestForBranch: () => send('find', () => this.pullRequests.at(-1) ?? null),
        defaultReviewers: () => send('reviewers', () => ['{reviewer}']),
        create: (_repository, wanted) =>
          send('create', () => {
            this.pullRequests.push(pullRequest(this.pullRequests.length + 1, wanted.description));
            return pullRequest(this.pullRequests.length, wanted.description);
          }),
        update: (_repository, number, changes) =>
          send('update', () => {
            const changed = { ...pullRequest(number, ''), ...changes };
            this.pullRequests[number - 1] = changed;
            return changed;
          }),
        comments: () => ({
          async *[Symbol.asyncIterator]() {
            yield* await send('comments', () => [...comments].reverse());
          },
        }),
        comment: (_repository, _number, text) =>
          send('comment', () => {
            const comment = {
              id: comments.length + 1,
              text,
              authorUuid: '{me}',
              createdAt: new Date().toISOString(),
            };
            comments.push(comment);
            return comment;
          }),
      },
      commitStatuses: {
        put: (_repository, commit, { key }) => send('status', () => void this.statuses.set(key, commit)),
      },
    };
  }
}

type Act = <Value>(effect: () => Value | Promise<Value>) => Promise<Value>;

export function pullRequest(
  number: number,
  description: string,
  state: PullRequest['state'] = 'OPEN',
): PullRequest {
  return {
    number,
    state,
    draft: false,
    title: 'Amplication: Orders',
    description,
    sourceBranch: delivery.target.workBranch,
    sourceCommit: COMMIT.slice(0, 12),
    destinationBranch: 'main',
    destinationCommit: 'a'.repeat(12),
    mergeCommit: null,
    url: `http://127.0.0.1:7990/acme/orders/pull-requests/${number}`,
    authorUuid: '{me}',
    reviewers: [],
  };
}
