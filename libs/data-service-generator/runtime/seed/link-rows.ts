import type { Faker } from '@faker-js/faker';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { LinkSeed, Row } from './entity-seed.js';
import type { Made } from './row-maker.js';

/** Most links of one row. */
const MOST = 3;

const AT_ONCE = 1_000;

/** Makes the pairs of a many-to-many, and returns how many there are. */
export async function linkRows(
  database: NodePgDatabase,
  { table, own, target }: LinkSeed,
  made: ReadonlyMap<string, Made>,
  faker: Faker,
): Promise<number> {
  const owners = made.get(own.entity)?.rows ?? [];
  const targets = made.get(target.entity)?.rows ?? [];
  const pairs = owners.flatMap((row): Row[] => {
    const others = own.entity === target.entity ? targets.filter((other) => other !== row) : targets;
    return faker.helpers
      .arrayElements(others, { min: 0, max: MOST })
      .map((other) => ({ own: row[own.property], target: other[target.property] }));
  });
  for (let from = 0; from < pairs.length; from += AT_ONCE)
    await database.insert(table).values(pairs.slice(from, from + AT_ONCE));
  return pairs.length;
}
