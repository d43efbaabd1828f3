import { type Database, DATABASE, gitPullRequestSchema } from '@amplication/database';
import { JobQueue } from '@amplication/jobs';
import { Module } from '@nestjs/common';
import { BranchPush } from './delivery/branch-push';
import { CommitStatusStep } from './delivery/commit-status-step';
import { DeliverBuild } from './delivery/deliver-build';
import { DeliveryTargets } from './delivery/delivery-target';
import { OutcomeEvents } from './delivery/outcome-events';
import { Progress } from './delivery/progress';
import { PullRequestRecords } from './delivery/pull-request-records';
import { PullRequestStep } from './delivery/pull-request-step';
import { PushHistory } from './delivery/push-history';
import { gitSync } from './git-sync.provider';
import { CommitStatusQueue } from './jobs/commit-status-queue';
import { BuildCompletedConsumer } from './runner/build-completed.consumer';
import { CommitStatusRunner } from './runner/commit-status-runner';
import { DeliveryMetrics } from './runner/delivery-metrics';
import { DeliveryRunner } from './runner/delivery-runner';

/** From `build.completed` to the pull request. */
@Module({
  providers: [
    BuildCompletedConsumer,
    DeliveryMetrics,
    DeliveryRunner,
    CommitStatusRunner,
    CommitStatusQueue,
    CommitStatusStep,
    Progress,
    OutcomeEvents,
    PullRequestRecords,
    PullRequestStep,
    PushHistory,
    DeliveryTargets,
    BranchPush,
    DeliverBuild,
    gitSync,
    {
      provide: JobQueue,
      inject: [DATABASE],
      useFactory: (db: Database) =>
        new JobQueue({
          db,
          table: gitPullRequestSchema.gitPullRequestJob,
          notifyChannel: 'git_pull_request_job',
        }),
    },
  ],
})
export class DeliveryModule {}
