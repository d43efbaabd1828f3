import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { newFaker } from './makers/draw.js';
import { type EntitySeed, type Row, type SeedPlan, SeedProblem } from './entity-seed.js';
import { insertRows } from './insert-rows.js';
import { linkRows } from './link-rows.js';
import { pointLater } from './point-later.js';
import { emptyTables, holdsRows } from './reset.js';
import { type Made, RowMaker } from './row-maker.js';

export interface SeedOptions {
  /** How many rows of each entity. */
  rows: number;
  /** Whether what is there is deleted first. */
  reset: boolean;
}

/**
 * Fills the tables of a plan, in one transaction, and returns a sentence for each thing that it did or could not do.
 * Throws a {@link SeedProblem} where nothing may or can be made; then the database is as it was.
 */
export function seedDatabase(
  database: NodePgDatabase,
  plan: SeedPlan,
  { rows, reset }: SeedOptions,
): Promise<string[]> {
  return database.transaction(async (transaction) => {
    if (reset) await emptyTables(transaction, plan);
    else if (await holdsRows(transaction, plan))
      throw new SeedProblem('The database holds rows already. With --reset they are deleted first.');
    const faker = newFaker();
    const made = new Map<string, Made>();
    const said: string[] = [];
    for (const entity of plan.entities) {
      const maker = new RowMaker(entity, faker, made);
      const own: Row[] = [];
      made.set(entity.name, { entity, rows: own });
      let refusal: string | undefined;
      for (const count of portions(entity, rows)) {
        const inserted = await insertRows(transaction, entity, maker, count);
        own.push(...inserted.rows);
        refusal = inserted.refusal ?? refusal;
      }
      said.push(...sentences(entity, maker, { made: own.length, wanted: rows, refusal }));
    }
    await pointLater(transaction, plan, made, faker);
    for (const link of plan.links)
      said.push(`${link.words}: ${await linkRows(transaction, link, made, faker)} links`);
    return said;
  });
}

/** Where rows point at others of their kind, some are there first. */
export function portions({ name, relations }: EntitySeed, rows: number): number[] {
  if (relations.every(({ to }) => to !== name)) return [rows];
  const roots = Math.ceil(rows / 5);
  const middle = Math.floor((rows - roots) / 2);
  return [roots, middle, rows - roots - middle];
}

function sentences(
  { words }: EntitySeed,
  { unknown }: RowMaker,
  { made, wanted, refusal }: { made: number; wanted: number; refusal: string | undefined },
): string[] {
  const why = refusal === undefined ? 'no others differ enough from these' : refusal;
  return [
    made === wanted ? `${words}: ${made} rows` : `${words}: ${made} of ${wanted} rows; ${why}`,
    ...[...unknown].map(
      (column) => `${words}: ${column} is empty, since no value is known that its rules let through`,
    ),
  ];
}
