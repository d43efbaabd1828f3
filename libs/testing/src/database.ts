import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** Connection URL of an empty database; migrate it with `migrateDatabase(url)`. */
  readonly url: string;
  /** Ends its connections and removes it. */
  drop(): Promise<void>;
}

/** Creates an empty database with a name of its own on the server of TEST_DATABASE_URL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = testServer('TEST_DATABASE_URL');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(admin, `create database ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(admin, `drop database if exists ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of a server that integration tests need. */
export function testServer(variable: 'TEST_DATABASE_URL' | 'KAFKA_BROKERS'): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests through \`npm test\`, or set it.`);
  return value;
}
