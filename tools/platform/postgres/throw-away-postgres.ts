import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../process/ports';
import { startPostgres } from './start-postgres';

/** A PostgreSQL on a free port, in a folder that goes when it is stopped. */
export async function startThrowAwayPostgres(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'amplication-postgres-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  try {
    const postgres = await startPostgres({
      dataDir,
      logDir: join(dataDir, 'logs'),
      reset: false,
      throwAway: true,
      report: () => undefined,
      port: await freePort(),
    });
    const stop = async () => {
      await postgres.stop();
      remove();
    };
    return { adminUrl: postgres.adminUrl, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
