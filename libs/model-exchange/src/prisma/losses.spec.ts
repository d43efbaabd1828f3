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
      'a String @default(cuid(2))',
      '3:12 Thing.a: The model makes cuid of version 1 only, which version 2 becomes.',
    ],
    ['a String @default(nanoid(7))', '3:12 Thing.a: A nanoid has 21 characters in the model, and 7 here.'],
    ['a String @default(ulid())', '3:12 Thing.a: The model cannot make a value by ulid().'],
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
      '3:3 Thing.a: It is not unique, since the model refuses it: unique is not possible: PostgreSQL cannot compare json; jsonb can be.',
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

  it('of settings of the database', async () => {
    const source =
      'datasource db {\n  provider = "postgresql"\n  relationMode = "prisma"\n  extensions = [citext]\n}\n';
    expect(await lossesOf(source + thing())).toEqual([
      '3:18 relationMode: The relations have no foreign keys in the database, where Prisma keeps them itself: in the model they have.',
      '4:16 extensions: The model does not name the extensions of the database.',
    ]);
  });

  it('of a schema that only the address names, and of keys by their older name', async () => {
    const source =
      'datasource db {\n  provider = "postgresql"\n  url = "postgresql://x/y?a=b&schema=own"\n  referentialIntegrity = "prisma"\n}\n';
    expect(await lossesOf(source + thing())).toEqual([
      '3:9 url: The tables stand in the schema own, as the address says: in the model in public.',
      '4:26 relationMode: The relations have no foreign keys in the database, where Prisma keeps them itself: in the model they have.',
    ]);
    expect(
      await lossesOf(source.replace('own', 'public').replace('"prisma"', '"foreignKeys"') + thing()),
    ).toEqual([]);
  });

  it('of comments is one for all of them', async () => {
    expect(await lossesOf(`// one\n${thing('a Int // two')}// three\n`)).toEqual([
      '1:1 comments: 3 comments are not kept: only `///` before a model, an enum or a field is.',
    ]);
  });

  it('of names that the model has not for a join table', async () => {
    const tag = 'model Tag {\n  id Int @id\n  things Thing[]\n}\n';
    expect(await lossesOf(thing('tags Tag[]') + tag)).toEqual([
      '7:3 Tag.things: The model has no names for the key _TagToThing_AB_pkey, the index _TagToThing_B_index and the foreign keys of the join table _TagToThing.',
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

  it('of a table without a primary key, whose first unique is made the key', async () => {
    const { model, losses } = await readPrisma('model A {\n  x Int? @unique\n  y Int @unique\n}\n');
    expect(losses).toMatchObject([{ line: 1, subject: 'A' }]);
    expect(model.entities[0]?.key).toEqual({ fields: ['field:A.y'], constraint: 'A_y_key' });
    expect(model.entities[0]?.fields.map(({ unique }) => unique)).toEqual([true, false]);
  });

  it('of a table without anything that names a row, and of what points at it', async () => {
    expect(await lossesOf('model A {\n  x Int\n  @@ignore\n}\n')).toEqual([
      '1:1 A: Nothing names a row of the table, which every entity needs: it is left out.',
    ]);
  });

  it('of what a value of an enum is', async () => {
    expect(await lossesOf('enum Size {\n  /// small\n  S\n}\n')).toEqual([
      '3:3 Size.S: A value of an enum has no description in the model.',
    ]);
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
