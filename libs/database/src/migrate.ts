import { pause } from '@amplication/foundation';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { lock } from './advisory-lock';
import { DatabaseClient } from './client';
import { QueryFailure } from './query-failure';
import { databaseOn } from './session';

/** SQLSTATE of a table that does not exist. */
const UNDEFINED_TABLE = '42P01';
const NOT_MIGRATED = 'amplication-server has not migrated it yet';

/** SQL migrations stand beside the bundle of a built service, and in this lib's folder in a checkout. */
function migrationsFolder(): string {
  const besideBundle = join(import.meta.dirname, 'migrations');
  return existsSync(besideBundle) ? besideBundle : join(import.meta.dirname, '../migrations');
}

/** Time stamp of the newest migration that this build of the code knows. */
export function schemaVersion(): number {
  const journal: { entries: { when: number }[] } = JSON.parse(
    readFileSync(join(migrationsFolder(), 'meta/_journal.json'), 'utf8'),
  );
  return Math.max(...journal.entries.map((entry) => entry.when));
}

/** Brings the database to the newest schema. Under an advisory lock, so any number of processes may start at once. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new DatabaseClient({ connectionString: url });
  await client.connect();
  try {
    await lock(client, 'migration');
    await migrate(databaseOn(client), { migrationsFolder: migrationsFolder() });
  } finally {
    await client.end();
  }
}

/**
 * Waits until the database has at least the schema that this code was built with.
 * Calls `onWait` once if it has to wait, and rejects after `timeoutMs` (60 seconds unless given).
 */
export async function waitForSchema(
  url: string,
  options: { onWait?: (reason: string) => void; timeoutMs?: number } = {},
): Promise<void> {
  const wanted = schemaVersion();
  const deadline = Date.now() + (options.timeoutMs ?? 60_000);
  let reported = false;
  for (;;) {
    const state = await readSchemaState(url);
    if (state.version !== null && state.version >= wanted) return;
    if (Date.now() > deadline)
      throw new Error(`The database does not have schema version ${wanted}: ${state.reason}`);
    if (!reported) options.onWait?.(state.reason);
    reported = true;
    await pause(250);
  }
}

async function readSchemaState(url: string): Promise<{ version: number | null; reason: string }> {
  const client = new DatabaseClient({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const result = await client.query<{ version: string | null }>(
      'select max(created_at) as version from drizzle.__drizzle_migrations',
    );
    const version = result.rows[0]?.version;
    return {
      version: version == null ? null : Number(version),
      reason: NOT_MIGRATED,
    };
  } catch (error) {
    if (error instanceof QueryFailure && error.code === UNDEFINED_TABLE)
      return { version: null, reason: NOT_MIGRATED };
    return { version: null, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await client.end().catch(() => undefined);
  }
}
