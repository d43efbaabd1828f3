import { getTableColumns, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { type SeedPlan, SeedProblem } from './entity-seed.js';
import { laterRelations } from './point-later.js';
import { refusalOf } from './refusal.js';

/** Whether any table of the service holds a row. */
export async function holdsRows(database: NodePgDatabase, { entities }: SeedPlan): Promise<boolean> {
  try {
    for (const { table } of entities) {
      const found = await database
        .select({ one: sql`1` })
        .from(table)
        .limit(1);
      if (found.length > 0) return true;
    }
    return false;
  } catch (error) {
    throw new SeedProblem(refusalOf(error));
  }
}

/** Deletes every row of the service: what points at others first. */
export async function emptyTables(database: NodePgDatabase, plan: SeedPlan): Promise<void> {
  try {
    for (const { table } of plan.links) await database.delete(table);
    for (const entity of plan.entities)
      for (const { columns } of laterRelations(plan, entity)) {
        const known = getTableColumns(entity.table);
        const free = columns.filter(({ own }) => known[own]?.notNull === false);
        if (free.length > 0)
          await database.update(entity.table).set(Object.fromEntries(free.map(({ own }) => [own, null])));
      }
    for (const { table } of [...plan.entities].reverse()) await database.delete(table);
  } catch (error) {
    throw new SeedProblem(`Not every row can be deleted: ${refusalOf(error)}.`);
  }
}
