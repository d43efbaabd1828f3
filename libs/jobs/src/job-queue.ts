import { randomUUID } from 'node:crypto';
import { type Database, type JobState, type JobTable, notify, type Transaction } from '@amplication/database';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { claimJob, type ClaimedJob, type ClaimOptions } from './claim';
import type { FinishedState, NewJob } from './job';

export interface JobQueueOptions {
  db: Database;
  table: JobTable;
  /** Channel of NOTIFY that wakes the runners of this table. */
  notifyChannel: string;
}

/** The jobs of one table: put in, taken out, ended from elsewhere. Time is always the database's. */
export class JobQueue<P extends object> {
  readonly db: Database;
  readonly table: JobTable;
  readonly notifyChannel: string;

  constructor({ db, table, notifyChannel }: JobQueueOptions) {
    this.db = db;
    this.table = table;
    this.notifyChannel = notifyChannel;
  }

  /** Adds a job in the caller's transaction and wakes the runners. A build's attempt is added once only. */
  async enqueue(tx: Transaction, job: NewJob<P>): Promise<'added' | 'duplicate'> {
    const added = await tx
      .insert(this.table)
      // The column rounds to milliseconds: rounded up, the job would not be due yet when its NOTIFY arrives.
      .values({ id: randomUUID(), ...job, runAfter: sql`date_trunc('milliseconds', now())` })
      .onConflictDoNothing({ target: [this.table.buildId, this.table.attempt] })
      .returning({ id: this.table.id });
    if (added.length === 0) return 'duplicate';
    await this.notify(tx);
    return 'added';
  }

  /** Makes a waiting job due now: what it was postponed for has come. False if it does not wait. */
  async wake(tx: Transaction, id: string): Promise<boolean> {
    const woken = await tx
      .update(this.table)
      .set({ runAfter: sql`date_trunc('milliseconds', now())`, updatedAt: sql`now()` })
      .where(and(eq(this.table.id, id), eq(this.table.state, 'waiting')))
      .returning({ id: this.table.id });
    if (woken.length > 0) await this.notify(tx);
    return woken.length > 0;
  }

  /**
   * Ends a job whose result came from elsewhere, such as by a callback, whether it waits for that or runs; a good
   * result also ends one that was abandoned meanwhile. A runner that holds it is fenced off. False if it has ended.
   */
  async finish(
    tx: Transaction,
    id: string,
    state: Extract<FinishedState, 'done' | 'failed'>,
    error: object | null = null,
  ): Promise<boolean> {
    const from: JobState[] =
      state === 'done' ? ['waiting', 'running', 'failed', 'dead'] : ['waiting', 'running'];
    const finished = await tx
      .update(this.table)
      .set({
        state,
        error,
        leaseUntil: null,
        fence: sql`${this.table.fence} + 1`,
        finishedAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(and(eq(this.table.id, id), inArray(this.table.state, from)))
      .returning({ id: this.table.id });
    return finished.length > 0;
  }

  /** Takes the next due job, or null. See `claimJob` for the order. */
  claim(options: ClaimOptions): Promise<ClaimedJob | null> {
    return claimJob(this.db, this.table, options);
  }

  async notify(db: Database | Transaction): Promise<void> {
    await notify(db, this.notifyChannel, '');
  }
}
