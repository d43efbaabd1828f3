import {
  CATALOGUE_QUERY,
  type Column,
  type DatabaseSchema,
  readCatalogue,
  schemaOf,
  writeSql,
} from '@amplication/postgres-schema';
import { createTestDatabase, proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import pg from 'pg';
import { readPrisma } from '../src/index';
import { prismaScript, randomPrismaSchema } from '../src/testing/index';

/** What is in an empty database after a script. */
async function after(script: string): Promise<DatabaseSchema> {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(script);
    const { rows } = await client.query<{ catalogue: string }>(CATALOGUE_QUERY);
    const { schema, unread } = readCatalogue(rows[0]?.catalogue ?? '');
    expect(unread).toEqual([]);
    return schema;
  } finally {
    await client.end();
    await database.drop();
  }
}

/** The same, whatever the order in which things were made; only that of columns means something. */
const sorted = ({ tables, enums, sequences, extensions }: DatabaseSchema) => ({
  extensions,
  enums: byName(enums),
  sequences: byName(sequences),
  tables: byName(tables).map((table) => ({
    ...table,
    comment: '',
    columns: table.columns.map(plain),
    uniques: byName(table.uniques),
    checks: byName(table.checks),
    foreignKeys: byName(table.foreignKeys),
    indexes: byName(table.indexes),
  })),
});

/** Prisma makes no comments, and writes the time of now otherwise. */
const plain = (column: Column): Column => ({
  ...column,
  comment: '',
  default: column.default === 'CURRENT_TIMESTAMP' ? 'now()' : column.default,
});

const byName = <T extends { name: string; schema?: string }>(things: readonly T[]): T[] => {
  const key = ({ schema = '', name }: T) => `${schema} ${name}`;
  return [...things].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

describe('any schema of Prisma that a model can say', () => {
  it("makes the same database by Prisma's engine and by its model", async () => {
    await fc.assert(
      fc.asyncProperty(randomPrismaSchema, async (schema) => {
        const { model, losses } = await readPrisma(schema);
        expect(losses).toEqual([]);
        expect(sorted(await after(writeSql(schemaOf(model))))).toEqual(
          sorted(await after(await prismaScript(schema))),
        );
      }),
      { numRuns: proofRuns({ sample: 30, whole: 1_000 }) },
    );
  }, 600_000);
});
