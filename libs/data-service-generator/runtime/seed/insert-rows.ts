import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { EntitySeed, Row } from './entity-seed.js';
import { refusalOf } from './refusal.js';
import type { RowMaker } from './row-maker.js';

/** Rows of one statement: PostgreSQL takes 65,535 values, and a table has at most 1,600 columns. */
const AT_ONCE = 40;

/** How often another row is tried where the database refuses one. */
const TRIES = 5;

export interface Inserted {
  rows: Row[];
  /** Why the database refused some, as it said of the last one. */
  refusal?: string;
}

/** Makes rows and keeps them, fewer where there are no more that differ or where the database refuses them. */
export async function insertRows(
  database: NodePgDatabase,
  entity: EntitySeed,
  maker: RowMaker,
  count: number,
): Promise<Inserted> {
  const inserted: Inserted = { rows: [] };
  for (let left = count; left > 0; left -= AT_ONCE) {
    const rows: Row[] = [];
    while (rows.length < Math.min(left, AT_ONCE)) {
      const row = await maker.next();
      if (!row) break;
      rows.push(row);
    }
    if (rows.length === 0) break;
    try {
      inserted.rows.push(...(await insert(database, entity, rows)));
    } catch (error) {
      refusalOf(error);
      for (const row of rows) await insertOne(database, entity, maker, row, inserted);
    }
  }
  return inserted;
}

/** One row; where the database refuses it, others in its place. */
async function insertOne(
  database: NodePgDatabase,
  entity: EntitySeed,
  maker: RowMaker,
  first: Row,
  inserted: Inserted,
): Promise<void> {
  let row: Row | undefined = first;
  for (let tries = 0; row && tries < TRIES; tries += 1) {
    try {
      inserted.rows.push(...(await insert(database, entity, [row])));
      return;
    } catch (error) {
      inserted.refusal = refusalOf(error);
    }
    row = await maker.next();
  }
}

/** In a transaction of its own within the one at hand, so that a refusal undoes nothing else. */
const insert = (database: NodePgDatabase, { table }: EntitySeed, rows: Row[]): Promise<Row[]> =>
  database.transaction((transaction) => transaction.insert(table).values(rows).returning());
