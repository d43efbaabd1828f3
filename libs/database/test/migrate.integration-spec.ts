import { jest } from '@jest/globals';
import { createTestDatabase, startProcess, type TestDatabase } from '@amplication/testing';
import pg from 'pg';
import { fileURLToPath } from 'node:url';
import { migrateDatabase, schemaVersion, waitForSchema } from '../src';

jest.setTimeout(60_000);

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const applied = () =>
  query<{ count: string }>('select count(*) from drizzle.__drizzle_migrations').then((rows) =>
    Number(rows[0]?.count),
  );

describe('migrating', () => {
  it('makes a schema for each owner, and does nothing the second time', async () => {
    await migrateDatabase(database.url);
    const first = await applied();
    await query(`insert into server.workspace (id, name) values (gen_random_uuid(), 'kept')`);
    await migrateDatabase(database.url);
    expect(await applied()).toBe(first);
    expect(await query('select name from server.workspace')).toEqual([{ name: 'kept' }]);
    const schemas = await query<{ name: string }>(
      `select distinct table_schema as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema', 'drizzle') order by 1`,
    );
    expect(schemas.map(({ name }) => name)).toEqual([
      'build_manager',
      'connections',
      'git_pull_request',
      'messaging',
      'server',
    ]);
  });

  it('may be started by many at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(database.url)));
    expect(await applied()).toBeGreaterThan(0);
    await waitForSchema(database.url, { timeoutMs: 0 });
  });

  it('may be started by several processes at once', async () => {
    const script = fileURLToPath(new URL('migrate-once.ts', import.meta.url));
    const cwd = fileURLToPath(new URL('../../..', import.meta.url));
    const children = await Promise.all(
      [1, 2, 3].map(() =>
        startProcess({
          command: process.execPath,
          args: ['--import', 'tsx', script],
          cwd,
          env: { DATABASE_URL: database.url },
          until: (line) => line === 'migrated' && line,
        }),
      ),
    );
    expect(await Promise.all(children.map(({ exited }) => exited))).toEqual([0, 0, 0]);
    await waitForSchema(database.url, { timeoutMs: 0 });
  });

  it('reports a server that cannot be reached', async () => {
    await expect(migrateDatabase('postgresql://127.0.0.1:1/none')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('waiting for the schema', () => {
  it('says once that it waits and for what, and ends when the schema is there', async () => {
    const reasons: string[] = [];
    let waiting = (_: void) => undefined as void;
    const begun = new Promise<void>((resolve) => (waiting = resolve));
    const waited = waitForSchema(database.url, {
      onWait: (reason) => {
        reasons.push(reason);
        waiting();
      },
    });
    await begun;
    await migrateDatabase(database.url);
    await waited;
    expect(reasons).toEqual(['amplication-server has not migrated it yet']);
  });

  it('gives up with the reason: not migrated', async () => {
    await expect(waitForSchema(database.url, { timeoutMs: 0 })).rejects.toThrow(
      `The database does not have schema version ${schemaVersion()}: amplication-server has not migrated it yet`,
    );
  });

  it('gives up with the reason: migrated by an older version', async () => {
    await migrateDatabase(database.url);
    await query('update drizzle.__drizzle_migrations set created_at = 1');
    await expect(waitForSchema(database.url, { timeoutMs: 0 })).rejects.toThrow('has not migrated it yet');
  });

  it('gives up with the reason: not reachable', async () => {
    await expect(waitForSchema('postgresql://127.0.0.1:1/none', { timeoutMs: 0 })).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});
