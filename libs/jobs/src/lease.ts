import type { Database, JobTable, Transaction } from '@amplication/database';
import { and, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { type ClaimedJob, leaseFromNow } from './claim';
import { LeaseLostError } from './job-errors';
import type { JobQueue } from './job-queue';

export type JobChanges = PgUpdateSetSource<JobTable>;

export interface LeaseOptions {
  leaseMs: number;
  onRenewalFailed(error: unknown): void;
}

/**
 * The hold of one runner on one job: renewed by a timer, asked for in the SQL of every write, and abandoned by this
 * process's own clock when the database cannot be reached in time.
 */
export class Lease<P extends object> {
  private readonly lost = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private renewedAt = performance.now();
  private renewing = false;

  constructor(
    private readonly queue: JobQueue<P>,
    private readonly job: Pick<ClaimedJob, 'id' | 'fence'>,
    private readonly options: LeaseOptions,
  ) {
    this.timer = setInterval(() => void this.renew(), options.leaseMs / 3);
  }

  /** Aborted when the lease is lost; the reason is a LeaseLostError. */
  get signal(): AbortSignal {
    return this.lost.signal;
  }

  /** Stops renewing. */
  release(): void {
    clearInterval(this.timer);
  }

  /** Throws LeaseLostError unless the job is still held. */
  async assertHeld(): Promise<void> {
    const { db, table } = this.queue;
    const held = await db.select({ id: table.id }).from(table).where(this.held());
    if (held.length === 0) throw this.lose();
  }

  /** Changes the job's row. Throws LeaseLostError, which rolls `tx` back, unless it is still held. */
  async update(tx: Database | Transaction, changes: JobChanges): Promise<void> {
    const { table } = this.queue;
    const changed = await tx
      .update(table)
      .set({ ...changes, updatedAt: sql`now()` })
      .where(this.held())
      .returning({ id: table.id });
    if (changed.length === 0) throw this.lose();
  }

  private held(): SQL | undefined {
    const { table } = this.queue;
    return and(
      eq(table.id, this.job.id),
      eq(table.fence, this.job.fence),
      eq(table.state, 'running'),
      gt(table.leaseUntil, sql`clock_timestamp()`),
    );
  }

  private async renew(): Promise<void> {
    if (performance.now() - this.renewedAt >= this.options.leaseMs) this.lose();
    if (this.renewing || this.lost.signal.aborted) return;
    this.renewing = true;
    const startedAt = performance.now();
    try {
      await this.update(this.queue.db, { leaseUntil: leaseFromNow(this.options.leaseMs) });
      this.renewedAt = startedAt;
    } catch (error) {
      if (!(error instanceof LeaseLostError)) this.options.onRenewalFailed(error);
    } finally {
      this.renewing = false;
    }
  }

  private lose(): LeaseLostError {
    const error = new LeaseLostError();
    this.release();
    this.lost.abort(error);
    return error;
  }
}
