import { Module } from '@nestjs/common';
import { CommitStatusJobRepository } from './commit-status/commit-status-job.repository';
import { CommitStatusRunner } from './commit-status/commit-status-runner';
import { CommitStatusStep } from './commit-status/commit-status-step';
import { DeliveryJobRepository } from './delivery/delivery-job.repository';
import { Progress } from './delivery/progress';
import { PullRequestRecordRepository } from './pull-request/pull-request-record.repository';
import { PullRequestStep } from './pull-request/pull-request-step';
import { BranchPush } from './push/branch-push';
import { gitSync } from './push/git-sync.provider';
import { PushHistory } from './push/push-history';
import { PushedBuildRepository } from './push/pushed-build.repository';
import { BuildCompletedConsumer } from './runner/build-completed.consumer';
import { DeliverBuild } from './runner/deliver-build';
import { DeliveryMetrics } from './runner/delivery-metrics';
import { DeliveryRunner } from './runner/delivery-runner';
import { OutcomeEvents } from './runner/outcome-events';
import { DeliveryTargets } from './target/delivery-targets';
import { RepositoryLinkRepository } from './target/repository-link.repository';

/** From `build.completed` to the pull request. */
@Module({
  providers: [
    BuildCompletedConsumer,
    DeliveryJobRepository,
    DeliveryMetrics,
    DeliveryRunner,
    DeliverBuild,
    OutcomeEvents,
    Progress,
    DeliveryTargets,
    RepositoryLinkRepository,
    BranchPush,
    PushHistory,
    PushedBuildRepository,
    gitSync,
    PullRequestStep,
    PullRequestRecordRepository,
    CommitStatusStep,
    CommitStatusRunner,
    CommitStatusJobRepository,
  ],
})
export class DeliveryModule {}
