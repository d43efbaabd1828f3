import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Transaction } from './database';

/**
 * Every advisory lock of the platform, by the first half of its key; the second is a hash of its subject, such as the
 * id of a connection. This is the only place that knows these numbers: two locks with one number would hold up each
 * other, or let two run where one may.
 */
export const ADVISORY_LOCKS = {
  /** The migration of the schema; no subject. */
  migration: 7_306_113,
  /** The outbox relay of a service; subject: its name. */
  outboxRelay: 7_306_114,
  /** The refresh of a connection's tokens; subject: its id. */
  tokenRefresh: 7_306_115,
  /** The connections of a workspace while one is added; subject: the workspace's id. */
  workspaceConnections: 7_306_116,
  /** A duty that one server does at a time; subject: its name. */
  duty: 7_306_117,
  /** The webhook of a repository; subject: the repository's id. */
  webhook: 7_306_118,
  /** The choice of a work branch in a Bitbucket repository; subject: its site and uuid. */
  branchChoice: 7_306_119,
  /** The upgrade of stored models to a newer version of their language; no subject. */
  modelUpgrade: 7_306_120,
} as const;

export type AdvisoryLock = keyof typeof ADVISORY_LOCKS;

type Client = Pick<pg.ClientBase, 'query'>;

/** Waits for the lock and holds it until `unlock` or the end of the client's session. */
export async function lock(client: Client, name: AdvisoryLock, subject = ''): Promise<void> {
  await client.query('select pg_advisory_lock($1, hashtext($2))', [ADVISORY_LOCKS[name], subject]);
}

/** Takes the lock if nobody has it; false if somebody does. */
export async function tryLock(client: Client, name: AdvisoryLock, subject = ''): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1, hashtext($2)) as locked',
    [ADVISORY_LOCKS[name], subject],
  );
  return rows[0]?.locked === true;
}

/** Releases the lock; false if this session did not hold it. */
export async function unlock(client: Client, name: AdvisoryLock, subject = ''): Promise<boolean> {
  const { rows } = await client.query<{ released: boolean }>(
    'select pg_advisory_unlock($1, hashtext($2)) as released',
    [ADVISORY_LOCKS[name], subject],
  );
  return rows[0]?.released === true;
}

/** Waits for the lock and holds it until the transaction ends. */
export async function lockUntilCommit(tx: Transaction, name: AdvisoryLock, subject = ''): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS[name]}, hashtext(${subject}))`);
}

/**
 * Runs `work` unless it is running already, in whichever process. The lock belongs to a connection of its own for as
 * long as the work takes, and falls with the process. Must not be called within a transaction.
 */
export async function runIfFree(
  pool: pg.Pool,
  name: AdvisoryLock,
  subject: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const client = await pool.connect();
  try {
    if (!(await tryLock(client, name, subject))) return;
    await work().finally(() => unlock(client, name, subject));
  } finally {
    client.release();
  }
}
