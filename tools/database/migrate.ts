import { migrateDatabase } from '@amplication/database';
import { DatabaseEnv, loadConfig } from '@amplication/service-kit';
import { readCommandLine } from '../command/command-line';

/**
 * `npm run db:migrate`: brings the database of DATABASE_URL to the newest schema. Reads the variable as
 * amplication-server does, which also migrates at its start: this is for those who want it done before. Stored models
 * are upgraded by the server alone, whose rules they follow.
 */
readCommandLine({
  name: 'npm run db:migrate',
  help: 'Brings the database of DATABASE_URL to the newest schema.',
});
try {
  const { DATABASE_URL } = loadConfig(DatabaseEnv, { app: 'amplication-server' });
  await migrateDatabase(DATABASE_URL);
  console.log('The database has the newest schema.');
} catch (error) {
  console.error(
    `The database could not be migrated: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
