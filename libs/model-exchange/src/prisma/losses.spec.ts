import { findModelProblems } from '@amplication/service-model';
import { readEntity } from './read/read-entity';
import { Reading } from './read/reading';
import { readPrisma } from './read-prisma';
import { parsePrisma } from './syntax/parse-prisma';
import { thing } from './testing/schemas.fixture';

/** Losses as `line:column subject: reason`. */
const lossesOf = async (schema: string) =>
  (await readPrisma(schema)).losses.map(
    ({ line, column, subject, reason }) => `${line}:${column} ${subject}: ${reason}`,
  );
const OTHER = 'model Other {\n  id Int @id\n  thing Thing?\n}\n';

describe('a loss', () => {
  it.each([
    [
      'a Int @default(dbgenerated())',
      '3:9 Thing.a: The database has a default which the schema does not tell.',
    ],
    [
      'a Int // why',
      '3:9 comments: A comment is not kept: only `///` before a model, an enum or a field is.',
    ],
    [
      'a String @db.VarChar(2) @default("abc")',
      '3:3 Thing.a: The default is left out, since the model refuses it: default has more than 2 characters.',
    ],
    [
      'a DateTime @updatedAt @db.Time',
      '3:3 Thing.a: It is not set by the service, since the model refuses it: role needs a field of type timestamp or date.',
    ],
    [
      'a Json @unique @db.Json',
      '3:10 Thing: The unique is left out, since the model refuses it: fields is not possible: PostgreSQL cannot compare json; jsonb can be: a.',
    ],
  ])('of %s', async (line, loss) => expect(await lossesOf(thing(line))).toEqual([loss]));

  it.each([
    ['@@unique([a, id], name: "pair")', "4:3 Thing: Prisma's own name for the fields together is not kept."],
    [
      '@@index([a(length: 3)])',
      '4:3 Thing.a: The length of a part of an index is not kept: PostgreSQL has none.',
    ],
    [
      '@@index([a], where: { a: 1 })',
      '4:3 Thing: The condition of the index is not kept, since it is written in the words of Prisma and not of PostgreSQL.',
    ],
  ])('of %s', async (key, loss) => expect(await lossesOf(thing('a Int', key))).toEqual([loss]));

  it('of a second field that is set at each update', async () => {
    expect(await lossesOf(thing('a DateTime @updatedAt', 'b DateTime @updatedAt'))).toEqual([
      '4:3 Thing.b: Only one field of an entity is set at each update: another one is already.',
    ]);
  });

  it('of views, and of what points at them', async () => {
    const view =
      'view Seen {\n  id Int @unique\n  thing Thing @relation(fields: [id], references: [id])\n}\n';
    expect(await lossesOf(thing('seen Seen?') + view)).toEqual([
      '3:3 Thing.seen: It points at the view Seen, which the model does not have.',
      '5:1 Seen: The model has no views.',
    ]);
  });

  it('of where an extension stands', async () => {
    const source =
      'datasource db {\n  provider = "postgresql"\n  extensions = [citext(schema: "x", version: "1")]\n}\n';
    expect(await lossesOf(source + thing())).toEqual([
      '3:17 extensions: Which schema the extension citext has is not kept.',
      '3:17 extensions: Which version the extension citext has is not kept.',
    ]);
  });

  it('of a join table of which Prisma keeps the relations itself', async () => {
    const source = 'datasource db {\n  provider = "postgresql"\n  relationMode = "prisma"\n}\n';
    const tag = 'model Tag {\n  id Int @id\n  things Thing[]\n}\n';
    expect(await lossesOf(source + thing('tags Tag[]') + tag)).toEqual([
      '11:3 Tag.things: The join table _TagToThing has no foreign keys in the database, where Prisma keeps relations itself: in the model it has.',
    ]);
  });

  it('of comments is one for all of them', async () => {
    expect(await lossesOf(`// one\n${thing('a Int // two')}// three\n`)).toEqual([
      '1:1 comments: 3 comments are not kept: only `///` before a model, an enum or a field is.',
    ]);
  });

  it('of a relation that is hidden by itself', async () => {
    const line = 'other Other @relation(fields: [id], references: [id]) @ignore';
    expect(await lossesOf(thing(line) + OTHER)).toEqual([
      '3:3 Thing.other: The model cannot hide a relation: this one is shown.',
    ]);
  });

  it('of a rule that forgets what must be there', async () => {
    const line = 'other Other @relation(fields: [id], references: [id], onDelete: SetNull)';
    const { model, losses } = await readPrisma(thing(line) + OTHER);
    expect(losses.map(({ reason }) => reason)).toEqual([
      'Its rule becomes no action, since the model refuses it: onDelete cannot be set null, since every row must point at one.',
    ]);
    expect(model.entities[0]?.relations).toMatchObject([{ onDelete: 'no action', onUpdate: 'cascade' }]);
  });

  it('of a relation that makes a circle without a first row', async () => {
    const schema = [
      'model A {\n  id Int @id\n  bId Int @unique\n  b B @relation("ab", fields: [bId], references: [id])\n  c B? @relation("ba")\n}',
      'model B {\n  id Int @id\n  aId Int @unique\n  a A @relation("ba", fields: [aId], references: [id])\n  d A? @relation("ab")\n}\n',
    ].join('\n');
    expect(await lossesOf(schema)).toEqual([
      '10:3 B.a: The relation is left out, since the model refuses it: required makes a circle in which no first row can be made: A needs B needs A.',
    ]);
  });

  it('of a key that is of another type than what it points at', async () => {
    const schema =
      thing('otherId String', 'other Other @relation(fields: [otherId], references: [id])') +
      'model Other {\n  id String @id @db.Uuid\n  things Thing[]\n}\n';
    const [loss] = await lossesOf(schema);
    expect(loss).toMatch(
      /^4:3 Thing.other: The relation is left out, since the model refuses it: fields is of type text/,
    );
  });

  it('of what is unique in an order, and so is no key', async () => {
    const { model, losses } = await readPrisma('model A {\n  x Int\n  @@unique([x(sort: Desc)])\n}\n');
    expect(losses).toMatchObject([{ line: 1, subject: 'A', entity: 'A' }]);
    expect(model.entities[0]).toMatchObject({ key: null, indexes: [{ unique: true }] });
  });

  it('belongs to the model that it stands in, or to the whole', async () => {
    const view = 'view Seen {\n  id Int @unique\n}\nenum Size {\n  S\n}\n';
    const { losses } = await readPrisma(`// one\n${thing('a Int @default(dbgenerated())')}${view}`);
    expect(losses.map(({ entity, subject }) => [entity, subject])).toEqual([
      [null, 'comments'],
      ['Thing', 'Thing.a'],
      [null, 'Seen'],
    ]);
  });

  it('of what is more than a model may have', async () => {
    const lines = Array.from({ length: 101 }, (_, index) => `@@unique([id, a], map: "u${index}")`);
    const { model, losses } = await readPrisma(thing('a Int', ...lines));
    expect(model.entities[0]?.uniques).toHaveLength(100);
    expect(losses).toMatchObject([{ line: 104, entity: 'Thing' }]);
  });

  it('of documentation that is too long', async () => {
    const { model, losses } = await readPrisma(`/// ${'x'.repeat(3_000)}\n${thing()}`);
    expect(losses).toMatchObject([{ line: 2, subject: 'Thing' }]);
    expect(model.entities[0]?.description).toHaveLength(2_000);
  });

  it('of names that differ only in how they are written, or are too long', async () => {
    const schema = ['UserRole', 'User_Role', 'N'.repeat(70)].map(
      (name) => `model ${name} {\n  id Int @id\n  @@map("${name.slice(0, 20)}")\n}\n`,
    );
    const { model, losses } = await readPrisma(schema.join(''));
    expect(losses.map(({ line }) => line)).toEqual([5, 9]);
    expect(model.entities.map(({ name }) => name)).toEqual(['UserRole', 'User_Role2', 'N'.repeat(63)]);
    expect(model.entities.map(({ table }) => table)).toEqual(['UserRole', 'User_Role', 'N'.repeat(20)]);
  });

  it('of a field whose name or column is taken or too long', async () => {
    const name = 'n'.repeat(64);
    const { losses, model } = await readPrisma(thing(`${name} Int`, 'a Int'));
    expect(losses).toMatchObject([{ line: 3, subject: `Thing.${name}` }]);
    expect(model.entities[0]?.fields.map((field) => field.name)).toEqual(['id', 'a']);
    expect(findModelProblems(model)).toEqual([]);
  });
});

describe('what a later Prisma may add', () => {
  it('is lost and named, and not passed over', () => {
    const tree = parsePrisma(
      thing('a Int @shiny @db.Huge', '@@shard(by: [a])', '@@index([a], type: Cuckoo)'),
    );
    const reading = new Reading(tree);
    for (const block of tree.blocks) readEntity(reading, block);
    expect(reading.losses.map(({ line, subject, reason }) => `${line} ${subject}: ${reason}`)).toEqual([
      '3 Thing.a: The model does not know the type @db.Huge.',
      '3 Thing.a: The model has nothing for @shiny.',
      '5 Thing: The model has no index of type Cuckoo: it is a btree.',
      '4 Thing: The model has nothing for @@shard.',
    ]);
  });
});
