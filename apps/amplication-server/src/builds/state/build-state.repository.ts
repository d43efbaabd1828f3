import { notify, serverSchema, type Transaction } from '@amplication/database';
import { BUILD_STEPS, type BuildStepName } from '@amplication/contracts';
import { Injectable } from '@nestjs/common';
import { and, eq, sql } from 'drizzle-orm';
import { BUILD_EVENT_CHANNEL, type BuildEvent } from './build-event';
import type { Step } from './build-steps';

const { build, buildEvent, buildStep } = serverSchema;
export type Build = typeof build.$inferSelect;
export type BuildChange = Partial<typeof build.$inferInsert>;

/** Reads and writes the rows of one build, inside the caller's transaction. */
@Injectable()
export class BuildStateRepository {
  /**
   * The build, locked until the transaction ends. Everything that writes to a build takes this lock first, so its
   * events are committed in the order of their ids and a reader that has seen one never misses an older one.
   */
  async lock(tx: Transaction, id: string): Promise<Build | null> {
    const rows = await tx.select().from(build).where(eq(build.id, id)).for('update');
    return rows[0] ?? null;
  }

  async update(tx: Transaction, id: string, change: BuildChange): Promise<void> {
    await tx.update(build).set(change).where(eq(build.id, id));
  }

  async steps(tx: Transaction, { id, attempt }: Pick<Build, 'id' | 'attempt'>): Promise<Step[]> {
    const rows = await tx
      .select()
      .from(buildStep)
      .where(and(eq(buildStep.buildId, id), eq(buildStep.attempt, attempt)));
    return BUILD_STEPS.flatMap((name) =>
      rows.filter((row) => row.name === name).map((row) => step(name, row)),
    );
  }

  async putSteps(
    tx: Transaction,
    { id, attempt }: Pick<Build, 'id' | 'attempt'>,
    steps: Step[],
  ): Promise<void> {
    if (steps.length === 0) return;
    await tx
      .insert(buildStep)
      .values(steps.map((step) => ({ ...step, buildId: id, attempt })))
      .onConflictDoUpdate({
        target: [buildStep.buildId, buildStep.attempt, buildStep.name],
        set: {
          status: sql`excluded.status`,
          startedAt: sql`excluded.started_at`,
          finishedAt: sql`excluded.finished_at`,
        },
      });
  }

  /** Adds to the build's history and wakes every open event stream once the transaction is committed. */
  async append(
    tx: Transaction,
    { id, attempt }: Pick<Build, 'id' | 'attempt'>,
    events: BuildEvent[],
  ): Promise<void> {
    if (events.length === 0) return;
    await tx
      .insert(buildEvent)
      .values(events.map(({ type, data }) => ({ buildId: id, attempt, type, data })));
    await notify(tx, BUILD_EVENT_CHANNEL, id);
  }
}

function step(name: BuildStepName, row: typeof buildStep.$inferSelect): Step {
  const { status, startedAt, finishedAt } = row;
  return { name, status, startedAt, finishedAt };
}
