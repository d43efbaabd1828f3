import { databaseWith, made } from './databases';

const subjectsOf = (parts: { subject: string }[]): string[] => parts.map(({ subject }) => subject).sort();

describe('what a database has and a schema cannot say', () => {
  it('is named, each thing once', async () => {
    const { unread } = await databaseWith([
      'CREATE EXTENSION citext',
      'CREATE TABLE orders (id int PRIMARY KEY, note text COLLATE "C", total int CONSTRAINT odd CHECK (total > 0) NO INHERIT, v int GENERATED ALWAYS AS (total * 2) VIRTUAL)',
      'CREATE VIEW open_orders AS SELECT * FROM orders',
      'CREATE MATERIALIZED VIEW sums AS SELECT sum(total) FROM orders',
      'CREATE TABLE logs (at date NOT NULL, line text) PARTITION BY RANGE (at)',
      "CREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
      'CREATE TABLE special_orders (more text) INHERITS (orders)',
      'CREATE UNLOGGED TABLE scratch (a int) WITH (fillfactor = 70)',
      'CREATE TABLE bookings (room int, during tsrange, EXCLUDE USING gist (during WITH &&))',
      'CREATE TABLE parts (a int, b int, c int, CONSTRAINT parts_key UNIQUE (a) INCLUDE (b), CONSTRAINT whole FOREIGN KEY (a) REFERENCES orders MATCH FULL)',
      'ALTER TABLE parts ADD CONSTRAINT late CHECK (c > 0) NOT VALID',
      'CREATE INDEX parts_stored ON parts (b) WITH (fillfactor = 50)',
      "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
      'CREATE PROCEDURE tidy() LANGUAGE sql AS $$ SELECT 1 $$',
      'CREATE TRIGGER touched BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()',
      'CREATE RULE silent AS ON DELETE TO parts DO INSTEAD NOTHING',
      'ALTER TABLE orders ENABLE ROW LEVEL SECURITY',
      'CREATE POLICY mine ON orders USING (true)',
      "CREATE DOMAIN email AS varchar(20) NOT NULL CHECK (VALUE LIKE '%@%')",
      'CREATE TYPE address AS (street text, "Zip" int)',
      'CREATE TYPE prices AS RANGE (subtype = numeric)',
      "CREATE TABLE people (id int GENERATED ALWAYS AS IDENTITY (START 1000 CACHE 5), mail email DEFAULT 'a@b', mails email[], home address DEFAULT ROW('x', 1)::address)",
      'CREATE SEQUENCE odd_ids INCREMENT 2 MAXVALUE 99 CYCLE',
      "CREATE COLLATION german (provider = libc, locale = 'C')",
    ]);
    expect(subjectsOf(unread)).toEqual(
      [
        'collation "C" of column note',
        'collation "C" of column note',
        'collation public.german',
        'column home',
        'column home',
        'column mail',
        'column mails',
        'column v',
        'column v',
        'composite type public.address',
        'constraint bookings_during_excl',
        'constraint odd',
        'constraint parts_key',
        'constraint late',
        'constraint whole',
        'domain public.email',
        'function public.touch()',
        'inheritance of public.special_orders',
        'materialized view public.sums',
        'options of sequence public.odd_ids',
        'options of sequence public.people_id_seq',
        'index parts_stored',
        'partition public.logs_2026',
        'partitions of public.logs',
        'policy mine',
        'procedure public.tidy()',
        'range type public.prices',
        'row security of public.orders',
        'rule silent',
        'storage of public.scratch',
        'storage of public.scratch',
        'trigger touched',
        'view public.open_orders',
      ].sort(),
    );
    for (const { reason } of unread) expect(reason).toMatch(/^[A-Z].{10,}$/);
  });

  it('leaves a schema that an empty database takes', async () => {
    const { schema } = await databaseWith([
      'CREATE SCHEMA extensions',
      'CREATE EXTENSION citext SCHEMA extensions',
      'CREATE EXTENSION pg_trgm SCHEMA extensions',
      "CREATE DOMAIN mail AS varchar(20) NOT NULL DEFAULT 'a@b'",
      'CREATE DOMAIN "Work Mail" AS mail',
      'CREATE TYPE address AS (street text)',
      `CREATE TABLE people (
        name extensions.citext DEFAULT 'x'::extensions.citext CHECK (name <> 'root'::extensions.citext),
        mail mail DEFAULT 'c@d'::mail,
        work "Work Mail" DEFAULT 'e@f'::"Work Mail",
        mails mail[] DEFAULT ARRAY['g@h']::mail[],
        home address DEFAULT ROW('x')::address,
        homes address[]
      )`,
      'CREATE INDEX people_words ON people USING gin ((name::text) extensions.gin_trgm_ops)',
      'CREATE INDEX people_words2 ON people USING gist (lower(mail) extensions.gist_trgm_ops (siglen = 32))',
    ]);
    const again = await made(schema);
    expect(again.schema).toEqual(schema);
    expect(again.unread).toEqual([]);
    const [people] = schema.tables;
    expect(people?.columns.map(({ type, notNull, default: value }) => [type, notNull, value])).toEqual([
      ['public.citext', false, "'x'::public.citext"],
      ['character varying(20)', true, "'c@d'::character varying"],
      ['character varying(20)', true, "'e@f'::character varying"],
      ['character varying(20)[]', false, expect.stringContaining('character varying')],
      ['text', false, null],
      ['text[]', false, null],
    ]);
    expect(people?.indexes.map(({ parts }) => parts[0]?.operatorClass)).toEqual([
      'gin_trgm_ops',
      "gist_trgm_ops (siglen='32')",
    ]);
  });
});
