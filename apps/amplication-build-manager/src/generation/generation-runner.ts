import { BuildRequested, DomainError } from '@amplication/contracts';
import { JobRunners } from '@amplication/jobs';
import { Injectable } from '@nestjs/common';
import { parseBuild } from '../builds/build-job';
import { BuildJobsRepository } from '../builds/build-jobs.repository';
import { OutcomeEvents } from '../builds/outcome-events';
import { Progress } from '../builds/progress';
import { BuildManagerEnv } from '../config';
import { StartGeneration } from './start-generation';

const POLL_MS = 1_000;

/** Has the builds' jobs run: each starts a generation. */
@Injectable()
export class GenerationRunner {
  constructor(
    start: StartGeneration,
    progress: Progress,
    env: BuildManagerEnv,
    jobs: BuildJobsRepository,
    events: OutcomeEvents,
    runners: JobRunners,
  ) {
    runners.add<BuildRequested>('jobs', {
      queue: jobs,
      handler: (job) => start.run(job),
      concurrency: env.JOB_CONCURRENCY,
      leaseMs: env.JOB_LEASE_MS,
      pollMs: POLL_MS,
      maxTries: env.JOB_MAX_TRIES,
      parsePayload: parseBuild,
      onAbandoned: async (tx, job, error) => {
        await events.failed(tx, job, error);
        if (error instanceof DomainError) void progress.say(job, error.message, 'error');
      },
    });
  }
}
