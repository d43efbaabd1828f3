import type { BuildReference } from '@amplication/contracts';
import { buildManagerSchema, type Database, DATABASE, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';

const { buildManagerJob, generation } = buildManagerSchema;

export type Generation = typeof generation.$inferSelect;

/** A generation whose process is gone, and the build that it was for. */
export type LostGeneration = BuildReference & Pick<Generation, 'jobId'>;

/** The generations that were asked for, and what their callbacks must prove. */
@Injectable()
export class GenerationsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Writes down that a job's result is awaited. A new secret takes the place of an earlier one. */
  async expect(jobId: string, secretHash: string, deadline: Date): Promise<void> {
    await this.db
      .insert(generation)
      .values({ jobId, secretHash, deadline })
      .onConflictDoUpdate({ target: generation.jobId, set: { secretHash, deadline, instance: null } });
  }

  /** Writes down which process of the generator controller has the job, unless it was asked for again since. */
  async markBegun(jobId: string, secretHash: string, instance: string): Promise<void> {
    await this.db
      .update(generation)
      .set({ instance })
      .where(and(eq(generation.jobId, jobId), eq(generation.secretHash, secretHash)));
  }

  /** Whether any job waits for a process of the generator controller. */
  async areAwaited(): Promise<boolean> {
    const found = await this.db
      .select({ jobId: generation.jobId })
      .from(generation)
      .innerJoin(buildManagerJob, eq(buildManagerJob.id, generation.jobId))
      .where(isAwaited)
      .limit(1);
    return found.length > 0;
  }

  /**
   * Takes what waits for another process than `current`, or for any if there is none that answers: from now on it waits
   * for no process. So each loss is found once, however many processes of this service look.
   */
  async takeLost(tx: Transaction, current: string | null): Promise<LostGeneration[]> {
    const lost = await tx
      .select({
        jobId: generation.jobId,
        buildId: buildManagerJob.buildId,
        attempt: buildManagerJob.attempt,
      })
      .from(generation)
      .innerJoin(buildManagerJob, eq(buildManagerJob.id, generation.jobId))
      .where(and(isAwaited, current === null ? undefined : ne(generation.instance, current)))
      .for('update', { skipLocked: true });
    for (const { jobId } of lost)
      await tx.update(generation).set({ instance: null }).where(eq(generation.jobId, jobId));
    return lost;
  }

  /** The hash that a result of the job must prove itself by, or null for a job that awaits none. */
  async secretHashOf(jobId: string): Promise<string | null> {
    const [found] = await this.db
      .select({ secretHash: generation.secretHash })
      .from(generation)
      .where(eq(generation.jobId, jobId));
    return found?.secretHash ?? null;
  }

  /** The generation of a job, held until the transaction ends, so that its result is taken once. */
  async lock(tx: Transaction, jobId: string): Promise<Generation | null> {
    const [found] = await tx.select().from(generation).where(eq(generation.jobId, jobId)).for('update');
    return found ?? null;
  }

  async markAnswered(tx: Transaction, jobId: string): Promise<void> {
    await tx
      .update(generation)
      .set({ answeredAt: sql`now()` })
      .where(eq(generation.jobId, jobId));
  }
}

/** A process of the generator controller has the job, which waits until the result comes. */
const isAwaited = and(
  isNull(generation.answeredAt),
  isNotNull(generation.instance),
  eq(buildManagerJob.state, 'waiting'),
);
