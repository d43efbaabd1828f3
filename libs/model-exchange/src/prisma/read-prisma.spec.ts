import type { ServiceModel } from '@amplication/service-model';
import { MODEL_TEXT_BYTES, ModelTextError } from '@amplication/model-text';
import { PrismaProviderError, PrismaSyntaxError, PrismaTooLargeError } from './errors';
import { readPrisma } from './read-prisma';
import { FULL_SCHEMA, thing } from './testing/schemas.fixture';

const entityOf = (model: ServiceModel, name: string) => model.entities.find((one) => one.name === name);
const fieldOf = async (line: string) => {
  const { model } = await readPrisma(thing(line));
  return entityOf(model, 'Thing')?.fields[1];
};
/** The only entity of a schema, and its losses. */
const readThing = async (...lines: string[]) => {
  const { model, losses } = await readPrisma(thing(...lines));
  return { ...entityOf(model, 'Thing'), losses };
};

describe('types of Prisma', () => {
  it.each([
    ['String', { type: 'text', store: 'text', maxLength: null }],
    ['String @db.Text', { type: 'text', store: 'text' }],
    ['String @db.VarChar(20)', { type: 'text', store: 'varchar', maxLength: 20 }],
    ['String @db.VarChar', { type: 'text', store: 'varchar', maxLength: null }],
    ['String @db.Char(3)', { type: 'text', store: 'char', maxLength: 3 }],
    ['String @db.Char', { type: 'text', store: 'char', maxLength: 1 }],
    ['String @db.Uuid', { type: 'uuid' }],
    ['String @db.Inet', { type: 'other', typeName: 'inet' }],
    ['String @db.Citext', { type: 'other', typeName: 'citext' }],
    ['String @db.Xml', { type: 'other', typeName: 'xml' }],
    ['String @db.Bit', { type: 'other', typeName: 'bit' }],
    ['String @db.Bit(3)', { type: 'other', typeName: 'bit(3)' }],
    ['String @db.VarBit', { type: 'other', typeName: 'bit varying' }],
    ['String @db.VarBit(9)', { type: 'other', typeName: 'bit varying(9)' }],
    ['Boolean', { type: 'boolean' }],
    ['Boolean @db.Boolean', { type: 'boolean' }],
    ['Int', { type: 'integer', bytes: 4 }],
    ['Int @db.Integer', { type: 'integer', bytes: 4 }],
    ['Int @db.SmallInt', { type: 'integer', bytes: 2 }],
    ['Int @db.Oid', { type: 'other', typeName: 'oid' }],
    ['BigInt', { type: 'integer', bytes: 8 }],
    ['BigInt @db.BigInt', { type: 'integer', bytes: 8 }],
    ['Float', { type: 'double', bytes: 8 }],
    ['Float @db.DoublePrecision', { type: 'double', bytes: 8 }],
    ['Float @db.Real', { type: 'double', bytes: 4 }],
    ['Decimal', { type: 'decimal', precision: 65, scale: 30 }],
    ['Decimal @db.Decimal(10, 2)', { type: 'decimal', precision: 10, scale: 2 }],
    ['Decimal @db.Decimal', { type: 'decimal', precision: null, scale: null }],
    ['Decimal @db.Money', { type: 'other', typeName: 'money' }],
    ['DateTime', { type: 'timestamp', precision: 3, zone: false }],
    ['DateTime @db.Timestamp(6)', { type: 'timestamp', precision: 6, zone: false }],
    ['DateTime @db.Timestamp', { type: 'timestamp', precision: null, zone: false }],
    ['DateTime @db.Timestamptz(0)', { type: 'timestamp', precision: 0, zone: true }],
    ['DateTime @db.Timestamptz', { type: 'timestamp', precision: null, zone: true }],
    ['DateTime @db.Date', { type: 'date' }],
    ['DateTime @db.Time(2)', { type: 'time', precision: 2, zone: false }],
    ['DateTime @db.Timetz', { type: 'time', precision: null, zone: true }],
    ['Json', { type: 'json', binary: true }],
    ['Json @db.JsonB', { type: 'json', binary: true }],
    ['Json @db.Json', { type: 'json', binary: false }],
    ['Bytes', { type: 'bytes' }],
    ['Bytes @db.ByteA', { type: 'bytes' }],
    ['Unsupported("vector(3)")', { type: 'other', typeName: 'vector(3)' }],
  ])('%s', async (type, expected) => {
    expect(await fieldOf(`a ${type}`)).toMatchObject({ ...expected, required: true, list: false });
  });

  it('may be left out, or be many: an array of Prisma may be null in PostgreSQL', async () => {
    expect(await fieldOf('a Int?')).toMatchObject({ required: false, list: false });
    expect(await fieldOf('a Int[]')).toMatchObject({ required: false, list: true });
  });
});

describe('defaults of Prisma', () => {
  const literal = (value: unknown) => ({ kind: 'literal', value });
  it.each([
    ['String @default("a \\"b\\"")', literal('a "b"')],
    ['Int @default(-7)', literal(-7)],
    ['BigInt @default(9007199254740993)', literal('9007199254740993')],
    ['Decimal @default(1.50)', literal('1.50')],
    ['Float @default(0.5)', literal(0.5)],
    ['Boolean @default(true)', literal(true)],
    ['DateTime @default("2026-01-31T08:30:00Z")', literal('2026-01-31T08:30:00Z')],
    ['DateTime @default("2026-01-31T00:00:00Z") @db.Date', literal('2026-01-31')],
    ['DateTime @default("1970-01-01T08:30:00Z") @db.Time', literal('08:30:00')],
    ['DateTime @default("1970-01-01T08:30:00+02:00") @db.Timetz', literal('08:30:00+02:00')],
    ['Json @default("{\\"a\\":1}")', literal({ a: 1 })],
    ['Json @default("[1]")', literal([1])],
    ['Json @default("null")', { kind: 'expression', sql: "'null'" }],
    ['Json @default("12345678901234567890")', { kind: 'expression', sql: "'12345678901234567890'" }],
    ['Json[] @default(["1"])', literal([1])],
    ['Json[] @default(["{}"])', { kind: 'expression', sql: "ARRAY['{}']::JSONB[]" }],
    ['Bytes @default("aGVsbG8=")', literal('68656c6c6f')],
    ['String[] @default(["a"])', literal(['a'])],
    ['Int[] @default([])', literal([])],
    ['DateTime @default(now())', { kind: 'now' }],
    ['String @default(uuid())', { kind: 'id', made: 'uuidv4', by: 'service' }],
    ['String @default(uuid(4))', { kind: 'id', made: 'uuidv4' }],
    ['String @default(uuid(7)) @db.Uuid', { kind: 'id', made: 'uuidv7' }],
    ['String @default(cuid())', { kind: 'id', made: 'cuid', by: 'service', length: null }],
    ['String @default(cuid(2))', { kind: 'id', made: 'cuid2', by: 'service', length: null }],
    ['String @default(ulid())', { kind: 'id', made: 'ulid', by: 'service', length: null }],
    ['String @default(nanoid())', { kind: 'id', made: 'nanoid', by: 'service', length: null }],
    ['String @default(nanoid(21))', { kind: 'id', made: 'nanoid', length: null }],
    ['String @default(nanoid(7))', { kind: 'id', made: 'nanoid', length: 7 }],
    [
      'String @default(dbgenerated("gen_random_uuid()")) @db.Uuid',
      { kind: 'id', made: 'uuidv4', by: 'database', length: null },
    ],
    ['String @default(dbgenerated("uuidv7()")) @db.Uuid', { made: 'uuidv7', by: 'database' }],
    ['String @default(dbgenerated("gen_random_uuid()"))', { kind: 'expression', sql: 'gen_random_uuid()' }],
    ['Int @default(autoincrement())', { kind: 'sequence', sequence: 'Thing_a_seq' }],
    ['String @default(dbgenerated("f(1)"))', { kind: 'expression', sql: 'f(1)' }],
  ])('%s', async (type, expected) => {
    expect(await fieldOf(`a ${type}`)).toMatchObject({ default: expected });
  });

  it('of an enum are its values', async () => {
    const { model } = await readPrisma(
      `${thing('a Size @default(S)', 'b Size[] @default([S])')}enum Size {\n  S\n}\n`,
    );
    expect(entityOf(model, 'Thing')?.fields.map((field) => field.default)).toEqual([
      null,
      literal('S'),
      literal(['S']),
    ]);
  });
});

describe('roles of fields', () => {
  it('are found by what Prisma says and how they are called', async () => {
    const roles = async (...lines: string[]) =>
      (await readThing(...lines)).fields?.slice(1).map(({ role }) => role);
    expect(await roles('createdAt DateTime @default(now())', 'u DateTime @updatedAt')).toEqual([
      'createdAt',
      'updatedAt',
    ]);
    expect(await roles('created_at DateTime @default(now())')).toEqual(['createdAt']);
    expect(await roles('createdAt DateTime? @default(now())')).toEqual([null]);
    expect(await roles('createdAt DateTime')).toEqual([null]);
    expect(await roles('born DateTime @default(now())')).toEqual([null]);
  });
});

describe('names', () => {
  it('of tables and columns are those of Prisma', async () => {
    const { model } = await readPrisma(
      'model OrderLine {\n  id Int @id\n  unitPrice Int\n  tax Int @map("the tax")\n}\n',
    );
    expect(model.entities[0]).toMatchObject({
      id: 'entity:OrderLine',
      name: 'OrderLine',
      table: 'OrderLine',
      schema: null,
    });
    expect(model.entities[0]?.fields.map(({ id, column }) => [id, column])).toEqual([
      ['field:OrderLine.id', null],
      ['field:OrderLine.unitPrice', 'unitPrice'],
      ['field:OrderLine.tax', 'the tax'],
    ]);
  });

  it('of keys, uniques and indexes are those of Prisma, or as it says', async () => {
    const { key, uniques, indexes, fields } = await readThing(
      'a Int @unique',
      'b Int @unique(map: "one_b")',
      '@@unique([a, b])',
      '@@unique([b, a], map: "two")',
      '@@index([a, b(sort: Desc)])',
      '@@index([b], type: Hash, map: "hashed")',
      '@@map("things")',
    );
    expect(key).toEqual({
      fields: ['field:Thing.id'],
      kind: 'primary key',
      constraint: 'things_pkey',
    });
    expect(fields?.map(({ unique }) => unique)).toEqual([false, false, false]);
    expect(uniques?.map(({ kind, constraint }) => [kind, constraint])).toEqual([
      ['index', 'things_a_key'],
      ['index', 'one_b'],
      ['index', 'things_a_b_key'],
      ['index', 'two'],
    ]);
    expect(indexes).toMatchObject([
      { name: 'things_a_b_idx', method: 'btree', parts: [{ descending: false }, { descending: true }] },
      { name: 'hashed', method: 'hash' },
    ]);
  });

  it('of a unique that is cut stands in the model', async () => {
    const long = 'L'.repeat(60);
    const { model } = await readPrisma(`model ${long} {\n  id Int @id\n  mail Int @unique\n}\n`);
    expect(model.entities[0]?.uniques[0]?.constraint).toBe(`${'L'.repeat(59)}_key`);
    expect(model.entities[0]?.fields[1]?.unique).toBe(false);
  });

  it('of enums and values may differ in PostgreSQL', async () => {
    const { model } = await readPrisma(
      '/// How large.\nenum Size {\n  /// Fits all.\n  S @map("small")\n  L /// beside\n  @@map("sizes")\n}\n',
    );
    expect(model.enums).toMatchObject([
      {
        id: 'enum:Size',
        native: true,
        typeName: 'sizes',
        description: 'How large.',
        values: [
          { id: 'value:Size.S', name: 'S', stored: 'small', description: 'Fits all.' },
          { name: 'L', stored: null, description: 'beside' },
        ],
      },
    ]);
  });
});

describe('indexes', () => {
  it.each([
    ['a Json', '@@index([a], type: Gin)', { method: 'gin', parts: [{ operatorClass: null }] }],
    [
      'a Json',
      '@@index([a(ops: JsonbPathOps)], type: Gin)',
      { parts: [{ operatorClass: 'jsonb_path_ops' }] },
    ],
    ['a String', '@@index([a(ops: raw("x_ops"))], type: Gin)', { parts: [{ operatorClass: 'x_ops' }] }],
    ['a String @db.Inet', '@@index([a(ops: InetOps)], type: Gist)', { method: 'gist' }],
    ['a String', '@@index([a], type: SpGist)', { method: 'spgist' }],
    ['a Int', '@@index([a], type: Brin)', { method: 'brin' }],
    ['a Int', '@@index([a], where: raw("a > 1"))', { where: 'a > 1', unique: false }],
    [
      'a Int',
      '@@unique([a(sort: Desc)])',
      { unique: true, name: 'Thing_a_key', parts: [{ descending: true }] },
    ],
    ['a Int', '@@unique([a], where: raw("a > 1"))', { unique: true, where: 'a > 1' }],
  ])('%s %s', async (field, index, expected) => {
    const { indexes, losses } = await readThing(field, index);
    expect(indexes).toMatchObject([expected]);
    expect(losses).toEqual([]);
  });
});

describe('relations', () => {
  const relationOf = async (field: string, key: string, back = 'things Thing[]') => {
    const { model } = await readPrisma(`${thing(field, key)}model Other {\n  id Int @id\n  ${back}\n}\n`);
    return entityOf(model, 'Thing')?.relations[0];
  };
  const to = (more = '') => `@relation(fields: [otherId], references: [id]${more})`;

  it('have the rules that Prisma has where it names none', async () => {
    expect(await relationOf(`other Other ${to()}`, 'otherId Int')).toEqual({
      id: 'relation:Thing.other',
      name: 'other',
      kind: 'many-to-one',
      entityId: 'entity:Other',
      description: '',
      required: true,
      column: null,
      fields: ['field:Thing.otherId'],
      references: ['field:Other.id'],
      onDelete: 'restrict',
      onUpdate: 'cascade',
      checked: 'at once',
      constraint: 'Thing_otherId_fkey',
      enforced: true,
      inverse: { name: 'things', description: '' },
      joinTable: null,
    });
    expect(await relationOf(`other Other? ${to()}`, 'otherId Int?')).toMatchObject({
      required: false,
      onDelete: 'set null',
    });
    expect(await relationOf(`other Other? ${to()}`, 'otherId Int')).toMatchObject({ onDelete: 'restrict' });
  });

  it.each([
    ['Cascade', 'cascade'],
    ['NoAction', 'no action'],
    ['Restrict', 'restrict'],
    ['SetNull', 'set null'],
    ['SetDefault', 'set default'],
  ])('have the rule %s', async (rule, expected) => {
    const relation = await relationOf(
      `other Other? ${to(`, onDelete: ${rule}, onUpdate: ${rule}, map: "fk"`)}`,
      'otherId Int?',
    );
    expect(relation).toMatchObject({ onDelete: expected, onUpdate: expected, constraint: 'fk' });
  });

  it('are one to one where the other side is single', async () => {
    expect(await relationOf(`other Other ${to()}`, 'otherId Int @unique', 'thing Thing?')).toMatchObject({
      kind: 'one-to-one',
      inverse: { name: 'thing' },
    });
  });

  it('are told apart by their names, between the same two and with itself', async () => {
    const { model, losses } = await readPrisma(FULL_SCHEMA);
    expect(losses).toEqual([]);
    expect(entityOf(model, 'Post')?.relations).toMatchObject([
      { name: 'author', description: 'Who wrote it.', inverse: { name: 'posts' } },
      { name: 'reviewer', inverse: { name: 'reviews' }, constraint: 'Post_reviewer_id_fkey' },
      { name: 'tags', inverse: { name: 'posts' }, joinTable: { table: '_PostToTag' } },
    ]);
    expect(entityOf(model, 'User')?.relations).toMatchObject([
      { name: 'manager', entityId: 'entity:User', inverse: { name: 'reports' } },
    ]);
    expect(entityOf(model, 'Part')?.relations[0]?.references).toHaveLength(2);
  });

  it('are many to many by the table that Prisma makes, seen from the side of column A', async () => {
    const tag = 'model Tag {\n  id Int @id\n  things Thing[]\n}\n';
    const { model } = await readPrisma(thing('tags Tag[]') + tag);
    expect(entityOf(model, 'Thing')?.relations).toEqual([]);
    expect(entityOf(model, 'Tag')?.relations).toMatchObject([
      {
        name: 'things',
        kind: 'many-to-many',
        onDelete: 'cascade',
        onUpdate: 'cascade',
        inverse: { name: 'tags' },
        joinTable: {
          table: '_TagToThing',
          schema: null,
          ownColumn: 'A',
          targetColumn: 'B',
          key: 'primary key',
          keyConstraint: '_TagToThing_AB_pkey',
          ownConstraint: '_TagToThing_A_fkey',
          targetConstraint: '_TagToThing_B_fkey',
          index: '_TagToThing_B_index',
        },
      },
    ]);
  });

  it('may be many to many with itself, by the name of the relation', async () => {
    const { relations } = await readThing(
      'likes Thing[] @relation("fans")',
      'admirers Thing[] @relation("fans")',
    );
    expect(relations).toMatchObject([
      { name: 'admirers', inverse: { name: 'likes' }, joinTable: { table: '_fans' } },
    ]);
  });
});

describe('a model without an id', () => {
  it('has the first unique that is always there as its key', async () => {
    const { model, losses } = await readPrisma('model A {\n  x Int? @unique\n  y Int @unique\n}\n');
    expect(losses).toEqual([]);
    expect(model.entities[0]).toMatchObject({
      key: { fields: ['field:A.y'], kind: 'unique index', constraint: 'A_y_key' },
      uniques: [{ fields: ['field:A.x'], kind: 'index', constraint: 'A_x_key' }],
    });
  });

  it('and without a unique, which Prisma ignores, has no key', async () => {
    const { model, losses } = await readPrisma('model A {\n  x Int\n  @@ignore\n}\n');
    expect(losses).toEqual([]);
    expect(model.entities[0]).toMatchObject({ name: 'A', key: null, access: [] });
  });
});

describe('the datasource', () => {
  const datasource = (...lines: string[]) =>
    ['datasource db {', '  provider = "postgresql"', ...lines, '}', ''].join('\n');

  it('says which extensions there are, and types name the rest', async () => {
    const source = datasource('  extensions = [hstore, uuid(map: "uuid-ossp")]');
    const fields = [
      'mail String @db.Citext',
      'place Unsupported("geometry(Point,4326)")?',
      'many Unsupported("vector(3)")?',
      'name String',
      'other String @default(dbgenerated("uuid_generate_v4()")) @db.Uuid',
      '@@index([name(ops: raw("gin_trgm_ops"))], type: Gin)',
    ];
    const { model, losses } = await readPrisma(source + thing(...fields));
    expect(model.extensions).toEqual(['citext', 'hstore', 'pg_trgm', 'postgis', 'uuid-ossp', 'vector']);
    expect(losses).toEqual([]);
  });

  it('says that Prisma keeps relations itself, so that PostgreSQL has no foreign keys', async () => {
    const other = 'model Other {\n  id Int @id\n  things Thing[]\n}\n';
    const fields = ['otherId Int', 'other Other @relation(fields: [otherId], references: [id])'];
    for (const name of ['relationMode', 'referentialIntegrity']) {
      const { model, losses } = await readPrisma(
        datasource(`  ${name} = "prisma"`) + thing(...fields) + other,
      );
      expect(losses).toEqual([]);
      expect(entityOf(model, 'Thing')?.relations).toMatchObject([{ enforced: false, onDelete: 'restrict' }]);
    }
    const { model } = await readPrisma(
      datasource('  relationMode = "foreignKeys"') + thing(...fields) + other,
    );
    expect(entityOf(model, 'Thing')?.relations).toMatchObject([{ enforced: true }]);
  });

  it('may name a schema for all tables in its address', async () => {
    const source = datasource('  url = "postgresql://x/y?a=b&schema=own"');
    const { model, losses } = await readPrisma(`${source}${thing('s Size')}enum Size {\n  S\n}\n`);
    expect(losses).toEqual([]);
    expect(model.entities[0]?.schema).toBe('own');
    expect(model.enums[0]?.schema).toBe('own');
  });
});

describe('what Prisma ignores', () => {
  it('nobody may use', async () => {
    const { model, losses } = await readPrisma(FULL_SCHEMA);
    expect(losses).toEqual([]);
    expect(entityOf(model, 'Part')?.access).toEqual([]);
    expect(entityOf(model, 'User')?.fields.find(({ name }) => name === 'hidden')).toMatchObject({
      readableBy: [],
      writableBy: [],
    });
  });
});

describe('documentation', () => {
  it('describes models, fields and both sides of relations', async () => {
    const { model } = await readPrisma(FULL_SCHEMA);
    expect(entityOf(model, 'User')?.description).toBe('A person.\n\nOf two paragraphs.');
    expect(entityOf(model, 'User')?.fields[1]?.description).toBe('Where letters go.\nin lower case');
  });
});

describe('tables in schemas', () => {
  it('are where Prisma says', async () => {
    const { model } = await readPrisma(FULL_SCHEMA);
    expect(entityOf(model, 'Post')?.schema).toBe('sales');
    expect(entityOf(model, 'User')?.schema).toBeNull();
  });
});

describe('other databases', () => {
  const withProvider = (provider: string) => `datasource db {\n  provider = ${provider}\n}\n${thing()}`;
  it('are refused in words about what was expected', async () => {
    const reading = readPrisma(withProvider('"mysql"'));
    await expect(reading).rejects.toThrow(PrismaProviderError);
    await expect(reading).rejects.toBeInstanceOf(ModelTextError);
    await expect(reading).rejects.toThrow(
      'Line 2, column 14: expected the provider postgresql or cockroachdb, and found mysql.',
    );
    await expect(readPrisma(withProvider('env("X")'))).rejects.toThrow(PrismaProviderError);
  });

  it('are read where they speak as PostgreSQL does', async () => {
    const schema = 'datasource db {\n  provider = "cockroachdb"\n}\n';
    const lines = [
      'n BigInt @default(autoincrement())',
      's String @db.String(5)',
      'i Int @default(sequence())',
    ];
    const { model, losses } = await readPrisma(schema + thing(...lines));
    expect(losses).toEqual([]);
    expect(model.entities[0]?.fields).toMatchObject([
      {},
      { default: { kind: 'expression', sql: 'unique_rowid()' } },
      { type: 'text', store: 'varchar', maxLength: 5 },
      { default: { kind: 'sequence', sequence: 'Thing_i_seq' } },
    ]);
  });
});

describe('a text that is no model', () => {
  it('is refused where Prisma refuses it', async () => {
    const reading = readPrisma(thing('a Int', 'b Strin'));
    await expect(reading).rejects.toThrow(PrismaSyntaxError);
    await expect(reading).rejects.toMatchObject({ line: 4, column: 5 });
    await expect(reading).rejects.toThrow(/Prisma refuses it: Type "Strin" is neither a built-in type/);
    await expect(readPrisma('type A {\n  a Int\n}\n')).rejects.toThrow('Composite types are not supported');
  });

  it('is refused where PostgreSQL could not keep it', async () => {
    await expect(readPrisma(thing('a String @default("\\u0000")'))).rejects.toThrow(
      'Line 3, column 21: expected a text that PostgreSQL can keep.',
    );
    expect(await fieldOf('a Json @default("\\"\\\\u0000\\"")')).toMatchObject({
      default: { kind: 'expression', sql: String.raw`'"\u0000"'` },
    });
    expect(await fieldOf('a Int /// \0')).toMatchObject({ description: '\uFFFD' });
  });

  it('is refused when it is too large', async () => {
    await expect(readPrisma(' '.repeat(MODEL_TEXT_BYTES + 1))).rejects.toThrow(PrismaTooLargeError);
    await expect(readPrisma('model A {\n}\n'.repeat(2_000))).rejects.toThrow('at most 1000 models and enums');
    const many = Array.from({ length: 501 }, (_, index) => thing().replace('Thing', `Thing${index}`)).join(
      '',
    );
    await expect(readPrisma(many)).rejects.toThrow('Expected a schema of at most 500 models, and found 501.');
    await expect(readPrisma(`model A {\n${'a Int\n'.repeat(3_000)}}\n`)).rejects.toThrow(PrismaTooLargeError);
    await expect(readPrisma('// a\n'.repeat(2_000_000))).rejects.toThrow('words and signs');
  });

  it('has the same places with the ends of lines of Windows', async () => {
    await expect(readPrisma(thing('a Int', 'b Strin').replaceAll('\n', '\r\n'))).rejects.toMatchObject({
      line: 4,
    });
  });
});

describe('a join table that Prisma makes', () => {
  const schemaOf = (generator: string, url: string) =>
    [
      `generator client {\n  provider = "${generator}"\n}`,
      `datasource db {\n  provider = "postgresql"\n${url}}`,
      'model Post {\n  id Int @id\n  tags Tag[]\n}',
      'model Tag {\n  id Int @id\n  posts Post[]\n  others Post2[]\n}',
      'model Post2 {\n  id Int @id\n  tags Tag[]\n}\n',
    ].join('\n');
  const URL = '  url = env("DATABASE_URL")\n';

  it('may have no primary key where Prisma may be older than 6, which is told once', async () => {
    const { model, losses } = await readPrisma(schemaOf('prisma-client-js', URL));
    expect(model.entities[0]?.relations[0]?.joinTable).toMatchObject({
      key: 'primary key',
      keyConstraint: '_PostToTag_AB_pkey',
    });
    expect(losses).toMatchObject([
      { line: 10, entity: null, subject: 'join tables', reason: expect.stringContaining('(_AB_unique)') },
    ]);
  });

  it.each([
    ['prisma-client', URL],
    ['prisma-client-js', ''],
  ])('has one by the generator %s and the address %j', async (generator, url) => {
    expect((await readPrisma(schemaOf(generator, url))).losses).toEqual([]);
  });
});

describe('names with letters that the model does not have', () => {
  const schema = [
    'datasource db {\n  provider = "postgresql"\n}',
    'model Usuário {\n  id Int @id\n  situação Situação @default(ação)\n  situacao Int?',
    '  名前 String\n  chefe Usuário? @relation("x", fields: [situacao], references: [id])',
    '  súditos Usuário[] @relation("x")\n  @@index([situação])\n}',
    'enum Situação {\n  ação\n  fim\n}\n',
  ].join('\n');

  it('are written in others, and stay in the database', async () => {
    const { model } = await readPrisma(schema);
    expect(model.entities).toMatchObject([
      {
        name: 'Usuario',
        table: 'Usuário',
        fields: [
          { name: 'id', column: null },
          { name: 'situacao2', column: 'situação', default: { kind: 'literal', value: 'acao' } },
          { name: 'situacao', column: null },
          { name: 'name', column: '名前' },
        ],
        relations: [{ name: 'chefe', inverse: { name: 'suditos' }, constraint: 'Usuário_situacao_fkey' }],
        indexes: [{ name: 'Usuário_situação_idx' }],
      },
    ]);
    expect(model.enums).toMatchObject([
      { name: 'Situacao', typeName: 'Situação', values: [{ name: 'acao', stored: 'ação' }, { name: 'fim' }] },
    ]);
  });

  it('are told', async () => {
    const { losses } = await readPrisma(schema);
    expect(losses.map(({ line, subject }) => `${line} ${subject}`)).toEqual([
      '4 Usuário',
      '6 Usuário.situação',
      '8 Usuário.名前',
      '10 Usuário.súditos',
      '13 Situação',
      '14 Situação.ação',
    ]);
  });
});

describe('a large schema', () => {
  it('of 500 models is read as a whole', async () => {
    const model = (index: number) =>
      [
        `model Model${index} {\n  id String @id @default(cuid())`,
        ...Array.from(
          { length: 14 },
          (_, field) => `  field${field} String? @map("field_${field}") @db.VarChar(255)`,
        ),
        `  next Model${(index + 1) % 500}? @relation("r${index}", fields: [field0], references: [id])`,
        `  back Model${(index + 499) % 500}[] @relation("r${(index + 499) % 500}")`,
        '  @@index([field0, field1])\n  @@unique([field0, field2])\n}\n',
      ].join('\n');
    const schema = Array.from({ length: 500 }, (_, index) => model(index))
      .join('')
      .replaceAll('field0 String? @map("field_0") @db.VarChar(255)', 'field0 String?');
    const { model: read, losses } = await readPrisma(schema);
    expect(read.entities).toHaveLength(500);
    expect(losses).toEqual([]);
  }, 60_000);
});
