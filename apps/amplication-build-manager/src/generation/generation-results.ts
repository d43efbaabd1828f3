import { BuildRequested, DomainError } from '@amplication/contracts';
import { type Database, DATABASE, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { BuildJobsRepository } from '../builds/build-jobs.repository';
import { OutcomeEvents } from '../builds/outcome-events';
import { Progress } from '../builds/progress';
import { GenerationsRepository } from './generations.repository';
import { ResultRequest } from './result.request';
import { matches } from './secret';

/** Takes the results of generations. */
@Injectable()
export class GenerationResults {
  constructor(
    private readonly generations: GenerationsRepository,
    private readonly jobs: BuildJobsRepository,
    private readonly events: OutcomeEvents,
    private readonly progress: Progress,
    @Inject(DATABASE) private readonly db: Database,
  ) {}

  /**
   * Ends the job and publishes its outcome, in one transaction. A result that was taken already changes nothing; one
   * that comes after the deadline, or after the job was abandoned, still counts. Throws DomainError NOT_FOUND for a job
   * that awaits nothing and NOT_AUTHENTICATED for a wrong secret.
   */
  async take(jobId: string, secret: string, result: ResultRequest): Promise<void> {
    const build = await this.db.transaction(async (tx) => {
      const generation = await this.generations.lock(tx, jobId);
      if (!generation) throw new DomainError('NOT_FOUND', 'No result is awaited for this job.');
      if (!matches(secret, generation.secretHash))
        throw new DomainError('NOT_AUTHENTICATED', 'This is not the secret of the generation.');
      if (generation.answeredAt !== null) return null;
      await this.generations.markAnswered(tx, jobId);
      return this.finish(tx, jobId, result);
    });
    if (build) await this.publishOutcome(build, result);
  }

  private async finish(
    tx: Transaction,
    jobId: string,
    result: ResultRequest,
  ): Promise<BuildRequested | null> {
    const done = result.outcome === 'completed';
    const error = done ? null : { code: result.code, message: result.message, params: result.params };
    if (!(await this.jobs.finish(tx, jobId, done ? 'done' : 'failed', error))) return null;
    const build = await this.jobs.buildOf(tx, jobId);
    if (done) await this.events.completed(tx, build, result.artifact);
    else
      await this.events.failed(
        tx,
        build,
        new DomainError(result.code, result.message, { params: result.params }),
      );
    return build;
  }

  private publishOutcome(build: BuildRequested, result: ResultRequest): Promise<void> {
    if (result.outcome === 'failed') return this.progress.say(build, result.message, 'error');
    const { fileCount } = result.artifact;
    const seconds = (result.durationMs / 1000).toFixed(1);
    return this.progress.say(build, `Generated ${fileCount} files in ${seconds} s.`);
  }
}
