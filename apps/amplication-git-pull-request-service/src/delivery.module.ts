import { Module } from '@nestjs/common';
import { CommitStatusJobsRepository } from './commit-status/commit-status-jobs.repository';
import { CommitStatusRunner } from './commit-status/commit-status-runner';
import { CommitStatusStep } from './commit-status/commit-status-step';
import { DeliveryJobsRepository } from './delivery/delivery-jobs.repository';
import { Progress } from './delivery/progress';
import { PullRequestRecordsRepository } from './pull-request/pull-request-records.repository';
import { PullRequestStep } from './pull-request/pull-request-step';
import { BranchPush } from './push/branch-push';
import { gitSync } from './push/git-sync.provider';
import { PushHistory } from './push/push-history';
import { PushedBuildsRepository } from './push/pushed-builds.repository';
import { BuildCompletedConsumer } from './runner/build-completed.consumer';
import { DeliverBuild } from './runner/deliver-build';
import { DeliveryMetrics } from './runner/delivery-metrics';
import { DeliveryRunner } from './runner/delivery-runner';
import { OutcomeEvents } from './runner/outcome-events';
import { DeliveryTargets } from './target/delivery-targets';
import { RepositoryLinksRepository } from './target/repository-links.repository';

/** From `build.completed` to the pull request. */
@Module({
  providers: [
    BuildCompletedConsumer,
    DeliveryJobsRepository,
    DeliveryMetrics,
    DeliveryRunner,
    DeliverBuild,
    OutcomeEvents,
    Progress,
    DeliveryTargets,
    RepositoryLinksRepository,
    BranchPush,
    PushHistory,
    PushedBuildsRepository,
    gitSync,
    PullRequestStep,
    PullRequestRecordsRepository,
    CommitStatusStep,
    CommitStatusRunner,
    CommitStatusJobsRepository,
  ],
})
export class DeliveryModule {}
