import { DomainError } from '@amplication/contracts';
import { type JobResult, JobRunners } from '@amplication/jobs';
import { Injectable } from '@nestjs/common';
import { WorkerEnv } from '../config';
import { requestedWaitMs } from '../delivery/requested-wait';
import { type Delivery, type DeliveryJob, parseDelivery } from '../delivery/delivery-job';
import { DeliveryJobsRepository } from '../delivery/delivery-jobs.repository';
import { hasReached } from '../delivery/delivery-steps';
import { Progress } from '../delivery/progress';
import { DeliverBuild } from './deliver-build';
import { DeliveryMetrics } from './delivery-metrics';
import { OutcomeEvents } from './outcome-events';
import { RecentLanes } from './recent-lanes';

const POLL_MS = 1_000;

/** Has the deliveries run. */
@Injectable()
export class DeliveryRunner {
  private readonly lanes = new RecentLanes();

  constructor(
    private readonly deliver: DeliverBuild,
    private readonly progress: Progress,
    private readonly metrics: DeliveryMetrics,
    private readonly env: WorkerEnv,
    jobs: DeliveryJobsRepository,
    events: OutcomeEvents,
    runners: JobRunners,
  ) {
    runners.add<Delivery>('jobs', {
      queue: jobs,
      handler: (job) => this.measured(job),
      concurrency: env.WORKER_CONCURRENCY,
      leaseMs: env.JOB_LEASE_MS,
      pollMs: POLL_MS,
      maxTries: env.JOB_MAX_TRIES,
      parsePayload: parseDelivery,
      onAbandoned: (tx, job, error) => events.failed(tx, job, error),
      preferLanes: () => this.lanes.list(),
    });
  }

  private async measured(job: DeliveryJob): Promise<JobResult> {
    const startedAt = performance.now();
    this.lanes.note(job.lane);
    try {
      const result = await this.handle(job);
      this.metrics.count(result.state, startedAt);
      return result;
    } catch (error) {
      this.metrics.count(endOf(error), startedAt);
      throw error;
    }
  }

  private async handle(job: DeliveryJob): Promise<JobResult> {
    try {
      return await this.deliver.run(job);
    } catch (error) {
      if (!(error instanceof DomainError) || job.signal.aborted) throw error;
      const waitMs = requestedWaitMs(error);
      const isOver = error.action !== 'retry' || job.tries >= this.env.JOB_MAX_TRIES;
      if (waitMs === null && isOver) throw error;
      await this.progress.say(
        job.payload,
        hasReached(job.step, 'pushed') ? 'pull-request' : 'push',
        `${error.message} We will try again.`,
        'warning',
      );
      if (waitMs === null) throw error;
      // To be asked to wait is no failure of the job: such a try does not count.
      return job.postpone(waitMs, error.code);
    }
  }
}

function endOf(error: unknown): string {
  return error instanceof DomainError ? error.code : 'interrupted';
}
