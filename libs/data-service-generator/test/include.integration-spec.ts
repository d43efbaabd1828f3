import { createTestDatabase, type TestDatabase } from '@amplication/testing';
import { asc, eq, ne, sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { integer, PgSchema, text, uuid } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { asIntegerText, column } from '../runtime/database/columns.js';
import { includeMany, includeOne } from '../runtime/database/include.js';

const schema = new PgSchema('public');

/** Rows with a key of two parts, and rows that refer to them. The column of a key is called as the subquery might be. */
const places = schema.table('places', {
  country: text('place').notNull(),
  code: column('code', asIntegerText()).notNull(),
  name: text('name').notNull(),
});
const visits = schema.table('visits', {
  id: integer('place').notNull().primaryKey(),
  country: text('country'),
  code: integer('code'),
  guest: uuid('guest').notNull(),
});

const GUEST = '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10';
const OTHER = '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b11';

let database: TestDatabase;
let pool: pg.Pool;
let db: NodePgDatabase;
const queries: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  db = drizzle(pool, { logger: { logQuery: (query) => queries.push(query) } });
  await pool.query(`
    CREATE TABLE places (place text, code bigint, name text NOT NULL, PRIMARY KEY (place, code));
    CREATE TABLE visits (place integer PRIMARY KEY, country text, code integer, guest uuid NOT NULL);
    INSERT INTO places VALUES ('de', 1, 'Bonn'), ('de', 2, 'Ulm'), ('at', 1, 'Graz'), ('d', 2, 'Nowhere');
    INSERT INTO visits SELECT i, 'de', 1, '${GUEST}' FROM generate_series(1, 150) i;
    INSERT INTO visits SELECT i, 'at', 1, CASE WHEN i % 2 = 0 THEN '${GUEST}' ELSE '${OTHER}' END::uuid
      FROM generate_series(200, 210) i;
    INSERT INTO visits VALUES (300, NULL, 1, '${GUEST}'), (301, 'de', NULL, '${GUEST}'), (302, 'de', 9, '${GUEST}');`);
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

beforeEach(() => {
  queries.length = 0;
});

const placesOf = (keys: [string | null, number | null][], scope?: ReturnType<typeof eq>) =>
  includeOne(
    {
      keys,
      columns: [places.country, places.code],
      keyOf: (place: typeof places.$inferSelect) => [place.country, place.code],
      scope,
    },
    (where) => db.select().from(places).where(where),
  );

const visitsOf = (keys: [string, string][], scope?: ReturnType<typeof eq>) =>
  includeMany(
    {
      keys,
      columns: [visits.country, visits.code],
      keyOf: (visit: typeof visits.$inferSelect) => [visit.country, visit.code],
      scope,
    },
    { table: visits, key: [visits.id] },
    (where, orderBy) =>
      db
        .select()
        .from(visits)
        .where(where)
        .orderBy(...orderBy),
  );

it('brings what rows refer to, by one query', async () => {
  const rows = await db.select().from(visits).orderBy(asc(visits.id));
  queries.length = 0;
  const found = await placesOf(rows.map(({ country, code }) => [country, code]));
  expect(rows.map(({ country, code }) => found.get([country, code])?.name)).toEqual([
    ...Array.from({ length: 150 }, () => 'Bonn'),
    ...Array.from({ length: 11 }, () => 'Graz'),
    ...[undefined, undefined, undefined],
  ]);
  expect(queries).toHaveLength(1);
});

it('brings nothing that is out of scope', async () => {
  const found = await placesOf(
    [
      ['de', 1],
      ['at', 1],
    ],
    sql`${places.name} = 'Graz' or ${places.name} = 'Ulm'`,
  );
  expect(found.get(['de', 1])).toBeUndefined();
  expect(found.get(['de', 2])).toBeUndefined();
  expect(found.get(['at', 1])?.name).toBe('Graz');
});

it('asks nothing where nothing is referred to', async () => {
  expect(
    (
      await placesOf([
        [null, 1],
        ['de', null],
      ])
    ).get([null, 1]),
  ).toBeUndefined();
  expect((await visitsOf([])).get(['de', '1'])).toBeUndefined();
  expect(queries).toEqual([]);
});

it('takes no key for another one that is written alike', async () => {
  const found = await placesOf([['d', 2]]);
  expect(found.get(['d","2', 2])).toBeUndefined();
  expect(found.get(['d', 2])?.name).toBe('Nowhere');
});

it('brings the first rows that refer to each row, by one query', async () => {
  const found = await visitsOf([
    ['de', '1'],
    ['at', '1'],
    ['de', '2'],
    ['de', '1'],
  ]);
  expect(found.get(['de', '1'])?.map(({ id }) => id)).toEqual(
    Array.from({ length: 100 }, (_one, at) => at + 1),
  );
  expect(found.get(['at', '1'])?.map(({ id }) => id)).toEqual(
    Array.from({ length: 11 }, (_one, at) => at + 200),
  );
  expect(found.get(['de', '2'])).toEqual([]);
  expect(queries).toHaveLength(1);
});

it('counts only rows in scope', async () => {
  const scope = sql`${visits.guest} = ${OTHER} or ${ne(visits.country, 'at')} and ${visits.id} > 60`;
  const found = await visitsOf(
    [
      ['de', '1'],
      ['at', '1'],
    ],
    scope,
  );
  expect(found.get(['de', '1'])).toHaveLength(90);
  expect(found.get(['de', '1'])?.[0]?.id).toBe(61);
  expect(found.get(['at', '1'])?.map(({ id }) => id)).toEqual([201, 203, 205, 207, 209]);
});

it('brings rows by a key of one part', async () => {
  const found = await includeMany(
    {
      keys: [[GUEST], [OTHER]],
      columns: [visits.guest],
      keyOf: (visit: typeof visits.$inferSelect) => [visit.guest],
      scope: eq(visits.country, 'at'),
    },
    { table: visits, key: [visits.id] },
    (where, orderBy) =>
      db
        .select()
        .from(visits)
        .where(where)
        .orderBy(...orderBy),
  );
  expect([found.get([GUEST])?.length, found.get([OTHER])?.length]).toEqual([6, 5]);
});
