import { DomainError } from '@amplication/contracts';
import { LOGGER, Stopping } from '@amplication/foundation';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { ControllerEnv } from '../config';
import { Callback } from './callback';
import { GenerateBuild } from './generate-build';
import { GenerateRequest } from './generate.request';

/** A request that waits, runs or has its result on the way. */
interface Generation {
  /** The newest request for the job: its callback and secret are the ones to use. */
  request: GenerateRequest;
}

/** How long running generators may go on once the service stops; the build-manager asks again for what is cut off. */
const DRAIN_MS = 5_000;

/** The runs of this process: so many at a time, the others in the order in which they came. */
@Injectable()
export class Generations implements BeforeApplicationShutdown {
  private readonly known = new Map<string, Generation>();
  private readonly waiting: Generation[] = [];
  private readonly unfinished = new Set<Promise<void>>();
  private readonly stop = new AbortController();
  private running = 0;

  constructor(
    private readonly build: GenerateBuild,
    private readonly callback: Callback,
    private readonly env: ControllerEnv,
    private readonly stopping: Stopping,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * Takes a request, or finds that its job is known. Throws DomainError VALIDATION_FAILED for a callback that is not
   * the build-manager's, and TOO_MANY_REQUESTS while the queue is full or the service stops.
   */
  accept(request: GenerateRequest): 'accepted' | 'known' {
    this.callback.check(request.callbackUrl);
    const known = this.known.get(request.jobId);
    if (known) {
      // After a pause of this process, requests that nobody waits for any longer arrive together with newer ones.
      if (request.fence >= known.request.fence) known.request = request;
      return 'known';
    }
    if (this.waiting.length >= this.env.GENERATOR_QUEUE_LIMIT || this.stopping.signal.aborted)
      throw new DomainError('TOO_MANY_REQUESTS', 'The generator is busy.');
    const generation = { request };
    this.known.set(request.jobId, generation);
    this.waiting.push(generation);
    this.startNext();
    return 'accepted';
  }

  /** Starts nothing more, and ends what does not end by itself. */
  async beforeApplicationShutdown(): Promise<void> {
    this.waiting.length = 0;
    const timer = setTimeout(() => this.stop.abort(), DRAIN_MS);
    await Promise.all(this.unfinished);
    clearTimeout(timer);
  }

  private startNext(): void {
    while (this.running < this.env.GENERATOR_CONCURRENCY) {
      const next = this.waiting.shift();
      if (!next) return;
      const done: Promise<void> = this.run(next)
        .catch((error: unknown) => this.onCutOff(next, error))
        .finally(() => {
          this.known.delete(next.request.jobId);
          this.unfinished.delete(done);
        });
      this.unfinished.add(done);
    }
  }

  /** The slot is free for the next run while the result of this one is on its way. */
  private async run(generation: Generation): Promise<void> {
    this.running += 1;
    const outcome = await this.build.run(generation.request, this.stop.signal).finally(() => {
      this.running -= 1;
      this.startNext();
    });
    await this.callback.send(() => generation.request, outcome, this.stop.signal);
  }

  private onCutOff({ request }: Generation, error: unknown): void {
    this.log.warn(
      { jobId: request.jobId, err: error },
      'A generation was cut off; the build-manager asks again',
    );
  }
}
