import { jest } from '@jest/globals';
import { ModelSyntaxError, ModelTextError, ModelTooLargeError } from '@amplication/model-text';
import { readDdl } from './read-ddl';

const tableOf = async (sql: string) => (await readDdl(sql)).schema.tables[0];
const lossesOf = async (sql: string) =>
  (await readDdl(sql)).losses.map(
    ({ line, column, entity, subject }) => `${line}:${column} ${entity ?? '-'} ${subject}`,
  );
const errorOf = async (sql: string): Promise<unknown> =>
  readDdl(sql).then(
    () => null,
    (error: unknown) => error,
  );

/** Each text has a thread of its own, which takes its time where many tests run at once. */
jest.setTimeout(30_000);

it('writes the types of columns as PostgreSQL does', async () => {
  const types = [
    ['int', 'integer'],
    ['int8[]', 'bigint[]'],
    ['varchar(20)', 'character varying(20)'],
    ['char', 'character(1)'],
    ['"char"', '"char"'],
    ['decimal(5)', 'numeric(5,0)'],
    ['timestamptz(3)', 'timestamp(3) with time zone'],
    ['time', 'time without time zone'],
    ['interval day to second(2)', 'interval day to second(2)'],
    ['bit(3)', 'bit(3)'],
    ['json[]', 'json[]'],
    ['float(24)', 'real'],
    ['geometry(Point, 4326)', 'public.geometry(point,4326)'],
    ['ext."Odd Type"', 'ext."Odd Type"'],
    // What every object of JavaScript answers to is no type of ours.
    ['constructor', 'public.constructor'],
    ['__proto__', 'public.__proto__'],
    ['pg_catalog.constructor', 'constructor'],
  ];
  const columns = types.map(([written], index) => `c${index} ${written}`);
  const table = await tableOf(`CREATE TABLE t (${columns.join(', ')});`);
  expect(table?.columns.map(({ type }, index) => [types[index]?.[0], type])).toEqual(types);
});

describe('what PostgreSQL calls things that have no name', () => {
  it('is found out, numbers and cuts included', async () => {
    const long = 'a_rather_long_name_of_a_column_or_table';
    const { schema } = await readDdl(`
      CREATE TABLE t (a int PRIMARY KEY CHECK (a > 0) CHECK (a < 9), b int UNIQUE, CHECK (a > b), c int REFERENCES t);
      CREATE INDEX ON t (b, lower(c::text)); CREATE INDEX ON t (b, lower(c::text));
      CREATE TABLE ${long} (${long} serial UNIQUE);`);
    const [t, other] = schema.tables;
    expect(t?.checks.map(({ name }) => name)).toEqual(['t_a_check', 't_a_check1', 't_check']);
    expect(t?.primaryKey?.name).toBe('t_pkey');
    expect(t?.foreignKeys).toMatchObject([{ name: 't_c_fkey', references: { columns: ['a'] } }]);
    expect(t?.indexes.map(({ name }) => name)).toEqual(['t_b_lower_idx', 't_b_lower_idx1']);
    expect(Buffer.byteLength(other?.uniques[0]?.name ?? '')).toBe(63);
    expect(schema.sequences[0]?.ownedBy).toEqual({ table: long, column: long });
  });
});

describe('what does not come along', () => {
  it.each([
    ['CREATE VIEW v AS SELECT 1;', ['1:1 - v']],
    ['CREATE MATERIALIZED VIEW m AS SELECT 1;', ['1:1 - m']],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;', ['1:1 - f()']],
    ['CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;', ['1:1 - f()']],
    ['CREATE TABLE t (a int);\n  CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f();', ['2:3 - x']],
    [
      'CREATE TABLE t (a int);\nCREATE POLICY p ON t;\nALTER TABLE t ENABLE ROW LEVEL SECURITY;',
      ['2:1 - p', '3:1 public.t t'],
    ],
    ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);', ['1:1 - r']],
    ['CREATE TABLE t (a int, EXCLUDE USING gist (a WITH =));', ['1:24 public.t t']],
    ['DO $$ BEGIN END $$;', ['1:1 - DO']],
    ['INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);', ['1:1 - t']],
    ['COPY t (a) FROM stdin;\n\';"(\n\\.\nCREATE VIEW v AS SELECT 1;', ['4:1 - v', '1:1 - t']],
    ['\\i other.sql\nSELECT 1;', ['1:1 - \\i other.sql']],
    ['SELECT create_hypertable(1);', ['1:1 - create_hypertable()']],
    [
      'CREATE TABLE t (a int) PARTITION BY RANGE (a);\nCREATE TABLE p PARTITION OF t DEFAULT;',
      ['1:1 public.t t', '2:1 public.p p'],
    ],
    ['CREATE TABLE a (x int);\nCREATE TABLE b (y int) INHERITS (a);', ['2:1 public.b b']],
    ['CREATE DOMAIN d AS int CHECK (VALUE > 0);\nCREATE TABLE t (\n  a d\n);', ['1:1 - d']],
    [
      'CREATE DOMAIN d AS int CHECK (VALUE > 0);\nCREATE TABLE t (\n  a d[]\n);',
      ['1:1 - d', '3:3 public.t t.a'],
    ],
    ['CREATE TABLE t (\n  a public.nosuch,\n  b public.nosuch[]\n);', ['2:5 - public.nosuch']],
    ['CREATE EXTENSION citext;\nCREATE TABLE t (a citext);', []],
    ['CREATE DOMAIN d AS int;\nCREATE TABLE t (\n  a d[]\n);', ['1:1 - d']],
    ['CREATE TYPE c AS (x int);\nCREATE TABLE t (k int,\n  a c);', ['1:1 - c', '3:3 public.t t.a']],
    ['CREATE TABLE t (a text COLLATE "C");', ['1:17 public.t t.a']],
    ['CREATE TABLE t (a text COLLATE "C");\nALTER TABLE t RENAME TO u;', ['1:17 public.u u.a']],
    ['CREATE TABLE t (a text COLLATE "C");\nCREATE SCHEMA s;\nALTER TABLE t SET SCHEMA s;', ['1:17 s.t t.a']],
    ['CREATE UNLOGGED TABLE t (a int) WITH (fillfactor = 70);', ['1:1 public.t t', '1:1 - t']],
    ['CREATE TABLE t (\n  a text STORAGE external) TABLESPACE x;', ['1:1 - t', '2:3 - t.a']],
    [
      'CREATE TABLE t (a text);\nALTER TABLE t ALTER a SET STORAGE plain,\n SET (fillfactor = 70);',
      ['2:1 - t.a', '2:1 - t'],
    ],
    ['CREATE TABLE t (a int);\nCREATE INDEX i ON t (a) WITH (fillfactor = 70);', ['2:1 - t.i']],
    ['CREATE TABLE t (a int);\nALTER TABLE t ADD CHECK (a > 0) NOT VALID;', ['2:19 public.t t.t_a_check']],
    ["CREATE TABLE t (a int);\nCREATE INDEX i ON t (a);\nCOMMENT ON INDEX i IS 'x';", ['3:1 - i']],
    ['ALTER TABLE nowhere ADD COLUMN a int;', ['1:1 public.nowhere nowhere']],
    ['CREATE TABLE t (a int);\nCREATE TABLE t (b int);', ['2:1 public.t t']],
    ['CREATE FOREIGN TABLE f (a int) SERVER s;', ['1:1 - f']],
    ['CREATE PUBLICATION p;', ['1:1 - p']],
    [
      'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;\nCREATE TABLE t (a int DEFAULT f());',
      ['1:1 - f()', '2:17 public.t t.a'],
    ],
  ])('%s', async (sql, losses) => {
    expect(await lossesOf(sql)).toEqual(losses);
  });

  it.each([
    'SET client_encoding = UTF8; BEGIN; COMMIT; ANALYZE;',
    "SELECT pg_catalog.set_config('search_path', '', false);\n\\restrict abc\n\\connect db",
    'CREATE TABLE t (a int); ALTER TABLE t OWNER TO me; GRANT ALL ON t TO you; ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO you;',
    "CREATE EXTENSION citext; COMMENT ON EXTENSION citext IS 'x'; CREATE SCHEMA s; CREATE ROLE r;",
    "SELECT pg_catalog.setval('s', 1, false);",
    'CREATE TABLE t (a int); ALTER TABLE t ADD CHECK (a > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT t_a_check;',
    'CREATE TABLE t (a int PRIMARY KEY, b int REFERENCES t MATCH FULL ON DELETE SET NULL (b));',
    'CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0) NOT VALID); ALTER TABLE t DROP CONSTRAINT c;',
    'CREATE TABLE t (a int); ALTER TABLE t ALTER a SET (n_distinct = -1), ALTER a RESET (n_distinct);',
    '',
    '-- nothing at all',
  ])('is nothing of: %s', async (sql) => {
    expect(await lossesOf(sql)).toEqual([]);
  });
});

describe('a block of code that makes what is not there yet', () => {
  const read = async (body: string) => {
    const { schema, losses } = await readDdl(`CREATE TABLE t (a int);\nDO $$ ${body} $$;`);
    const [t] = schema.tables;
    return {
      enums: schema.enums.map(({ name }) => name),
      columns: t?.columns.map(({ name, type }) => `${name} ${type}`),
      losses: losses.map(({ line, column, subject }) => `${line}:${column} ${subject}`),
    };
  };

  it.each([
    "BEGIN CREATE TYPE e AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN null; END",
    "BEGIN\n CREATE TYPE e AS ENUM ('x');\nEXCEPTION\n WHEN duplicate_object OR duplicate_table THEN RAISE NOTICE 'is there';\nEND;",
    "BEGIN -- once\n IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'e') THEN CREATE TYPE e AS ENUM ('x'); END IF; END",
  ])('is read: %s', async (body) => {
    expect(await read(body)).toEqual({ enums: ['e'], columns: ['a integer'], losses: [] });
  });

  it('leaves alone what is there, and takes away what it asks for', async () => {
    const { schema, losses } = await readDdl(`
      CREATE TYPE e AS ENUM ('x');
      CREATE TABLE t (a int, b int, CONSTRAINT c CHECK (a > 0), CONSTRAINT d CHECK (a > 1));
      DO $$ BEGIN CREATE TYPE e AS ENUM ('y'); EXCEPTION WHEN duplicate_object THEN null; END $$;
      DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT c CHECK (a > 2); EXCEPTION WHEN duplicate_object THEN null; END $$;
      DO $$ BEGIN
        IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'd') THEN ALTER TABLE t DROP CONSTRAINT d; END IF;
        IF EXISTS (SELECT 1 FROM information_schema.columns WHERE column_name = 'b') THEN
          ALTER TABLE t RENAME COLUMN b TO z; END IF;
      END $$;`);
    expect(losses).toEqual([]);
    expect(schema.enums).toMatchObject([{ values: ['x'] }]);
    expect(schema.tables[0]?.checks).toEqual([{ name: 'c', expression: 'a > 0' }]);
    expect(schema.tables[0]?.columns.map(({ name }) => name)).toEqual(['a', 'z']);
  });

  it('has the places of its statements', async () => {
    expect(await read('BEGIN\n  ALTER TABLE t ADD b text,\n    ADD c text COLLATE "C"; END')).toEqual({
      enums: [],
      columns: ['a integer', 'b text', 'c text'],
      losses: ['4:9 t.c'],
    });
  });

  it.each([
    "BEGIN EXECUTE 'CREATE TYPE e AS ENUM ()'; END",
    "DECLARE x int; BEGIN CREATE TYPE e AS ENUM ('x'); END",
    "BEGIN IF NOT EXISTS (SELECT 1 FROM t) THEN CREATE TYPE e AS ENUM ('x'); END IF; END",
    "BEGIN IF true THEN CREATE TYPE e AS ENUM ('x'); ELSE CREATE TYPE f AS ENUM ('x'); END IF; END",
    "BEGIN CREATE TYPE e AS ENUM ('x'); EXCEPTION WHEN OTHERS THEN CREATE TABLE u (a int); END",
    "BEGIN IF EXISTS (SELECT 1 FROM pg_class WHERE relname = 't') THEN CREATE TABLE u (a int); END IF; END",
    "BEGIN IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'x') THEN CREATE TABLE u (a int); END IF; END",
    'BEGIN FOR i IN 1..3 LOOP CREATE TABLE u (a int); END LOOP; END',
  ])('is not, where it may do something else: %s', async (body) => {
    expect(await read(body)).toEqual({ enums: [], columns: ['a integer'], losses: ['2:1 DO'] });
  });
});

describe('what is no SQL of PostgreSQL', () => {
  it.each([
    [
      'CREATE TABLE t (a int);\nCRATE TABLE u (b int);',
      2,
      1,
      'found CRATE, which cannot stand here. It stands in: CRATE TABLE u (b int);',
    ],
    ["CREATE TABLE t (\n  a int DEFAULT 'ä😀' int\n);", 2, 23, 'found int'],
    ['CREATE TABLE t (a int', 1, 22, 'ends too early'],
    ["SELECT 'abc", 1, 8, 'expected the end of the text'],
    ['SELECT "abc', 1, 8, 'expected the end of the quoted name'],
    ['\n/* abc', 2, 1, 'expected the end of the comment'],
    ['SELECT $x$ abc $y$', 1, 8, 'expected the end of the text'],
    ['CREATE TABLE `t` (a int);', 1, 14, 'MySQL'],
    ['SELECT \0;', 1, 8, 'no text of PostgreSQL may hold'],
    ['SELECT 1;\n\ud800', 2, 1, 'no text of PostgreSQL may hold'],
    ['model User {\n  id Int @id\n}', 1, 1, 'found model'],
  ])('%j', async (sql, line, column, sentence) => {
    const error = await errorOf(sql);
    expect(error).toBeInstanceOf(ModelSyntaxError);
    expect(error).toMatchObject({ line, column, message: expect.stringContaining(sentence) });
  });
});

describe('a text that means harm', () => {
  const many = (count: number, of: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => of(index)).join('');
  it.each([
    ['brackets', '('.repeat(1_000_000)],
    ['brackets that close', ')'.repeat(10_000)],
    ['operators', `SELECT 1${'+1'.repeat(100_000)}`],
    ['NOT', `SELECT ${'not '.repeat(100_000)}1`],
    ['CASE', `SELECT ${'case when '.repeat(100_000)}`],
    ['quotes', "'".repeat(999_999)],
    ['dollar quotes', '$a$'.repeat(99_999)],
    ['comments that open', '/*'.repeat(500_000)],
    ['more statements than any schema', 'a;'.repeat(100_001)],
    ['more columns than PostgreSQL', `CREATE TABLE t (${many(2_000, (index) => `c${index} int,`)} z int)`],
    ['more names than one could choose', `CREATE TABLE t (a int ${many(2_000, () => ', CHECK (a > 0)')})`],
    ['more than 10 MB', ' '.repeat(10_485_761)],
  ])('of %s is refused', async (_what, sql) => {
    expect(await errorOf(sql)).toBeInstanceOf(ModelTextError);
  });

  it.each([
    ['semicolons', ';'.repeat(1_000_000)],
    ['dashes', '--'.repeat(500_000)],
    ['lines of psql', '\\\n'.repeat(50_000)],
    ['comments', '/**/'.repeat(200_000)],
    ['rows', 'INSERT INTO t VALUES (1);\n'.repeat(50_000)],
  ])('of %s is read', async (_what, sql) => {
    expect((await readDdl(sql)).schema.tables).toEqual([]);
  });

  it('of too many tables says so', async () => {
    const error = await errorOf(many(2_001, (index) => `CREATE TABLE t${index} (a int);`));
    expect(error).toBeInstanceOf(ModelTooLargeError);
  });
});
