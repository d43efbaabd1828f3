import { WakeUp } from '@amplication/database';
import { pause } from '@amplication/foundation';
import type { Logger } from 'pino';
import type { ClaimedJob } from './claim';
import type { AbandonedHook, JobHandler } from './job';
import { LeaseLostError } from './job-errors';
import type { JobQueue } from './job-queue';
import { JobRun } from './job-run';
import { Lease } from './lease';

export interface JobRunnerOptions<P extends object> {
  queue: JobQueue<P>;
  /** For the connection that LISTENs. */
  databaseUrl: string;
  handler: JobHandler<P>;
  /** How many jobs run at once in this process. */
  concurrency: number;
  /** How long a runner that stops dead keeps its jobs from others; renewed three times in that time. */
  leaseMs: number;
  /** How often to look for due jobs when no NOTIFY comes: also how late a job may start after its backoff. */
  pollMs: number;
  /** Tries of a job before it is abandoned. */
  maxTries: number;
  logger: Logger;
  /** Throws if a row's payload is not what the handler takes: the job is then abandoned. */
  parsePayload: (value: unknown) => P;
  /** Called in the transaction that ends a job as `failed` or `dead`: write the event that tells of it here. */
  onAbandoned: AbandonedHook<P>;
  /** Lanes that this process is best prepared for at the moment. */
  preferLanes?: () => readonly string[];
  /** How long `drain` waits for running jobs before it takes them off and gives them back; 10 seconds unless given. */
  drainMs?: number;
}

const DRAIN_MS = 10_000;
/** How long a handler may take to react to its aborted signal before the process ends without it. */
const ABORT_GRACE_MS = 1_000;

/**
 * Runs the due jobs of a queue, several lanes at a time. Any number of runners, in any number of processes, may share a
 * queue.
 */
export class JobRunner<P extends object> {
  private readonly draining = new AbortController();
  private readonly stopping = new AbortController();
  private readonly running = new Map<JobRun<P>, Promise<void>>();
  private wakeUp: WakeUp | null = null;
  private loop: Promise<void> = Promise.resolve();
  private problem: string | null = 'not started';

  constructor(private readonly options: JobRunnerOptions<P>) {}

  start(): void {
    const { databaseUrl, queue } = this.options;
    this.wakeUp = new WakeUp({ url: databaseUrl, channel: queue.notifyChannel });
    this.loop = this.run(this.wakeUp);
  }

  /**
   * Takes no new job and lets the running ones end; those that do not within `drainMs` are aborted and given back,
   * so that another process goes on with them at once. The try does not count.
   */
  async drain(): Promise<void> {
    this.draining.abort();
    await this.wakeUp?.close();
    await this.loop;
    await this.settled(this.options.drainMs ?? DRAIN_MS);
    this.stopping.abort();
    await this.settled(ABORT_GRACE_MS);
    await Promise.all([...this.running.keys()].map((run) => this.giveBack(run)));
  }

  /** Why no jobs are taken at the moment, or null. */
  whyUnhealthy(): string | null {
    return this.problem;
  }

  private async run(wakeUp: WakeUp): Promise<void> {
    while (!this.draining.signal.aborted) {
      try {
        await this.fillSlots(wakeUp);
        this.problem = null;
      } catch (error) {
        this.problem = error instanceof Error ? error.message : String(error);
        this.options.logger.warn({ err: error }, 'Jobs cannot be claimed');
      }
      await wakeUp.wait(this.options.pollMs);
    }
    this.problem = 'draining';
  }

  private async fillSlots(wakeUp: WakeUp): Promise<void> {
    const { queue, concurrency, leaseMs, preferLanes } = this.options;
    while (this.running.size < concurrency && !this.draining.signal.aborted) {
      const claimed = await queue.claim({ leaseMs, preferLanes: preferLanes?.() ?? [] });
      if (!claimed) return;
      this.begin(claimed, wakeUp);
    }
  }

  private begin(claimed: ClaimedJob, wakeUp: WakeUp): void {
    const { queue, leaseMs, handler, parsePayload, onAbandoned, maxTries } = this.options;
    const logger = this.options.logger.child({
      jobId: claimed.id,
      buildId: claimed.buildId,
      lane: claimed.lane,
    });
    const lease = new Lease(queue, claimed, {
      leaseMs,
      onRenewalFailed: (error) => logger.warn({ err: error }, 'The lease of a job could not be renewed'),
    });
    const options = { queue, handler, parsePayload, onAbandoned, maxTries, logger };
    const run = new JobRun(options, claimed, lease, this.stopping.signal);
    const done = run
      .run()
      .catch((error: unknown) => this.onEndNotWritten(error, logger))
      .finally(() => {
        lease.release();
        this.running.delete(run);
        wakeUp.wake();
      });
    this.running.set(run, done);
  }

  /** The end of a job could not be written down: its lease runs out, and it is tried again. */
  private onEndNotWritten(error: unknown, logger: Logger): void {
    if (error instanceof LeaseLostError) logger.warn('A job ended after its lease was lost');
    else logger.error({ err: error }, 'The end of a job could not be written down; it will be tried again');
  }

  private async settled(timeoutMs: number): Promise<void> {
    const timer = new AbortController();
    await Promise.race([Promise.all(this.running.values()), pause(timeoutMs, timer.signal)]);
    timer.abort();
  }

  private async giveBack(run: JobRun<P>): Promise<void> {
    await run.giveBack().catch((error: unknown) => {
      if (!(error instanceof LeaseLostError))
        this.options.logger.warn({ err: error }, 'A job could not be released; its lease will run out');
    });
  }
}
