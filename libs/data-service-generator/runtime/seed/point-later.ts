import type { Faker } from '@faker-js/faker';
import { and, eq, getTableColumns } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { EntitySeed, RelationSeed, Row, SeedPlan } from './entity-seed.js';
import { refusalOf } from './refusal.js';
import type { Made } from './row-maker.js';
import { Taken } from './taken.js';

/** The relations that may point at rows which are made after those that hold the key. */
export function laterRelations({ entities }: SeedPlan, entity: EntitySeed): RelationSeed[] {
  const later = new Set(entities.slice(entities.indexOf(entity)).map(({ name }) => name));
  return entity.relations.filter(({ to, required }) => !required && later.has(to));
}

/** Fills what could not point at anything when its row was made. */
export async function pointLater(
  database: NodePgDatabase,
  plan: SeedPlan,
  made: ReadonlyMap<string, Made>,
  faker: Faker,
): Promise<void> {
  for (const entity of plan.entities) {
    const rows = made.get(entity.name)?.rows ?? [];
    if (entity.key.length === 0) continue;
    for (const relation of laterRelations(plan, entity).filter(({ to }) => to !== entity.name)) {
      const taken = new Taken(
        entity.uniques.filter((unique) => relation.columns.some(({ own }) => unique.includes(own))),
      );
      for (const row of rows) {
        const values = chosen(relation, row, made.get(relation.to)?.rows ?? [], faker);
        if (values && taken.add({ ...row, ...values })) await update(database, entity, row, values);
      }
    }
  }
}

/** The values of the columns of a relation, of a row that fits to what the row has already. */
function chosen({ columns }: RelationSeed, row: Row, others: readonly Row[], faker: Faker): Row | undefined {
  const fitting = others.filter((other) =>
    columns.every(({ own, other: theirs }) => {
      const isFree = row[own] === null || row[own] === undefined;
      return other[theirs] !== null && (isFree || row[own] === other[theirs]);
    }),
  );
  if (fitting.length === 0 || !faker.datatype.boolean({ probability: 0.8 })) return undefined;
  const other = faker.helpers.arrayElement(fitting);
  return Object.fromEntries(columns.map(({ own, other: theirs }) => [own, other[theirs]]));
}

async function update(database: NodePgDatabase, entity: EntitySeed, row: Row, values: Row): Promise<void> {
  const columns = getTableColumns(entity.table);
  // What is written with each change stays as it was made.
  const kept = Object.entries(columns).flatMap(([name, { onUpdateFn }]) =>
    onUpdateFn ? [[name, row[name]] as const] : [],
  );
  const key = entity.key.flatMap((name) => {
    const column = columns[name];
    return column ? [eq(column, row[name])] : [];
  });
  try {
    await database.transaction((transaction) =>
      transaction
        .update(entity.table)
        .set({ ...Object.fromEntries<unknown>(kept), ...values })
        .where(and(...key)),
    );
  } catch (error) {
    refusalOf(error);
  }
}
