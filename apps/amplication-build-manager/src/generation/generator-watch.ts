import { setTimeout as pause } from 'node:timers/promises';
import { type BuildReference, DomainError } from '@amplication/contracts';
import { type Database, DATABASE } from '@amplication/database';
import { LOGGER } from '@amplication/foundation';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { BuildJobsRepository } from '../builds/build-jobs.repository';
import { Progress } from '../builds/progress';
import { GenerationsRepository } from './generations.repository';
import { GeneratorClient } from './generator-client';

const EVERY_MS = 1_500;
/**
 * How many times in a row the generator controller may fail to answer before it counts as lost: one answer can be slow.
 */
const MOST_SILENCES = 2;

/**
 * Finds out within ten seconds that the generator controller was lost with the builds that it had in its memory: it
 * does not answer, or another process answers in its place. Those builds are asked for again; a controller that only
 * was slow says then that it knows them, and goes on. Nobody is asked while no build waits.
 */
@Injectable()
export class GeneratorWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private silences = 0;

  constructor(
    private readonly generations: GenerationsRepository,
    private readonly jobs: BuildJobsRepository,
    private readonly generator: GeneratorClient,
    private readonly progress: Progress,
    @Inject(DATABASE) private readonly db: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run(this.stop.signal);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.check(signal).catch((error: unknown) => {
        if (!signal.aborted)
          this.logger.warn({ err: error }, 'The generator controller could not be watched');
      });
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async check(signal: AbortSignal): Promise<void> {
    if (!(await this.generations.areAwaited())) {
      this.silences = 0;
      return;
    }
    const instance = await this.instance(signal);
    if (instance === null && this.silences < MOST_SILENCES) return;
    const lost = await this.wakeLost(instance);
    if (lost.length === 0) return;
    this.logger.warn({ builds: lost, instance }, 'The generator controller was lost with builds at work');
    const message =
      instance === null
        ? 'The generator does not answer any more. The build is started again as soon as it does.'
        : 'The generator was stopped at its work. The build is started again.';
    await Promise.all(lost.map((build) => this.progress.say(build, message, 'warning')));
  }

  /** Has the jobs run again whose process is not `current`, or whatever waits if there is none that answers. */
  private wakeLost(current: string | null): Promise<BuildReference[]> {
    return this.db.transaction(async (tx) => {
      const lost = await this.generations.takeLost(tx, current);
      for (const { jobId } of lost) await this.jobs.wake(tx, jobId);
      return lost.map(({ buildId, attempt }) => ({ buildId, attempt }));
    });
  }

  private async instance(signal: AbortSignal): Promise<string | null> {
    try {
      const instance = await this.generator.instance(signal);
      this.silences = 0;
      return instance;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DomainError)) throw error;
      this.silences += 1;
      return null;
    }
  }
}
