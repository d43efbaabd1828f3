import { HealthRegistry, LOGGER } from '@amplication/foundation';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { inArray, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { Gauge, Registry } from 'prom-client';
import type { JobQueue } from './job-queue';
import { JobRunner, type JobRunnerOptions } from './job-runner';

/** Injects the configuration of the service that runs. */
export const JOBS_SETTINGS = Symbol('JobsSettings');

/** What the module reads of the service's configuration. */
export interface JobsSettings {
  readonly DATABASE_URL: string;
}

const OPEN_STATES = ['waiting', 'running'] as const;

/** The job runners of a service, for as long as it runs. */
@Injectable()
export class JobRunners implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly runners: { start(): void; drain(): Promise<void> }[] = [];
  private readonly queues = new Map<string, Pick<JobQueue<object>, 'db' | 'table'>>();

  constructor(
    @Inject(JOBS_SETTINGS) private readonly settings: JobsSettings,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly health: HealthRegistry,
    registry: Registry,
  ) {
    const queues = this.queues;
    new Gauge({
      name: 'jobs_open',
      help: 'Jobs that wait or run, by queue and state.',
      labelNames: ['queue', 'state'],
      registers: [registry],
      async collect() {
        for (const [queue, { db, table }] of queues) {
          const rows = await db
            .select({ state: table.state, count: sql<number>`count(*)::int` })
            .from(table)
            .where(inArray(table.state, [...OPEN_STATES]))
            .groupBy(table.state)
            // Numbers that cannot be had at the moment must not cost the others.
            .catch(() => null);
          for (const state of OPEN_STATES) {
            if (rows === null) this.remove({ queue, state });
            else this.set({ queue, state }, rows.find((row) => row.state === state)?.count ?? 0);
          }
        }
      },
    });
  }

  /**
   * Adds a runner, before the application has booted. Its name is that of its health check and, in the metric
   * `jobs_open`, of its queue.
   */
  add<P extends object>(name: string, options: Omit<JobRunnerOptions<P>, 'databaseUrl' | 'logger'>): void {
    const { settings, logger } = this;
    const runner = new JobRunner<P>({ ...options, databaseUrl: settings.DATABASE_URL, logger });
    this.health.registerProblem(name, () => runner.whyUnhealthy());
    this.queues.set(name, options.queue);
    this.runners.push(runner);
  }

  onApplicationBootstrap(): void {
    for (const runner of this.runners) runner.start();
  }

  /** Takes no more jobs and lets the current ones end. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.drain()));
  }
}
