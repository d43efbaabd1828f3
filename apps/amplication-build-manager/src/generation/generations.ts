import { buildManagerSchema, type Database, DATABASE, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';

const { generation } = buildManagerSchema;

export type Generation = typeof generation.$inferSelect;

/** The generations that were asked for, and what their callbacks must prove. */
@Injectable()
export class Generations {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Writes down that a job's result is awaited. A new secret takes the place of an earlier one. */
  async expect(jobId: string, secretHash: string, deadline: Date): Promise<void> {
    await this.db
      .insert(generation)
      .values({ jobId, secretHash, deadline })
      .onConflictDoUpdate({ target: generation.jobId, set: { secretHash, deadline } });
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
