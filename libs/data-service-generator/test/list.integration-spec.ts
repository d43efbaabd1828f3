import { createTestDatabase, type TestDatabase } from '@amplication/testing';
import { sql, type SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import fc from 'fast-check';
import pg from 'pg';
import { listPage, type Page } from '../runtime/database/list-query.js';
import { nameOf } from '../runtime/http/api-names.js';
import type { ListDefinition } from '../runtime/http/list/definition.js';
import { listParser } from '../runtime/http/list/parse-list.js';
import type { ListRequest } from '../runtime/http/list/request.js';
import { Problem } from '../runtime/http/problem.js';
import {
  askedList,
  expected,
  insertThings,
  queryOf,
  rankTexts,
  thingRow,
  type ThingRow,
} from './support/lists/thing-oracle.js';
import {
  parts,
  PARTS_SQL,
  partsList,
  type Thing,
  things,
  THINGS_SQL,
  thingsList,
} from './support/lists/things.js';

let database: TestDatabase;
let pool: pg.Pool;
let db: NodePgDatabase;
const queries: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1, options: '-c TimeZone=UTC' });
  db = drizzle(pool, { logger: { logQuery: (query) => queries.push(query) } });
  await pool.query(THINGS_SQL + PARTS_SQL);
  const client = await pool.connect();
  await rankTexts(client);
  client.release();
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const parse = listParser(thingsList);

const listThings = (request: ListRequest, scope?: SQL): Promise<Page<Thing>> =>
  listPage(things, thingsList, request, scope, {
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select()
        .from(things)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
    count: (where) => db.$count(things, where),
  });

/** All pages of a list, by their cursors. Calls `between` after each of them. */
async function walk<Row>(
  query: URLSearchParams,
  list: (query: URLSearchParams) => Promise<Page<Row>>,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<Row[]> {
  const items: Row[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page: Page<Row> = await list(
      new URLSearchParams(next === '' ? query : [...query, ['_cursor', next]]),
    );
    items.push(...page.items);
    next = page.next;
    await between();
  }
  return items;
}

const rows = (maxLength: number) => fc.uniqueArray(thingRow(), { maxLength, selector: ({ id }) => id });

async function start(things: readonly ThingRow[]): Promise<void> {
  await pool.query('TRUNCATE things');
  await insertThings(pool, things);
}

it('lists what is asked for, in its order, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.nat(30), async (gen, offset) => {
      const given = gen(rows, 40);
      await start(given);
      for (let round = 0; round < 8; round += 1) {
        const asked = gen(askedList);
        const query = queryOf(asked);
        const ids = expected(given, asked);
        const found = await walk(query, (one) => listThings(parse(one)));
        expect([query.toString(), found.map(({ id }) => id)]).toEqual([query.toString(), ids]);
        const { items, total } = await listThings({ ...parse(query), offset, total: true });
        expect([items.map(({ id }) => id), total]).toEqual([
          ids.slice(offset, offset + asked.limit),
          ids.length,
        ]);
      }
    }),
    { numRuns: 60 },
  );
}, 240_000);

it('shows each row once that was there all the time, also while others are written', async () => {
  await fc.assert(
    fc.asyncProperty(rows(60), askedList(), async (all, asked) => {
      const given = all.filter((_row, at) => at % 2 === 0);
      const later = all.filter((_row, at) => at % 2 === 1);
      await start(given);
      const found = await walk(
        queryOf(asked),
        (one) => listThings(parse(one)),
        () => insertThings(pool, later.splice(0, 3)),
      );
      const ids = found.map(({ id }) => id);
      const first = expected(given, asked);
      expect(ids.filter((id) => first.includes(id))).toEqual(first);
      // What came in between may be there or not, but once, and in its place.
      const written = all.filter(({ id }) => ids.includes(id));
      expect(ids).toEqual(expected(written, asked));
    }),
    { numRuns: 150 },
  );
}, 240_000);

it('asks PostgreSQL once for a page, and once more for how many there are', async () => {
  await start([]);
  queries.length = 0;
  await listThings(parse(new URLSearchParams('_sort=note&name.contains=a&_search=b')));
  expect(queries).toHaveLength(1);
  await listThings(parse(new URLSearchParams('_total=true')));
  expect(queries).toHaveLength(3);
});

interface PartRow {
  a: string;
  b: string;
  c: string;
  size: number | null;
}

const someParts = fc.uniqueArray(
  fc.record({
    a: fc.constantFrom('a', 'A', 'ä', 'b'),
    b: fc.constantFrom('-9223372036854775808', '9007199254740992', '9007199254740993'),
    c: fc.constantFrom('-infinity', '2024-02-29 12:00:00.000001Z', '2024-02-29 12:00:00.000002Z', 'infinity'),
    size: fc.option(fc.constantFrom(1, 2), { freq: 2 }),
  }),
  { selector: ({ a, b, c }) => [a, b, c].join(), maxLength: 48 },
);

async function startParts(given: readonly PartRow[]): Promise<void> {
  await pool.query('TRUNCATE parts');
  for (const { a, b, c, size } of given)
    await pool.query('INSERT INTO parts VALUES ($1, $2, $3, $4)', [a, b, c, size]);
}

const listParts =
  (definition: ListDefinition) =>
  (query: URLSearchParams): Promise<Page<PartRow>> =>
    listPage(parts, definition, listParser(definition)(query), undefined, {
      rows: ({ where, orderBy, limit, offset }) =>
        db
          .select()
          .from(parts)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      count: (where) => db.$count(parts, where),
    });

it.each([
  ['', 'a, b, c'],
  ['-b', 'b DESC, a DESC, c DESC'],
  ['size,-c', 'size, c DESC, a DESC, b DESC'],
  ['-c,b,a', 'c DESC, b, a'],
  ['-size,c', 'size DESC, c, a, b'],
])('pages through rows whose key has parts, by %p', async (sort, order) => {
  await fc.assert(
    fc.asyncProperty(someParts, fc.integer({ min: 1, max: 9 }), async (given, limit) => {
      await startParts(given);
      const all = await db.select().from(parts).orderBy(sql.raw(order));
      const found = await walk(
        new URLSearchParams({ _limit: String(limit), ...(sort === '' ? {} : { _sort: sort }) }),
        listParts(partsList),
      );
      expect(found).toEqual(all);
    }),
    { numRuns: 15 },
  );
});

it('pages through rows that nothing tells apart', async () => {
  await startParts(fc.sample(someParts, { numRuns: 1, seed: 1 }).flat());
  const list = listParts({ ...partsList, key: [] });
  const found = await walk(new URLSearchParams('_limit=3&_sort=a,b,-c'), list);
  expect(found).toEqual(await db.select().from(parts).orderBy(sql.raw('a, b, c DESC')));
});

const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** What a cursor that was made by hand leads to. */
async function answerTo(_cursor: string, sort: string): Promise<unknown> {
  try {
    const { items } = await listThings(
      parse(new URLSearchParams({ _cursor, _sort: sort.replace(/[^-].*/, nameOf) })),
    );
    return items;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

const ID = '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10';

it.each<[string, string, unknown]>([
  ['at', 'x', 'NOT_FOUND'],
  ['at', 'bnVsbA', 'NOT_FOUND'],
  ['at', cursor([]), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: ['2024-02-29T12:00:00Z', ID] }), []],
  ['-at', cursor({ sort: 'at,id', after: ['2024-02-29T12:00:00Z', ID] }), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: ['2024-02-29T12:00:00Z'] }), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: ['2024-02-29T12:00:00Z', ID, ID] }), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: [null, ID] }), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: ['yesterday', ID] }), []],
  ['at', cursor({ sort: 'at,id', after: ['the other day', ID] }), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: ['2024-02-30', ID] }), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: ['2024-02-29', 'x'] }), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: [['2024-02-29'], ID] }), 'NOT_FOUND'],
  ['at', cursor({ sort: 'at,id', after: [{ toString: 1 }, ID] }), 'NOT_FOUND'],
  ['count', cursor({ sort: 'count,id', after: ['1', ID] }), 'NOT_FOUND'],
  ['count', cursor({ sort: 'count,id', after: ['NaN', ID] }), 'NOT_FOUND'],
  ['count', cursor({ sort: 'count,id', after: [1.5, ID] }), 'NOT_FOUND'],
  ['count', cursor({ sort: 'count,id', after: [1e99, ID] }), 'NOT_FOUND'],
  ['ratio', cursor({ sort: 'ratio,id', after: ['NaN', ID] }), []],
  ['ratio', cursor({ sort: 'ratio,id', after: [null, ID] }), []],
  ['isOpen', cursor({ sort: 'isOpen,id', after: ['true', ID] }), 'NOT_FOUND'],
  ['mood', cursor({ sort: 'mood,id', after: ['ugly', ID] }), 'NOT_FOUND'],
  ['colour', cursor({ sort: 'colour,id', after: ['blue', ID] }), []],
  ['note', cursor({ sort: 'note,id', after: ["'; DROP TABLE things; --", ID] }), []],
  ['note', cursor({ sort: 'note,id', after: ['\0', ID] }), 'NOT_FOUND'],
  ['note', cursor({ sort: 'note,id', after: ['\ud800', ID] }), 'NOT_FOUND'],
])('takes no harm by a cursor made by hand: %s %s', async (sort, made, answer) => {
  await start([]);
  expect(await answerTo(made, sort)).toEqual(answer);
});

it('takes no harm by any cursor', async () => {
  await start([]);
  const values = fc.oneof(
    fc.constantFrom<unknown>(ID, 1, null, true, 'NaN', '2024-02-29', '1e400', 'infinity', '\\x', '{}'),
    fc.jsonValue(),
  );
  const made = fc.oneof(
    fc.tuple(fc.constantFrom(...thingsList.sort), values, values).map(([sort, first, id]) => ({
      sort,
      cursor: cursor({
        sort: sort === 'id' ? 'id' : `${sort},id`,
        after: sort === 'id' ? [id] : [first, id],
      }),
    })),
    fc.record({
      sort: fc.constant('at'),
      cursor: fc.base64String().map((text) => text.replace(/\W/g, '') || 'x'),
    }),
    fc.record({ sort: fc.constant('at'), cursor: fc.jsonValue().map(cursor) }),
  );
  await fc.assert(
    fc.asyncProperty(made, async ({ sort, cursor: text }) => {
      expect([[], 'NOT_FOUND']).toContainEqual(await answerTo(text, sort));
    }),
    { numRuns: 400 },
  );
});

it('finds no row where none of the fields of a search may be read', async () => {
  await start(fc.sample(thingRow(), { numRuns: 3, seed: 1 }));
  const request = parse(new URLSearchParams('_search=a'));
  expect((await listThings({ ...request, searchIn: [] })).items).toEqual([]);
});
