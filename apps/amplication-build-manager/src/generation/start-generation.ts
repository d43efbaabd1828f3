import { BuildRequested, DomainError } from '@amplication/contracts';
import type { JobResult, RunningJob } from '@amplication/jobs';
import { Injectable } from '@nestjs/common';
import { Progress } from '../builds/progress';
import { BuildManagerEnv } from '../config';
import { GenerationsRepository } from './generations.repository';
import { type GenerationAnswer, type GenerationRequest, GeneratorClient } from './generator-client';
import { newSecret } from './secret';

/** The step that says that the generator controller has the job. */
const STARTED = 'started';

/** What the job remembers of earlier runs. */
interface StartRecord {
  /** How many times the generator controller began with the job. */
  starts?: number;
}

/**
 * Has a build generated. The job then waits: the callback ends it. It is run again when none comes in time, or as
 * soon as `GeneratorWatch` finds that the process that had it is gone. It then asks for the generation once more: a
 * generator controller that still has it goes on, one that was restarted starts over.
 */
@Injectable()
export class StartGeneration {
  constructor(
    private readonly generations: GenerationsRepository,
    private readonly generator: GeneratorClient,
    private readonly progress: Progress,
    private readonly env: BuildManagerEnv,
  ) {}

  async run(job: RunningJob<BuildRequested>): Promise<JobResult> {
    const deadline = new Date(Date.now() + this.env.GENERATION_DEADLINE_MS);
    const { starts = 0 }: StartRecord = job.stepData;
    if (starts >= this.env.GENERATION_MAX_STARTS) throw noResult(starts);
    if (starts === 0 && job.tries === 1)
      await this.progress.say(job, `Generating ${job.payload.resourceName}.`);

    const { secret, hash } = newSecret();
    await job.assertHeld();
    await this.generations.expect(job.id, hash, deadline);
    const { workspaceId, modelSnapshotId } = job.payload;
    const request = { jobId: job.id, workspaceId, modelSnapshotId, secret, fence: job.fence };
    const { state, instance } = await this.ask(job, request);
    await this.generations.markBegun(job.id, hash, instance);
    await job.record(STARTED, { starts: state === 'accepted' ? starts + 1 : starts });
    return job.postpone(deadline.getTime() - Date.now(), 'The generator is at work.');
  }

  private async ask(job: RunningJob<BuildRequested>, request: GenerationRequest): Promise<GenerationAnswer> {
    try {
      return await this.generator.generate(request, job.signal);
    } catch (error) {
      if (error instanceof DomainError && error.action === 'retry')
        await this.progress.say(job, `${error.message} We will try again.`, 'warning');
      throw error;
    }
  }
}

/** An error that the runner does not try again: starting once more is for the user to decide. */
function noResult(starts: number): DomainError {
  return new DomainError(
    'GENERATOR_CRASHED',
    `The generator was started ${starts} times and never gave a result.`,
    {
      params: { starts },
    },
  );
}
