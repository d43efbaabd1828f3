import { createTestDatabase } from '@amplication/testing';
import pg from 'pg';
import {
  CATALOGUE_QUERY,
  type DatabaseSchema,
  readCatalogue,
  type UnreadPart,
  writeStatements,
} from '../src/index';

/** Runs statements in a database of their own, one after the other, and says what is there then. */
export async function databaseWith(
  statements: readonly string[],
): Promise<{ schema: DatabaseSchema; unread: UnreadPart[] }> {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (const statement of statements) await run(client, statement);
    return readCatalogue(await catalogueOf(client));
  } finally {
    await client.end();
    await database.drop();
  }
}

/** What PostgreSQL makes of a schema on an empty database. */
export const made = async (schema: DatabaseSchema) => databaseWith(writeStatements(schema));

async function catalogueOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ catalogue: string }>(CATALOGUE_QUERY);
  return rows[0]?.catalogue ?? '';
}

async function run(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    throw new Error(`PostgreSQL refuses this: ${String(error)}\n${statement}`, { cause: error });
  }
}
