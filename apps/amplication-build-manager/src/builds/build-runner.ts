import { BuildRequested, DomainError } from '@amplication/contracts';
import { JobQueue, JobRunners } from '@amplication/jobs';
import { Injectable } from '@nestjs/common';
import { BuildManagerEnv } from '../config';
import { StartGeneration } from '../generation/start-generation';
import { parseBuild } from './build-job';
import { OutcomeEvents } from './outcome-events';
import { Progress } from './progress';

const POLL_MS = 1_000;

/** Has the jobs run. */
@Injectable()
export class BuildRunner {
  constructor(
    start: StartGeneration,
    progress: Progress,
    env: BuildManagerEnv,
    queue: JobQueue<BuildRequested>,
    events: OutcomeEvents,
    runners: JobRunners,
  ) {
    runners.add<BuildRequested>('jobs', {
      queue,
      handler: (job) => start.run(job),
      concurrency: env.JOB_CONCURRENCY,
      leaseMs: env.JOB_LEASE_MS,
      pollMs: POLL_MS,
      maxTries: env.JOB_MAX_TRIES,
      parsePayload: parseBuild,
      onGivenUp: async (tx, job, error) => {
        await events.failed(tx, job, error);
        if (error instanceof DomainError) void progress.say(job, error.message, 'error');
      },
    });
  }
}
