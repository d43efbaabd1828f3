import { DomainError } from '@amplication/contracts';
import { summarise } from '@amplication/git-sync';
import type { JobResult } from '@amplication/jobs';
import { GitConnections } from '@amplication/git-connections';
import { Injectable } from '@nestjs/common';
import { CommitStatusStep } from '../commit-status/commit-status-step';
import { WorkerEnv } from '../config';
import type { DeliveryContext } from '../delivery/delivery-context';
import { deliveryRecord, type DeliveryJob } from '../delivery/delivery-job';
import { hasReached, type PullRequestFacts, type PushedFacts } from '../delivery/delivery-steps';
import { Progress } from '../delivery/progress';
import { RepositoryPlace } from '../delivery/repository-place';
import type { BranchPullRequest } from '../pull-request/branch-pull-request';
import { PullRequestStep } from '../pull-request/pull-request-step';
import { BranchPush } from '../push/branch-push';
import { PushHistory } from '../push/push-history';
import { buildUrl } from '../report/build-url';
import { reportInComment } from '../report/report-step';
import { DeliveryTargets } from '../target/delivery-targets';
import { OutcomeEvents } from './outcome-events';

/**
 * Brings a build into Bitbucket, step by step. What a step did is in the job's row before the next one starts, so a run
 * that takes over from a killed one follows the row: it never pushes, opens or reports twice.
 */
@Injectable()
export class DeliverBuild {
  constructor(
    private readonly history: PushHistory,
    private readonly targets: DeliveryTargets,
    private readonly connections: GitConnections,
    private readonly push: BranchPush,
    private readonly pullRequests: PullRequestStep,
    private readonly commitStatus: CommitStatusStep,
    private readonly events: OutcomeEvents,
    private readonly progress: Progress,
    private readonly env: WorkerEnv,
  ) {}

  async run(job: DeliveryJob): Promise<JobResult> {
    const delivery = job.payload;
    if (!hasReached(job.step, 'pushed') && (await this.history.isSuperseded(delivery))) {
      await this.progress.say(
        delivery,
        'push',
        'A newer build of this service was pushed already: nothing to do.',
      );
      return job.finish('superseded', (tx) => this.events.superseded(tx, delivery));
    }
    const context = await this.open(job);
    if (job.step === null) await job.record('planned', {});
    const pullRequest = await this.pullRequestOf(context);
    const pushed = pushedFacts(job);
    await this.report(context, pushed, pullRequest);
    return job.finish('done', async (tx) => {
      await this.events.completed(tx, context, pushed, pullRequest);
      await this.commitStatus.order(tx, context, pushed);
    });
  }

  private async open(job: DeliveryJob): Promise<DeliveryContext> {
    const delivery = job.payload;
    const target = await this.targets.read(delivery);
    const api = await this.connections.api(delivery.target.connectionId);
    const place = new RepositoryPlace({
      repositories: api.repositories,
      uuid: delivery.target.repositoryUuid,
      known: target,
      onMoved: (from, to) =>
        this.progress.say(delivery, 'push', `The repository ${from} is now ${to} in Bitbucket.`),
      signal: job.signal,
    });
    return {
      job,
      delivery,
      target,
      repository: place.reference,
      place,
      api,
      buildUrl: buildUrl(this.env.CLIENT_URL, delivery.buildId),
    };
  }

  private async pullRequestOf(context: DeliveryContext): Promise<PullRequestFacts | null> {
    const { job, delivery } = context;
    if (hasReached(job.step, 'pull-request')) return deliveryRecord(job).pullRequest ?? null;
    // A branch that we never opened anything for is looked for in git first: most often there is none.
    const branch = await this.pullRequests.find(context, { isPushed: hasReached(job.step, 'pushed') });
    if (!hasReached(job.step, 'pushed')) await this.pushToBranch(context, branch);

    const pullRequest = await this.pullRequests
      .ensure(context, branch, pushedFacts(job))
      .catch(async (error: unknown) => {
        const isMissing = error instanceof DomainError && error.code === 'BRANCH_NOT_VISIBLE';
        if (isMissing) await this.push.assertArrived(context, pushedFacts(job).commit);
        throw error;
      });
    if (pullRequest === null) return null;
    const { number, created, replaced, chosenDestination } = pullRequest;
    const did = created ? 'Opened' : 'Updated';
    await this.progress.say(delivery, 'pull-request', `${did} pull request #${number}.`);
    if (replaced)
      await this.progress.say(
        delivery,
        'pull-request',
        `Pull request #${number} was open already, which Bitbucket had not listed; it has now the title and description of this build.`,
        'warning',
      );
    if (chosenDestination !== undefined)
      await this.progress.say(
        delivery,
        'pull-request',
        `Its destination was changed to ${chosenDestination} in Bitbucket and stays so; ` +
          `the base branch of this service is ${delivery.target.baseBranch}.`,
      );
    return pullRequest;
  }

  private async pushToBranch(context: DeliveryContext, branch: BranchPullRequest): Promise<void> {
    const { delivery, place } = context;
    const { workBranch, baseBranch } = delivery.target;
    await place.see(branch.newest?.repository);
    await this.progress.say(
      delivery,
      'push',
      `Comparing the branch ${workBranch} of ${place.fullName} with the new code.`,
    );
    const result = await this.push.run(context, branch);
    const said =
      result.outcome === 'pushed'
        ? `Pushed commit ${String(result.commit).slice(0, 12)} to ${workBranch}: ${summarise(result.report.counts)}.`
        : `The branch ${workBranch} holds this code already: nothing to push.`;
    await this.progress.say(delivery, 'push', said);
    if (result.report.counts.conflicts > 0)
      await this.progress.say(
        delivery,
        'push',
        `Files in conflict: ${result.report.counts.conflicts}. The pull request names them.`,
        'warning',
      );
    if (result.baseMovedAhead)
      await this.progress.say(
        delivery,
        'push',
        `The base branch ${baseBranch} has newer commits; Bitbucket merges them.`,
      );
  }

  private async report(
    context: DeliveryContext,
    pushed: PushedFacts,
    pullRequest: PullRequestFacts | null,
  ): Promise<void> {
    const { job } = context;
    const needsComment = pushed.outcome === 'pushed' && pullRequest !== null && !pullRequest.created;
    if (!hasReached(job.step, 'reported')) {
      if (needsComment)
        await reportInComment(context, pullRequest, pushed, this.env.BITBUCKET_VISIBILITY_LAG_MS);
      await job.record('reported', {});
    }
  }
}

function pushedFacts(job: DeliveryJob): PushedFacts {
  const { pushed } = deliveryRecord(job);
  if (pushed === undefined) throw new Error('A job has passed its push without a record of it');
  return pushed;
}
