import { jest } from '@jest/globals';
import { createTestDatabase, startTcpProxy, type TestDatabase, waitFor } from '@amplication/testing';
import { sql } from 'drizzle-orm';
import { createDatabase, type DatabaseHandle, isTransientDatabaseError, listen, WakeUp } from '../src';

jest.setTimeout(60_000);

let database: TestDatabase;
let handle: DatabaseHandle;
beforeAll(async () => {
  database = await createTestDatabase();
  handle = createDatabase(database.url);
});
afterAll(async () => {
  await handle.close();
  await database.drop();
});

const notify = (channel: string, payload: string) =>
  handle.db.execute(sql`select pg_notify(${channel}, ${payload})`);

describe('listening', () => {
  it('hears what is notified, and again after the server was away', async () => {
    const url = new URL(database.url);
    const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.hostname = proxy.host;
    url.port = String(proxy.port);
    const heard: string[] = [];
    let connections = 0;
    let losses = 0;
    const listening = listen({
      url: url.href,
      channel: 'Odd "name"',
      onNotification: (payload) => heard.push(payload),
      onConnected: () => connections++,
      onLost: () => losses++,
    });
    await waitFor(() => connections === 1);
    await notify('Odd "name"', 'first');
    await waitFor(() => heard.length === 1);
    proxy.cut();
    await waitFor(() => losses > 0);
    proxy.restore();
    await waitFor(() => connections === 2);
    await notify('Odd "name"', 'second');
    await waitFor(() => heard.length === 2);
    expect(heard).toEqual(['first', 'second']);
    await listening.close();
    await proxy.close();
  });

  it('can be ended while the server is away', async () => {
    const listening = listen({
      url: 'postgresql://127.0.0.1:1/none',
      channel: 'c',
      onNotification: () => undefined,
    });
    await listening.close();
  });
});

describe('a wake-up', () => {
  it('ends a wait when its channel is notified with a payload that is wanted', async () => {
    const wakeUp = new WakeUp({ url: database.url, channel: 'wake', wants: (payload) => payload === 'mine' });
    await wakeUp.wait(600_000); // connected
    let woken = false;
    const waiting = wakeUp.wait(600_000).then(() => (woken = true));
    await notify('wake', 'not mine');
    await handle.db.execute(sql`select 1`);
    expect(woken).toBe(false);
    await notify('wake', 'mine');
    await waiting;
    await wakeUp.close();
  });

  it('that comes while nobody waits is kept, and without any the poll ends the wait', async () => {
    const wakeUp = new WakeUp({ url: database.url, channel: 'wake' });
    await wakeUp.wait(600_000); // connected
    wakeUp.wake();
    await wakeUp.wait(600_000);
    await wakeUp.wait(1);
    await wakeUp.close();
  });
});

describe('an error of the database', () => {
  const failure = (attempt: Promise<unknown>) =>
    attempt.then(
      () => null,
      (error: unknown) => error,
    );

  it('passes by itself if the server is away or the connection was cut', async () => {
    const away = createDatabase('postgresql://127.0.0.1:1/none');
    expect(isTransientDatabaseError(await failure(away.db.execute(sql`select 1`)))).toBe(true);
    await away.close();
    const cut = await failure(handle.db.execute(sql`select pg_terminate_backend(pg_backend_pid())`));
    expect(isTransientDatabaseError(cut)).toBe(true);
  });

  it('in the middle of a transaction rejects the next statement and leaves the process alive', async () => {
    const other = createDatabase(database.url, { max: 1 });
    const broken = await failure(
      handle.db.transaction(async (tx) => {
        const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await other.db.execute(sql`select pg_terminate_backend(${rows[0]?.pid})`);
        await waitFor(async () => {
          const left = await other.db.execute(
            sql`select 1 from pg_stat_activity where pid = ${rows[0]?.pid}`,
          );
          return left.rows.length === 0;
        });
        await tx.execute(sql`select 1`);
      }),
    );
    expect(isTransientDatabaseError(broken)).toBe(true);
    await handle.db.execute(sql`select 1`);
    await other.close();
  });

  it('does not pass by itself if the statement is wrong', async () => {
    for (const statement of ['select 1/0', 'select * from absent', `select '\\u0000'::jsonb`, 'nonsense']) {
      const error = await failure(handle.db.execute(sql.raw(statement)));
      expect(error).toBeInstanceOf(Error);
      expect(isTransientDatabaseError(error)).toBe(false);
    }
    for (const other of [null, 'text', new Error('x'), new Error('a', { cause: 'b' })])
      expect(isTransientDatabaseError(other)).toBe(false);
  });
});
