import { DomainError } from '@amplication/contracts';
import { HealthRegistry, LOGGER } from '@amplication/foundation';
import { type JobResult, JobRunner } from '@amplication/jobs';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { WorkerEnv } from '../config';
import { CommitStatusStep } from '../delivery/commit-status-step';
import {
  type CommitStatusJob,
  type CommitStatusOrder,
  parseCommitStatusOrder,
} from '../jobs/commit-status-job';
import { CommitStatusQueue } from '../jobs/commit-status-queue';
import { askedToWait } from './asked-to-wait';

const POLL_MS = 2_000;
const CONCURRENCY = 2;
const MAX_TRIES = 5;
/** The longest that Bitbucket's hourly budget can hold a call back: after that, a status is no news any more. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** Sets the statuses of commits, beside the deliveries and never in their way. One that cannot be set is given up. */
@Injectable()
export class CommitStatusRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly runner: JobRunner<CommitStatusOrder>;

  constructor(
    private readonly step: CommitStatusStep,
    queue: CommitStatusQueue,
    env: WorkerEnv,
    health: HealthRegistry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.runner = new JobRunner<CommitStatusOrder>({
      queue,
      databaseUrl: env.DATABASE_URL,
      handler: (job) => this.handle(job),
      concurrency: CONCURRENCY,
      leaseMs: env.JOB_LEASE_MS,
      pollMs: POLL_MS,
      maxTries: MAX_TRIES,
      logger,
      parsePayload: parseCommitStatusOrder,
      // The runner has logged it; the build has ended, and nobody has to act.
      onGivenUp: async () => undefined,
    });
    health.registerProblem('commit statuses', () => this.runner.whyUnhealthy());
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.runner.drain();
  }

  private async handle(job: CommitStatusJob): Promise<JobResult> {
    try {
      return await this.step.set(job);
    } catch (error) {
      const waitMs = error instanceof DomainError && !job.signal.aborted ? askedToWait(error) : null;
      if (waitMs === null) throw error;
      if (Date.now() + waitMs > Date.parse(job.payload.orderedAt) + LONGEST_WAIT_MS) {
        this.logger.warn({ err: error, buildId: job.buildId }, 'A commit status is given up: too late');
        return job.finish('cancelled');
      }
      return job.postpone(waitMs, 'a commit status waits');
    }
  }
}
