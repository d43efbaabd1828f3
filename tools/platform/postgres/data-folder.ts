import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReachable } from './reachable';
import type { SystemUser } from './system-user';

/**
 * The folder of the database's files: `<dataDir>/postgres`, or, when the user that runs PostgreSQL may not enter that,
 * one of a name that depends on `dataDir` in the system's temporary folder: the same at each start.
 */
export function postgresDataFolder(dataDir: string, user: SystemUser | null): string {
  if (user === null || isReachable(dataDir, user)) return join(dataDir, 'postgres');
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return join(tmpdir(), `amplication-postgres-${name}`);
}
