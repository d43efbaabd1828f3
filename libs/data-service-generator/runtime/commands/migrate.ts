import { loadEnvFile } from '../config/env-file.js';
import { readDatabaseUrl } from '../config/database.config.js';
import { SettingsReader } from '../config/settings-reader.js';
import { migrate } from '../database/migrate.js';

/** Brings the database to what the files of `migrations/` say. */
async function main(): Promise<void> {
  loadEnvFile();
  const settings = new SettingsReader(process.env);
  const url = readDatabaseUrl(settings);
  settings.end();
  const names = await migrate(url);
  console.log(names.length === 0 ? 'The database is up to date.' : `Ran ${names.join(', ')}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
