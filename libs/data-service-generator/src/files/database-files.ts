import { file, type GeneratedFile } from '../render/generated-file';
import { COLUMNS } from './texts/columns-file';
import { ERROR_FILTER, ERROR_FILTER_TEST } from './texts/error-filter-file';
import { QUERY_FAILURE, QUERY_FAILURE_TEST } from './texts/query-failure-file';
import { healthFiles } from './health-files';

/** Connection, migrations and errors of PostgreSQL; the health of the service depends on it. */
export function databaseFiles(): GeneratedFile[] {
  return [
    file('src/database/columns.ts', COLUMNS),
    file('src/database/database.ts', DATABASE),
    file('src/database/database.module.ts', DATABASE_MODULE),
    file('src/database/database-error.filter.ts', ERROR_FILTER),
    file('src/database/database-error.filter.test.ts', ERROR_FILTER_TEST),
    file('src/database/migrate.ts', MIGRATE),
    file('src/database/public-schema.ts', PUBLIC_SCHEMA),
    file('src/database/query-failure.ts', QUERY_FAILURE),
    file('src/database/query-failure.test.ts', QUERY_FAILURE_TEST),
    ...healthFiles(),
  ];
}

const DATABASE = `import type { NodePgDatabase } from 'drizzle-orm/node-postgres';

/** Injects the {@link Database}. */
export const DATABASE = Symbol('database');

export type Database = NodePgDatabase;
`;

const PUBLIC_SCHEMA = `import { PgSchema } from 'drizzle-orm/pg-core';

/**
 * The schema \`public\`, by its name. A table without one is looked for along the search path of the connection, in
 * which PostgreSQL's own tables, such as \`pg_user\`, come first.
 */
export const publicSchema = new PgSchema('public');
`;

const DATABASE_MODULE = `import { Global, Logger, Module, OnApplicationShutdown } from '@nestjs/common';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool, types } from 'pg';
import { readConfig } from '../config';
import { DATABASE } from './database';

/** Types that the driver would turn into objects, by their numbers in PostgreSQL: points and circles are texts here. */
const SHOWN_AS_TEXT = [600, 718, 1017];

/** One pool of connections for the whole service. */
@Global()
@Module({
  providers: [
    { provide: Pool, useFactory: () => new Pool({ connectionString: readConfig().databaseUrl }) },
    { provide: DATABASE, useFactory: (pool: Pool) => drizzle(pool), inject: [Pool] },
  ],
  exports: [DATABASE],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly pool: Pool) {
    for (const type of SHOWN_AS_TEXT) types.setTypeParser(type, (text: string) => text);
    // The pool replaces an idle connection that breaks; without a listener the error would end the process.
    pool.on('error', (error) => Logger.warn(error.message, DatabaseModule.name));
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }
}
`;

const MIGRATE = `import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** Any number: processes that start together wait for each other by it. */
const LOCK = 7_306_114;

const RECORDS = 'CREATE TABLE IF NOT EXISTS "_migrations" ("name" text PRIMARY KEY, "sha256" text NOT NULL)';

/**
 * Runs the files of \`migrations/\` in the order of their names, all in one transaction, each once. Refuses a file that
 * has changed since it ran. Returns the names of those that ran.
 */
export async function migrate(databaseUrl: string, folder = 'migrations'): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(RECORDS);
    const ran = await runNew(client, folder);
    await client.query('COMMIT');
    return ran;
  } finally {
    await client.end();
  }
}

async function runNew(client: Client, folder: string): Promise<string[]> {
  const known = await client.query<{ name: string; sha256: string }>('SELECT * FROM "_migrations"');
  const hashes = new Map(known.rows.map((row) => [row.name, row.sha256]));
  const ran: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
    const sql = await readFile(join(folder, name), 'utf8');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    const before = hashes.get(name);
    if (before === sha256) continue;
    if (before !== undefined)
      throw new Error(\`\${name} has changed since it ran. Put what is new into a file of its own beside it.\`);
    await client.query(sql);
    await client.query('INSERT INTO "_migrations" VALUES ($1, $2)', [name, sha256]);
    ran.push(name);
  }
  return ran;
}
`;
