import type { ArtifactStore } from '@amplication/artifacts';
import type { BitbucketClient } from '@amplication/bitbucket-client';
import { type DatabaseHandle, gitPullRequestSchema } from '@amplication/database';
import { GitConnections } from '@amplication/git-connections';
import { GitSync } from '@amplication/git-sync';
import { JobQueue } from '@amplication/jobs';
import { EventPublisher, Outbox } from '@amplication/messaging';
import { Module } from '@nestjs/common';
import { WorkerEnv } from './config';
import { BranchPush } from './delivery/branch-push';
import { CommitStatusStep } from './delivery/commit-status-step';
import { DeliverBuild } from './delivery/deliver-build';
import { DeliveryTargets } from './delivery/delivery-target';
import { OutcomeEvents } from './delivery/outcome-events';
import { Progress } from './delivery/progress';
import { PullRequestRecords } from './delivery/pull-request-records';
import { PullRequestStep } from './delivery/pull-request-step';
import { PushHistory } from './delivery/push-history';
import { CommitStatusQueue } from './jobs/commit-status-queue';
import { BuildCompletedConsumer } from './runner/build-completed.consumer';
import { CommitStatusRunner } from './runner/commit-status-runner';
import { DeliveryMetrics } from './runner/delivery-metrics';
import { DeliveryRunner } from './runner/delivery-runner';
import { ARTIFACTS, BITBUCKET, DATABASE } from './tokens';

/** From `build.completed` to the pull request. */
@Module({
  providers: [
    BuildCompletedConsumer,
    DeliveryMetrics,
    DeliveryRunner,
    CommitStatusRunner,
    {
      provide: JobQueue,
      inject: [DATABASE],
      useFactory: ({ db }: DatabaseHandle) =>
        new JobQueue({
          db,
          table: gitPullRequestSchema.gitPullRequestJob,
          notifyChannel: 'git_pull_request_job',
        }),
    },
    {
      provide: Progress,
      inject: [EventPublisher],
      useFactory: (events: EventPublisher) => new Progress(events),
    },
    { provide: OutcomeEvents, inject: [Outbox], useFactory: (outbox: Outbox) => new OutcomeEvents(outbox) },
    {
      provide: PushHistory,
      inject: [DATABASE, ARTIFACTS],
      useFactory: ({ db }: DatabaseHandle, artifacts: ArtifactStore) => new PushHistory(db, artifacts),
    },
    {
      provide: DeliveryTargets,
      inject: [DATABASE, GitConnections, WorkerEnv],
      useFactory: ({ db }: DatabaseHandle, connections: GitConnections, env: WorkerEnv) =>
        new DeliveryTargets(db, connections, env.BITBUCKET_SITE_URL),
    },
    {
      provide: BranchPush,
      inject: [DATABASE, GitSync, ARTIFACTS, BITBUCKET, GitConnections, PushHistory, WorkerEnv],
      useFactory: (
        { db }: DatabaseHandle,
        sync: GitSync,
        artifacts: ArtifactStore,
        client: BitbucketClient,
        connections: GitConnections,
        history: PushHistory,
        env: WorkerEnv,
      ) =>
        new BranchPush(db, sync, artifacts, client, connections, history, {
          author: { name: env.COMMIT_AUTHOR_NAME, email: env.COMMIT_AUTHOR_EMAIL },
          gitTimeoutMs: env.GIT_TIMEOUT_MS,
        }),
    },
    {
      provide: PullRequestStep,
      inject: [DATABASE, WorkerEnv],
      useFactory: ({ db }: DatabaseHandle, env: WorkerEnv) =>
        new PullRequestStep(
          new PullRequestRecords(db),
          (work) => db.transaction(work),
          env.BITBUCKET_VISIBILITY_LAG_MS,
        ),
    },
    {
      provide: CommitStatusQueue,
      inject: [DATABASE],
      useFactory: ({ db }: DatabaseHandle) => new CommitStatusQueue(db),
    },
    {
      provide: CommitStatusStep,
      inject: [CommitStatusQueue, DeliveryTargets, GitConnections],
      useFactory: (queue: CommitStatusQueue, targets: DeliveryTargets, connections: GitConnections) =>
        new CommitStatusStep(queue, targets, connections),
    },
    {
      provide: DeliverBuild,
      inject: [
        PushHistory,
        DeliveryTargets,
        GitConnections,
        BranchPush,
        PullRequestStep,
        CommitStatusStep,
        OutcomeEvents,
        Progress,
        WorkerEnv,
      ],
      useFactory: (
        history: PushHistory,
        targets: DeliveryTargets,
        connections: GitConnections,
        push: BranchPush,
        pullRequests: PullRequestStep,
        commitStatus: CommitStatusStep,
        events: OutcomeEvents,
        progress: Progress,
        env: WorkerEnv,
      ) =>
        new DeliverBuild(history, targets, connections, push, pullRequests, commitStatus, events, progress, {
          clientUrl: env.CLIENT_URL,
          visibilityLagMs: env.BITBUCKET_VISIBILITY_LAG_MS,
        }),
    },
  ],
})
export class DeliveryModule {}
