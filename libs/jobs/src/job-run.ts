import { isRecord } from '@amplication/foundation';
import { DomainError } from '@amplication/contracts';
import type { Transaction } from '@amplication/database';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { backoffMs } from './backoff';
import type { ClaimedJob } from './claim';
import { errorRecord } from './error-record';
import type { FinishedState, AbandonedHook, AbandonedJob, JobHandler, JobResult, RunningJob } from './job';
import { LeaseLostError } from './job-errors';
import type { JobQueue } from './job-queue';
import type { JobChanges, Lease } from './lease';

export interface JobRunOptions<P extends object> {
  queue: JobQueue<P>;
  handler: JobHandler<P>;
  parsePayload: (value: unknown) => P;
  onAbandoned: AbandonedHook<P>;
  maxTries: number;
  logger: Logger;
}

/** One try of one job, from its claim to the state in which it leaves it. */
export class JobRun<P extends object> {
  private step: string | null;
  private stepData: Record<string, unknown>;

  constructor(
    private readonly options: JobRunOptions<P>,
    private readonly row: ClaimedJob,
    private readonly lease: Lease<P>,
    /** Aborted when the process shuts down and can wait no longer. */
    private readonly stopping: AbortSignal,
  ) {
    this.step = row.step;
    this.stepData = isRecord(row.stepData) ? { ...row.stepData } : {};
  }

  /** Never rejects for what the handler does; rejects if the database cannot record it. */
  async run(): Promise<void> {
    const { maxTries, parsePayload, handler } = this.options;
    let payload: P | null = null;
    try {
      // A try that ends with its process, such as one that runs out of memory, reports nothing: only the count shows it.
      if (this.row.tries > maxTries)
        throw new DomainError('INTERNAL', `The work was cut off ${maxTries} times before it could end.`);
      payload = parsePayload(this.row.payload);
      await handler(this.runningJob(payload));
    } catch (error) {
      await this.settle(payload, error);
    }
  }

  /** Hands the job back as if it had not been tried, for another runner. */
  async giveBack(): Promise<void> {
    await this.requeue(sql`date_trunc('milliseconds', now())`, { tries: sql`tries - 1` });
    await this.options.queue.notify(this.options.queue.db);
  }

  private async settle(payload: P | null, error: unknown): Promise<void> {
    const log = this.options.logger;
    if (error instanceof LeaseLostError || this.lease.signal.aborted) {
      log.info(
        'The job is no longer held here: it was ended from outside, or another runner goes on with it',
      );
    } else if (this.stopping.aborted) {
      await this.giveBack();
    } else if (payload === null) {
      await this.abandon(payload, error, 'dead');
    } else if (error instanceof DomainError && error.action !== 'retry') {
      await this.abandon(payload, error, 'failed');
    } else if (this.row.tries >= this.options.maxTries) {
      await this.abandon(payload, error, 'dead');
    } else {
      const waitMs = backoffMs(this.row.tries, error);
      log.warn({ err: error, waitMs, tries: this.row.tries }, 'A job failed and is tried again');
      await this.requeue(fromNow(waitMs), { error: errorRecord(error) });
    }
  }

  private async postpone(ms: number, reason: string): Promise<JobResult> {
    await this.requeue(fromNow(ms), { tries: sql`tries - 1` });
    this.lease.release();
    this.options.logger.info({ waitMs: ms, reason }, 'A job waits');
    return { state: 'postponed' };
  }

  private requeue(runAfter: JobChanges['runAfter'], changes: JobChanges): Promise<void> {
    return this.lease.update(this.options.queue.db, {
      ...changes,
      state: 'waiting',
      leaseUntil: null,
      runAfter,
    });
  }

  private async abandon(payload: P | null, error: unknown, state: 'failed' | 'dead'): Promise<void> {
    this.options.logger.error({ err: error, state, tries: this.row.tries }, 'A job is abandoned');
    await this.end(state, errorRecord(error), (tx) =>
      this.options.onAbandoned(tx, this.abandoned(payload), error),
    );
  }

  private async end(
    state: FinishedState | 'dead',
    error: object | null,
    within?: (tx: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.options.queue.db.transaction(async (tx) => {
      await this.lease.update(tx, { state, error, leaseUntil: null, finishedAt: sql`now()` });
      await within?.(tx);
    });
    this.lease.release();
  }

  private abandoned(payload: P | null): AbandonedJob<P> {
    const { id, buildId, attempt, resourceId, lane, sequence, tries } = this.row;
    const { step, stepData } = this;
    return { id, buildId, attempt, resourceId, lane, sequence, tries, step, stepData, payload };
  }

  private runningJob(payload: P): RunningJob<P> {
    const steps = () => ({ step: this.step, stepData: this.stepData });
    return {
      ...this.abandoned(payload),
      payload,
      get step() {
        return steps().step;
      },
      get stepData() {
        return steps().stepData;
      },
      fence: this.row.fence,
      signal: AbortSignal.any([this.lease.signal, this.stopping]),
      assertHeld: () => this.lease.assertHeld(),
      record: (step, data, tx) => this.record(step, data, tx),
      finish: async (state, within, error): Promise<JobResult> => {
        await this.end(state, error ?? null, within);
        return { state };
      },
      postpone: (ms, reason) => this.postpone(ms, reason),
    };
  }

  private async record(step: string, data: object, tx?: Transaction): Promise<void> {
    await this.lease.update(tx ?? this.options.queue.db, {
      step,
      stepData: sql`step_data || ${JSON.stringify(data)}::jsonb`,
    });
    this.step = step;
    this.stepData = { ...this.stepData, ...data };
  }
}

function fromNow(ms: number) {
  return sql`now() + ${ms} * interval '1 millisecond'`;
}
