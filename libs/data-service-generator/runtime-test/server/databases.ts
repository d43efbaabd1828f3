import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../runtime/database/migrate.js';

/** Where test files find the server and the database that theirs are made from. */
const SERVER = 'TEST_SERVER_URL';
const TEMPLATE = 'TEST_TEMPLATE';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes the database that those of the test files are copied from, and says in the environment where it is. */
export async function makeTemplate(serverUrl: string): Promise<TestDatabase> {
  const name = newName();
  // Text is put in order by its characters alone, whatever the server prefers.
  await onServer(
    serverUrl,
    `CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`,
  );
  const database = databaseOn(serverUrl, name);
  try {
    await migrate(database.url);
  } catch (error) {
    await database.drop();
    throw error;
  }
  process.env[SERVER] = serverUrl;
  process.env[TEMPLATE] = name;
  return database;
}

/** A database of its own for a test file, with the tables of the service. */
export async function makeDatabase(): Promise<TestDatabase> {
  const { [SERVER]: serverUrl, [TEMPLATE]: template } = process.env;
  if (serverUrl === undefined || template === undefined)
    throw new Error(
      'The tests need a database: run them with `npm test`, or some of them with `npm test -- orders`.',
    );
  const name = newName();
  await onServer(serverUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  return databaseOn(serverUrl, name);
}

const newName = () => `test_${randomUUID().replaceAll('-', '')}`;

function databaseOn(serverUrl: string, name: string): TestDatabase {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  // What a test writes need not outlive a power cut.
  url.searchParams.set('options', '-c synchronous_commit=off');
  return { url: url.href, drop: () => onServer(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
