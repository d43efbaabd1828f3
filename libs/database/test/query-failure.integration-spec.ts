import { inspect } from 'node:util';
import { createTestDatabase, type TestDatabase } from '@amplication/testing';
import { sql } from 'drizzle-orm';
import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import {
  createDatabase,
  DatabaseClient,
  type DatabaseHandle,
  databaseOn,
  isUniqueViolation,
  QueryFailure,
} from '../src';

const SECRET = 'sentinel-7f3a';
const person = pgTable('person', {
  id: uuid(),
  email: text(),
  more: jsonb(),
});
const row = { id: '018f0000-0000-7000-8000-000000000001', email: `${SECRET}@example.com` };

let database: TestDatabase;
let handle: DatabaseHandle;
beforeAll(async () => {
  database = await createTestDatabase();
  handle = createDatabase(database.url);
  await handle.pool.query(
    `create table person (id uuid primary key, email text constraint person_email unique
       constraint short check (length(email) < 60), more jsonb)`,
  );
  await handle.db.insert(person).values(row);
});
afterAll(async () => {
  await handle.close();
  await database.drop();
});

async function failure(attempt: PromiseLike<unknown>): Promise<unknown> {
  try {
    await attempt;
    return null;
  } catch (error) {
    return error;
  }
}
const byCallback = (text: string, values: unknown[]) =>
  new Promise((_, reject) => handle.pool.query(text, values, (error) => reject(error)));
const inClient = async (work: (client: pg.Client) => Promise<unknown>) => {
  const client = new DatabaseClient(database.url);
  await client.connect();
  return work(client).finally(() => client.end());
};
const again = () => handle.db.insert(person).values({ ...row, id: '018f0000-0000-7000-8000-000000000002' });
const insert = 'insert into person (id, email) values ($1, $2)';

/** Each way to run a query, failing with PostgreSQL's most talkative errors. */
const ATTEMPTS: [name: string, run: () => PromiseLike<unknown>, code: string | undefined][] = [
  ['a unique violation', again, '23505'],
  [
    'a check violation, whose detail is the whole row',
    () => handle.db.insert(person).values({ ...row, email: SECRET.repeat(9) }),
    '23514',
  ],
  [
    'a text that is no uuid',
    () =>
      handle.db
        .select()
        .from(person)
        .where(sql`id = ${SECRET}`),
    '22P02',
  ],
  [
    'a failure in a transaction',
    () => handle.db.transaction((tx) => tx.insert(person).values({ ...row, id: SECRET })),
    '22P02',
  ],
  [
    'a failure in a nested transaction',
    () => handle.db.transaction((tx) => tx.transaction((inner) => inner.insert(person).values(row))),
    '23505',
  ],
  ['raw SQL', () => handle.db.execute(sql`select ${SECRET}::int`), '22P02'],
  [
    'an exception with words of its own',
    () => handle.db.execute(sql`select cast(${SECRET} as date)`),
    '22007',
  ],
  [
    'an exception that puts values where names belong',
    () =>
      handle.pool
        .query(`do $$ begin raise 'no' using errcode = '23505', schema = '${SECRET} x', table = '${SECRET} x',
        column = '${SECRET} x', constraint = '${SECRET} x', datatype = '${SECRET}'; end $$`),
    '23505',
  ],
  ['a value that cannot be sent', () => handle.db.insert(person).values({ more: circular() }), undefined],
  ['the pool', () => handle.pool.query(insert, [SECRET, SECRET]), '22P02'],
  ['the pool with a callback', () => byCallback(insert, [SECRET, SECRET]), '22P02'],
  [
    'the pool with an object',
    () => handle.pool.query({ text: insert, values: [row.id, row.email] }),
    '23505',
  ],
  ['a single client', () => inClient((client) => client.query(insert, [row.id, row.email])), '23505'],
  [
    'Drizzle on a single client',
    () => inClient((client) => databaseOn(client).insert(person).values(row)),
    '23505',
  ],
];

function circular(): object {
  const value: Record<string, unknown> = { email: SECRET };
  value[SECRET] = value;
  return value;
}

describe('a query that fails', () => {
  it.each(ATTEMPTS)('by %s tells no value', async (_name, run, code) => {
    const error = await failure(run());
    expect(error).toBeInstanceOf(QueryFailure);
    expect((error as QueryFailure).code).toBe(code);
    const shown = inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error) + String(error);
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain('$1');
  });

  it('tells the facts', async () => {
    const error = await failure(again());
    expect(error).toMatchObject({
      message: 'PostgreSQL refused a query with 23505 (by person_email of public.person)',
      code: '23505',
      severity: 'ERROR',
      table: 'public.person',
      constraint: 'person_email',
      routine: '_bt_check_unique',
      statement: 'insert into person',
    });
    expect(isUniqueViolation(error, 'person_email')).toBe(true);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, 'person_pkey')).toBe(false);
    expect(isUniqueViolation(new Error('other'))).toBe(false);
  });

  it('in a transaction undoes it, and the pool has its connection back', async () => {
    const small = createDatabase(database.url, { max: 1 });
    const id = '018f0000-0000-7000-8000-000000000003';
    await failure(
      small.db.transaction(async (tx) => {
        await tx.insert(person).values({ id, email: 'other' });
        await tx.insert(person).values(row);
      }),
    );
    expect((await small.db.select().from(person)).map((found) => found.id)).toEqual([row.id]);
    await small.close();
  });
});
