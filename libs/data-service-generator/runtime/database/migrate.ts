import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** Any number: processes that start together wait for each other by it. */
const LOCK = 7_306_114;

const RECORDS = 'CREATE TABLE IF NOT EXISTS "_migrations" ("name" text PRIMARY KEY, "sha256" text NOT NULL)';

/** The table of `IdempotencyKeys`: it is no entity's, and so in none of the files. */
const IDEMPOTENCY_TABLE = `CREATE TABLE IF NOT EXISTS "public"."_idempotency_keys" (
  "subject" text NOT NULL,
  "route" text NOT NULL,
  "key" text NOT NULL,
  "request" text NOT NULL,
  "status" smallint,
  "headers" jsonb NOT NULL DEFAULT '{}',
  "body" text,
  "created_at" timestamp with time zone NOT NULL DEFAULT now(),
  PRIMARY KEY ("subject", "route", "key")
);
CREATE INDEX IF NOT EXISTS "_idempotency_keys_created_at_idx" ON "public"."_idempotency_keys" ("created_at");`;

/**
 * Runs the files of `migrations/` in the order of their names, all in one transaction, each once. Refuses a file that
 * has changed since it ran. Returns the names of those that ran.
 */
export async function migrate(databaseUrl: string, folder = 'migrations'): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(RECORDS);
    await client.query(IDEMPOTENCY_TABLE);
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
      throw new Error(`${name} has changed since it ran. Put what is new into a file of its own beside it.`);
    await client.query(sql);
    await client.query('INSERT INTO "_migrations" VALUES ($1, $2)', [name, sha256]);
    ran.push(name);
  }
  return ran;
}
