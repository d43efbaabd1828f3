import type { DatabaseHandle } from '@amplication/database';

/**
 * Runs `work` unless it is running already, on whichever server. The lock belongs to a database connection of its own
 * for as long as the work takes, and ends with it.
 */
export async function onlyOnce(
  pool: DatabaseHandle['pool'],
  name: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const client = await pool.connect();
  try {
    const key = `amplication-server:${name}`;
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [key],
    );
    if (!rows[0]?.locked) return;
    await work().finally(() => client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key]));
  } finally {
    client.release();
  }
}
