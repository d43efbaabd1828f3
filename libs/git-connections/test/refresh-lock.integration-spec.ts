import { newId } from '@amplication/contracts';
import { createDatabase, type Database, type DatabaseHandle, lock, unlock } from '@amplication/database';
import { createTestDatabase, type TestDatabase, waitFor } from '@amplication/testing';
import { sql } from 'drizzle-orm';
import { underRefreshLock } from '../src/tokens/refresh-lock';
import { failure } from './harness';

let testDatabase: TestDatabase;
/** A process with one session, so that whoever comes next meets the session as it was left. */
let database: DatabaseHandle;
let other: DatabaseHandle;
beforeAll(async () => (testDatabase = await createTestDatabase()), 60_000);
afterAll(() => testDatabase?.drop());
beforeEach(() => {
  database = createDatabase(testDatabase.url, { max: 1 });
  other = createDatabase(testDatabase.url);
});
afterEach(() => Promise.all([database.close(), other.close()]));

const sessionOf = async (db: Database) => {
  const { rows } = await db.execute<{ pid: number; lock_timeout: string }>(
    sql`select pg_backend_pid() as pid, current_setting('lock_timeout') as lock_timeout`,
  );
  return rows[0];
};
/** Sessions that hold an advisory lock. */
const holders = async () => {
  const { rows } = await other.pool.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and granted
     and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.map(({ pid }) => pid);
};

it('gives the session that holds the lock, and leaves it for others as it was', async () => {
  const before = await sessionOf(database.db);
  const result = await underRefreshLock(database, newId(), 1_500, async (db) => {
    expect(await sessionOf(db)).toEqual({ pid: before?.pid, lock_timeout: '1500ms' });
    expect(await holders()).toEqual([before?.pid]);
    return 'done';
  });
  expect(result).toBe('done');
  expect(await sessionOf(database.db)).toEqual({ pid: before?.pid, lock_timeout: '0' });
  expect(await holders()).toEqual([]);
});

it('passes on what failed under it, and leaves the session as it was', async () => {
  const before = await sessionOf(database.db);
  const reason = new Error('Bitbucket did not answer.');
  const failed = underRefreshLock(database, newId(), 1_000, () => Promise.reject(reason));
  expect(await failure(failed)).toBe(reason);
  expect(await sessionOf(database.db)).toEqual({ pid: before?.pid, lock_timeout: '0' });
  expect(await holders()).toEqual([]);
});

it('lets one process at a time refresh a connection, and others refresh other ones', async () => {
  const id = newId();
  const order: string[] = [];
  let next: Promise<unknown> = Promise.resolve();
  await underRefreshLock(database, id, 10_000, async () => {
    await underRefreshLock(other, newId(), 10_000, () => Promise.resolve(order.push('another connection')));
    next = underRefreshLock(other, id, 10_000, () => Promise.resolve(order.push('the same connection')));
    await waitFor(async () => {
      const { rows } = await other.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
    order.push('done');
  });
  await next;
  expect(order).toEqual(['another connection', 'done', 'the same connection']);
});

it('is not waited for longer than allowed: a session whose limit is set is not used again', async () => {
  const before = await sessionOf(database.db);
  const id = newId();
  const holder = await other.pool.connect();
  try {
    await lock(holder, 'tokenRefresh', id);
    const work = () => Promise.reject(new Error('It must not begin.'));
    expect(await failure(underRefreshLock(database, id, 50, work))).toMatchObject({
      code: 'BITBUCKET_UNREACHABLE',
      action: 'retry',
      message: 'Another process is still renewing the connection.',
      cause: { code: '55P03' },
    });
    await unlock(holder, 'tokenRefresh', id);
  } finally {
    holder.release();
  }
  const after = await sessionOf(database.db);
  expect(after?.lock_timeout).toBe('0');
  expect(after?.pid).not.toBe(before?.pid);
});

it('that was lost with its session takes nothing from what was done, and the session is not used again', async () => {
  const before = await sessionOf(database.db);
  const result = await underRefreshLock(database, newId(), 1_000, async () => {
    await other.pool.query('select pg_terminate_backend($1)', [before?.pid]);
    await waitFor(async () => (await holders()).length === 0);
    return 'stored by another session';
  });
  expect(result).toBe('stored by another session');
  expect((await sessionOf(database.db))?.pid).not.toBe(before?.pid);
});

it('that somebody has released meanwhile: the session is not used again, since nobody knows its state', async () => {
  const before = await sessionOf(database.db);
  await underRefreshLock(database, newId(), 1_000, (db) => db.execute(sql`select pg_advisory_unlock_all()`));
  expect((await sessionOf(database.db))?.pid).not.toBe(before?.pid);
});

it('says nothing of another process when something else is wrong with the database', async () => {
  const failed = underRefreshLock(database, newId(), 1_000, (db) => db.execute(sql`select 1 / 0`));
  expect(await failure(failed)).not.toHaveProperty('action');
});
