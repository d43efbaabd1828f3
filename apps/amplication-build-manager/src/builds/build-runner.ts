import { BuildRequested, DomainError } from '@amplication/contracts';
import { JobQueue, JobRunner } from '@amplication/jobs';
import { HealthRegistry, LOGGER } from '@amplication/foundation';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { BuildManagerEnv } from '../config';
import { StartGeneration } from '../generation/start-generation';
import { parseBuild } from './build-job';
import { OutcomeEvents } from './outcome-events';
import { Progress } from './progress';

const POLL_MS = 1_000;

/** Runs the jobs for as long as the application runs; on shutdown it takes no more and lets the current ones end. */
@Injectable()
export class BuildRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly runner: JobRunner<BuildRequested>;

  constructor(
    start: StartGeneration,
    progress: Progress,
    env: BuildManagerEnv,
    queue: JobQueue<BuildRequested>,
    events: OutcomeEvents,
    health: HealthRegistry,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.runner = new JobRunner<BuildRequested>({
      queue,
      databaseUrl: env.DATABASE_URL,
      handler: (job) => start.run(job),
      concurrency: env.JOB_CONCURRENCY,
      leaseMs: env.JOB_LEASE_MS,
      pollMs: POLL_MS,
      maxTries: env.JOB_MAX_TRIES,
      logger,
      parsePayload: parseBuild,
      onGivenUp: async (tx, job, error) => {
        await events.failed(tx, job, error);
        if (error instanceof DomainError) void progress.say(job, error.message, 'error');
      },
    });
    health.registerProblem('jobs', () => this.runner.whyUnhealthy());
  }

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.runner.drain();
  }
}
