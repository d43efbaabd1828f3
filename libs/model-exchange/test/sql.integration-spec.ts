import { CATALOGUE_QUERY, type DatabaseSchema, readCatalogue } from '@amplication/postgres-schema';
import { createTestDatabase } from '@amplication/testing';
import pg from 'pg';
import { readPostgres, readSql, writeModelSql } from '../src/index';
import { readDdl } from '../src/sql/read-ddl';
import { WHOLE } from '../src/sql/testing/databases.fixture';

/** What the query answers in a database that was empty before the SQL ran. */
async function catalogueAfter(sql: string): Promise<string> {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(sql.replace(/^\\.*$/gm, '').replace(/^(?:ALTER \w+ \S+ OWNER|GRANT) .*$/gm, ''));
    const { rows } = await client.query<{ catalogue: string }>(CATALOGUE_QUERY);
    return rows[0]?.catalogue ?? '';
  } finally {
    await client.end();
    await database.drop();
  }
}

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);

/** What a catalogue holds, in an order of its own. */
function contentOf(catalogue: string): DatabaseSchema {
  const { schema, unread } = readCatalogue(catalogue);
  expect(unread).toEqual([]);
  const tables = schema.tables.map((table) => ({
    ...table,
    uniques: table.uniques.toSorted(byName),
    checks: table.checks.toSorted(byName),
    foreignKeys: table.foreignKeys.toSorted(byName),
    indexes: table.indexes.toSorted(byName),
  }));
  return {
    extensions: schema.extensions.toSorted(),
    enums: schema.enums.toSorted(byName),
    sequences: schema.sequences.toSorted(byName),
    tables: tables.toSorted(byName),
  };
}

describe.each(Object.entries(WHOLE))('%s', (_name, sql) => {
  it('makes the database that its model makes, and a model is the same by either way', async () => {
    const original = await catalogueAfter(sql);
    const bySql = await readSql(sql);
    expect(bySql.losses).toEqual([]);
    const again = await catalogueAfter(writeModelSql(bySql.model));
    expect(contentOf(again)).toEqual(contentOf(original));
    const byCatalogue = await readPostgres(original);
    expect(byCatalogue.losses).toEqual([]);
    const third = await catalogueAfter(writeModelSql(byCatalogue.model));
    expect(contentOf(third)).toEqual(contentOf(original));
  });

  it('is read with the names that PostgreSQL chooses', async () => {
    const { schema } = await readDdl(sql);
    const content = contentOf(await catalogueAfter(sql));
    const names = ({ tables, sequences, enums }: DatabaseSchema) => ({
      sequences: sequences.toSorted(byName),
      enums: enums.toSorted(byName),
      tables: tables.toSorted(byName).map((table) => ({
        name: table.name,
        columns: table.columns.map(({ name, type, notNull }) => ({ name, type, notNull })),
        key: table.primaryKey,
        uniques: table.uniques.toSorted(byName),
        checks: table.checks.map(({ name }) => name).toSorted(),
        foreignKeys: table.foreignKeys.toSorted(byName),
        indexes: table.indexes.map(({ name }) => name).toSorted(),
      })),
    });
    expect(names(schema)).toEqual(names(content));
  });
});
