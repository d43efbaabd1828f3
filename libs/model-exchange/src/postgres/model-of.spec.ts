import { jest } from '@jest/globals';
import { readDdl } from '../sql/read-ddl';
import { modelOf } from './model-of';
import type { LostPart } from './reading/reading';

async function read(sql: string) {
  const lost: LostPart[] = [];
  const model = modelOf((await readDdl(sql)).schema, (part) => lost.push(part));
  return { model, lost, first: model.entities[0] };
}

/** Each text has a thread of its own, which takes its time where many tests run at once. */
jest.setTimeout(30_000);

describe('names', () => {
  it('are singular and plain, and tables and columns keep theirs where they do not follow', async () => {
    const { model } = await read(`
      CREATE TABLE order_items (unit_price int, "Größe" int, address_2 text);
      CREATE TABLE person (id int); CREATE TABLE sales.categories (id int); CREATE TABLE "OrderItem" (id int);`);
    expect(model.entities.map(({ name, table, schema }) => [name, table, schema])).toEqual([
      ['OrderItem', null, null],
      ['Person', 'person', null],
      ['Category', null, 'sales'],
      ['PublicOrderItem', 'OrderItem', null],
    ]);
    expect(model.entities[0]?.fields.map(({ id, name, column }) => [id, name, column])).toEqual([
      ['field:order_items.unit_price', 'unitPrice', null],
      [expect.stringMatching(/^field:order_items\.Gr--?e-[0-9a-f]{12}$/), 'groE', 'Größe'],
      ['field:order_items.address_2', 'address2', 'address_2'],
    ]);
  });

  it('of relations come from their columns, and those of the other sides are told apart', async () => {
    const { model } = await read(`
      CREATE TABLE users (id int PRIMARY KEY, parent_id int REFERENCES users);
      CREATE TABLE messages (sender_id int REFERENCES users, recipient int REFERENCES users, owner_id int UNIQUE REFERENCES users);`);
    const relations = model.entities.flatMap((entity) => entity.relations);
    expect(relations.map(({ name, kind, inverse }) => [name, kind, inverse.name])).toEqual([
      ['parent', 'many-to-one', 'children'],
      ['sender', 'many-to-one', 'senderMessages'],
      ['recipientUser', 'many-to-one', 'recipientUserMessages'],
      ['owner', 'one-to-one', 'ownerMessage'],
    ]);
  });
});

it.each(['constructor', '__proto__', 'toString', 'valueOf'])('keeps what is called %s', async (name) => {
  const { model, lost } = await read(`
    CREATE TYPE "${name}" AS ENUM ('a');
    CREATE TABLE "${name}s" ("${name}" timestamptz PRIMARY KEY DEFAULT now(), kind "${name}" NOT NULL);`);
  expect(lost).toEqual([]);
  expect(model.enums).toHaveLength(1);
  expect(model.entities[0]?.fields.map(({ type, role }) => [type, role])).toEqual([
    ['timestamp', null],
    ['enum', null],
  ]);
});

it('names relations of columns that are no names in a program', async () => {
  const { model, lost } = await read(`
    CREATE TABLE tenant ("a;b" int, "c/*d" int, PRIMARY KEY ("a;b", "c/*d"));
    CREATE TABLE row (id int PRIMARY KEY, "x;y" int, "z/*" int, "p q" int, "r'" int, tenant int, "tenantTenant" int,
      FOREIGN KEY ("x;y", "z/*") REFERENCES tenant, FOREIGN KEY ("p q", "r'") REFERENCES tenant);`);
  expect(lost).toEqual([]);
  expect(model.entities[1]?.relations).toHaveLength(2);
});

describe('rules', () => {
  it('come of the checks that the generator writes; others stay checks', async () => {
    const { first, model } = await read(`
      CREATE TABLE t (
        a text CHECK (char_length(a) >= 2 AND char_length(a) <= 9), b int CHECK (b BETWEEN 1 AND 5),
        c text CHECK (c IN ('x', 'y')), d int CHECK (d > 0), e text CONSTRAINT other CHECK (char_length(e) <= 9));`);
    const [a, b, c] = first?.fields ?? [];
    expect(a).toMatchObject({ minLength: 2, maxLength: 9 });
    expect(b).toMatchObject({ minimum: '1', maximum: '5' });
    expect(c).toMatchObject({ type: 'enum', enumId: model.enums[0]?.id });
    expect(model.enums).toMatchObject([
      { name: 'TC', native: false, values: [{ name: 'x' }, { name: 'y' }] },
    ]);
    expect(first?.checks.map(({ expression }) => expression)).toEqual(['d > 0', 'char_length(e) <= 9']);
  });
});

describe('defaults', () => {
  it.each([
    ["text DEFAULT 'a''b'", { kind: 'literal', value: "a'b" }],
    ['int DEFAULT -1', { kind: 'literal', value: -1 }],
    ['bigint DEFAULT 5', { kind: 'literal', value: '5' }],
    ['numeric(4,2) DEFAULT 1.50', { kind: 'literal', value: '1.50' }],
    ['boolean DEFAULT false', { kind: 'literal', value: false }],
    ["text[] DEFAULT '{}'", { kind: 'literal', value: [] }],
    [`jsonb DEFAULT '{"a": 1}'`, { kind: 'literal', value: { a: 1 } }],
    ['timestamptz DEFAULT CURRENT_TIMESTAMP', { kind: 'now' }],
    ['date DEFAULT CURRENT_DATE', { kind: 'now' }],
    ['uuid DEFAULT gen_random_uuid()', { kind: 'id', made: 'uuidv4', by: 'database', length: null }],
    ['uuid DEFAULT uuid_generate_v4()', { kind: 'expression', sql: 'uuid_generate_v4()' }],
    ['serial', { kind: 'sequence', sequence: null, bytes: null, start: '1', increment: '1', owned: true }],
    ['int GENERATED ALWAYS AS IDENTITY', { kind: 'identity', always: true }],
    ['int DEFAULT (1 + 2)', { kind: 'expression', sql: '(1 + 2)' }],
    ['int DEFAULT NULL', null],
  ])('%s', async (column, value) => {
    expect((await read(`CREATE TABLE t (a ${column});`)).first?.fields[0]?.default).toEqual(value);
  });
});

describe('keys and what the language refuses', () => {
  it('take a unique where there is no primary key, or none', async () => {
    const { model } = await read(`
      CREATE TABLE a (x int NOT NULL UNIQUE); CREATE TABLE b (x int NOT NULL);
      CREATE UNIQUE INDEX b_x ON b (x); CREATE TABLE c (x int UNIQUE);`);
    expect(model.entities.map(({ key }) => key?.kind ?? null)).toEqual([
      'unique constraint',
      'unique index',
      null,
    ]);
  });

  it('keep a table where an index has its name, and a key where its name is taken', async () => {
    const { schema, losses } = await readDdl(`
      CREATE TABLE a (id int, v int, CONSTRAINT k PRIMARY KEY (id)); CREATE TABLE b (id int, CONSTRAINT k PRIMARY KEY (id));
      CREATE INDEX b ON a (v);`);
    expect(losses.map(({ subject }) => subject)).toEqual(['b.k', 'a.b']);
    expect(schema.tables.map(({ name, primaryKey }) => [name, primaryKey?.name])).toEqual([
      ['a', 'k'],
      ['b', 'b_pkey'],
    ]);
  });

  it('are lost in the smallest part', async () => {
    const { lost, first } = await read(`
      CREATE TABLE t (id int PRIMARY KEY, need int NOT NULL REFERENCES t ON DELETE SET NULL, v int);
      CREATE INDEX odd ON t USING rum (v); CREATE SEQUENCE alone;`);
    expect(lost.map(({ table, subject }) => [table, subject])).toEqual([
      ['public.t', 't.odd'],
      [null, 'alone'],
      ['public.t', 't.t_need_fkey'],
      ['public.t', 't.t_need_fkey'],
    ]);
    expect(first?.fields).toHaveLength(3);
  });
});
