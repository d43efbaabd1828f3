import { DomainError } from '@amplication/contracts';
import { type Database, type DatabaseHandle, databaseOn, lock, unlock } from '@amplication/database';
import { isRecord } from '@amplication/foundation';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs `work` while this process alone, of all processes, refreshes the connection. The lock belongs to one database
 * session, so it falls with the process that holds it; `work` gets that session and commits each of its statements at
 * once, which a row lock would not allow.
 */
export async function underRefreshLock<Result>(
  database: DatabaseHandle,
  connectionId: string,
  waitMs: number,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const client = await database.pool.connect();
  // A session that breaks while it is idle in `work` is met by the next statement; unheard it would end the process.
  const ignore = () => undefined;
  client.on('error', ignore);
  let isClean = false;
  try {
    await client.query(`select set_config('lock_timeout', $1, false)`, [`${waitMs}ms`]);
    await lock(client, 'tokenRefresh', connectionId);
    try {
      return await work(databaseOn(client));
    } finally {
      // A session that broke has lost its lock, and what `work` has done in another one stays done.
      isClean = await clean(client, connectionId).catch(() => false);
    }
  } catch (error) {
    if (isRecord(error) && error.code === LOCK_NOT_AVAILABLE)
      throw new DomainError('BITBUCKET_UNREACHABLE', 'Another process is still renewing the connection.', {
        cause: error,
      });
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(!isClean);
  }
}

type Client = Parameters<typeof unlock>[0];

/** Leaves the session as it was found; false where it held no lock. */
async function clean(client: Client, connectionId: string): Promise<boolean> {
  const isUnlocked = await unlock(client, 'tokenRefresh', connectionId);
  await client.query(`select set_config('lock_timeout', '0', false)`);
  return isUnlocked;
}
