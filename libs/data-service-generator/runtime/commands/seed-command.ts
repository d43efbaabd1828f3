import { parseArgs } from 'node:util';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { readDatabaseUrl } from '../config/database.config.js';
import { loadEnvFile } from '../config/env-file.js';
import { ConfigError, SettingsReader } from '../config/settings-reader.js';
import { type SeedPlan, SeedProblem } from '../seed/entity-seed.js';
import type { SeedOptions } from '../seed/seed-database.js';

const USAGE = `Usage: npm run seed -- [--rows 20] [--reset]

Fills the database with made-up rows, the same ones each time.

  --rows <number>  How many of each entity, from 1 to 10000 (20).
  --reset          Deletes all rows of the service first.
  --help           Prints this.`;

const MOST_ROWS = 10_000;

/** What was typed; nothing where it is not understood. */
export function readOptions(args: readonly string[]): (SeedOptions & { help: boolean }) | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { rows: { type: 'string' }, reset: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    const { rows = '20', reset = false, help = false } = values;
    const isNumber = /^[1-9]\d*$/.test(rows) && Number(rows) <= MOST_ROWS;
    return isNumber ? { rows: Number(rows), reset, help } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * `npm run seed`. The plan is loaded once it is known that this is no production: the libraries that it needs are not
 * installed there.
 */
export async function seedCommand(load: () => Promise<{ PLAN: SeedPlan }>): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return end(USAGE, 2);
  if (options.help) return end(USAGE, 0);
  loadEnvFile();
  if (process.env['NODE_ENV'] === 'production')
    return end('Made-up rows do not belong in production: NODE_ENV says that this is one.', 1);
  try {
    end((await seed(load, options)).join('\n'), 0);
  } catch (error) {
    if (error instanceof SeedProblem || error instanceof ConfigError) return end(error.message, 1);
    throw error;
  }
}

async function seed(load: () => Promise<{ PLAN: SeedPlan }>, options: SeedOptions): Promise<string[]> {
  const settings = new SettingsReader(process.env);
  const connectionString = readDatabaseUrl(settings);
  settings.end();
  const pool = new Pool({ connectionString, max: 1 });
  try {
    const [{ seedDatabase }, { PLAN }] = await Promise.all([import('../seed/seed-database.js'), load()]);
    return await seedDatabase(drizzle(pool), PLAN, options);
  } finally {
    await pool.end();
  }
}

function end(message: string, exitCode: 0 | 1 | 2): void {
  if (exitCode === 0) console.log(message);
  else console.error(message);
  process.exitCode = exitCode;
}
