import { serverSchema, type Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Build } from '../state/build-state.repository';

const { build, resource } = serverSchema;

@Injectable()
export class BuildRequestsRepository {
  /** The next number of a build of this resource, held until the transaction ends; null if the resource is gone. */
  async nextSequence(tx: Transaction, resourceId: string): Promise<number | null> {
    const rows = await tx
      .update(resource)
      .set({ lastSequence: sql`${resource.lastSequence} + 1` })
      .where(and(eq(resource.id, resourceId), isNull(resource.deletedAt)))
      .returning({ sequence: resource.lastSequence });
    return rows[0]?.sequence ?? null;
  }

  async insert(tx: Transaction, values: typeof build.$inferInsert): Promise<Build> {
    const [inserted] = await tx.insert(build).values(values).returning();
    if (!inserted) throw new Error('A build was not inserted.');
    return inserted;
  }
}
