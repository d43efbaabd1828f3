import { createTestDatabase, type TestDatabase } from '@amplication/testing';
import { sql } from 'drizzle-orm';
import { createDatabase, type DatabaseHandle } from '../src';

const SECOND = 'A second connection of the pool was asked for within a transaction';

let testDatabase: TestDatabase;
let database: DatabaseHandle;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, { max: 2 });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const one = sql`select 1 as one`;

describe('within a transaction', () => {
  it.each([
    ['a query', () => database.db.execute(one)],
    ['a query of the pool', () => database.pool.query('select 1')],
    ['a connection', () => database.pool.connect()],
    ['another transaction', () => database.db.transaction((tx) => tx.execute(one))],
  ])('%s on a second connection is refused', async (_what, ask) => {
    const asked = database.db.transaction(async (tx) => {
      await tx.execute(one);
      await ask();
    });
    const error: unknown = await asked.catch((failed: unknown) => failed);
    const texts = [error, error instanceof Error && error.cause].map(String);
    expect(texts.join()).toContain(SECOND);
  });

  it('its own queries and savepoints are free', async () => {
    const { rows } = await database.db.transaction((tx) => tx.transaction((inner) => inner.execute(one)));
    expect(rows).toEqual([{ one: 1 }]);
  });
});

it('after a transaction, and beside one, connections are free', async () => {
  await database.db.transaction((tx) => tx.execute(one));
  await Promise.all([database.db.transaction((tx) => tx.execute(one)), database.db.execute(one)]);
  await expect(database.db.transaction(() => Promise.reject(new Error('rolled back')))).rejects.toThrow(
    'rolled back',
  );
  await database.db.execute(one);
});
