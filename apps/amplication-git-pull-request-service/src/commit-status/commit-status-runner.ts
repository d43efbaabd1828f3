import { DomainError } from '@amplication/contracts';
import { LOGGER } from '@amplication/foundation';
import { type JobResult, JobRunners } from '@amplication/jobs';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { WorkerEnv } from '../config';
import { requestedWaitMs } from '../delivery/requested-wait';
import { type CommitStatusJob, type CommitStatusOrder, parseCommitStatusOrder } from './commit-status-job';
import { CommitStatusJobsRepository } from './commit-status-jobs.repository';
import { CommitStatusStep } from './commit-status-step';

const POLL_MS = 2_000;
const CONCURRENCY = 2;
const MAX_TRIES = 5;
/** The longest that Bitbucket's hourly budget can hold a call back: after that, a status is old news. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** Sets the statuses of commits, beside the deliveries and never in their way. One that cannot be set is abandoned. */
@Injectable()
export class CommitStatusRunner {
  constructor(
    private readonly step: CommitStatusStep,
    jobs: CommitStatusJobsRepository,
    env: WorkerEnv,
    runners: JobRunners,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    runners.add<CommitStatusOrder>('commit statuses', {
      queue: jobs,
      handler: (job) => this.handle(job),
      concurrency: CONCURRENCY,
      leaseMs: env.JOB_LEASE_MS,
      pollMs: POLL_MS,
      maxTries: MAX_TRIES,
      parsePayload: parseCommitStatusOrder,
      // The runner has logged it; the build has ended, and nobody has to act.
      onAbandoned: async () => undefined,
    });
  }

  private async handle(job: CommitStatusJob): Promise<JobResult> {
    try {
      return await this.step.set(job);
    } catch (error) {
      const waitMs = error instanceof DomainError && !job.signal.aborted ? requestedWaitMs(error) : null;
      if (waitMs === null) throw error;
      if (Date.now() + waitMs > Date.parse(job.payload.orderedAt) + LONGEST_WAIT_MS) {
        this.logger.warn({ err: error, buildId: job.buildId }, 'A commit status is abandoned: too late');
        return job.finish('cancelled');
      }
      return job.postpone(waitMs, 'a commit status waits');
    }
  }
}
