import fc from 'fast-check';

/** Draws one of several things. */
type Draw = <T>(things: readonly T[]) => T;

/** Types with what may follow each: a default, which may be none. */
const COLUMNS: readonly (readonly [string, readonly string[]])[] = [
  [
    'String',
    [
      '',
      '@default("")',
      '@default("a \\"b\\" \\\\ ü")',
      '@default(cuid())',
      '@default(cuid(2))',
      '@default(uuid())',
    ],
  ],
  [
    'String @db.VarChar(20)',
    ['', '@default("x")', '@default(nanoid())', '@default(nanoid(9))', '@default(ulid())'],
  ],
  ['String @db.Char(3)', ['', '@default("abc")']],
  ['String @db.Uuid', ['', '@default(uuid(7))', '@default(dbgenerated("gen_random_uuid()"))']],
  ['String @db.Inet', ['', '@default("::1")']],
  ['String @db.VarBit(8)', ['', '@default("1")']],
  ['Int', ['', '@default(-7)', '@default(2147483647)']],
  ['Int @db.SmallInt', ['', '@default(0)']],
  ['BigInt', ['', '@default(-9223372036854775808)']],
  ['Float', ['', '@default(0.5)', '@default(-1000000000000000000000000)', '@default(0.0000000001)']],
  ['Float @db.Real', ['']],
  ['Decimal', ['', '@default(0.10)']],
  ['Decimal @db.Decimal(12, 0)', ['', '@default(123456789012)']],
  ['Decimal @db.Money', ['', '@default(3.20)']],
  ['Boolean', ['', '@default(true)', '@default(false)']],
  ['DateTime', ['', '@default(now())', '@default("2026-02-01T10:00:00.123Z")']],
  ['DateTime @db.Timestamptz(0)', ['', '@default(now())']],
  ['DateTime @db.Date', ['', '@default("2026-02-01T00:00:00Z")']],
  ['DateTime @db.Timetz', ['', '@default("1970-01-01T10:00:00.5+01:00")']],
  [
    'Json',
    ['', '@default("{\\"a\\":[1,\\"x\\"]}")', '@default("[]")', '@default("null")', '@default("[[1]]")'],
  ],
  ['Json @db.Json', ['', '@default("[ 1 ]")', '@default("\\"it\'s\\"")']],
  ['Bytes', ['', '@default("AAEC/w==")']],
  ['Unsupported("tsvector")', ['']],
  ['Color', ['', '@default(RED)', '@default(green_2)']],
];
const LISTS: readonly string[] = [
  'String[] @default(["a", "b"])',
  'Color[] @default([RED])',
  'Int[]',
  'BigInt[] @default([1])',
];
const RULES: readonly string[] = ['', ', onDelete: Cascade', ', onDelete: NoAction', ', onUpdate: Restrict'];
const NAMES: readonly string[] = [
  'total',
  'unitPrice',
  'created_at',
  'createdAt',
  'URLPart',
  'x1',
  'from',
  'class',
];

/** Schemas of Prisma that a model can say, with some of everything in any mixture. */
export const randomSchema: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(), { minLength: 200, maxLength: 200 }))
  .map(([count, numbers]) => {
    let next = 0;
    const draw: Draw = (things) => {
      const thing = things[(numbers[next++ % numbers.length] ?? 0) % things.length];
      if (thing === undefined) throw new Error('There is nothing to draw from.');
      return thing;
    };
    return schemaOf(draw, count);
  });

function schemaOf(draw: Draw, count: number): string {
  const schemas = draw([true, false, false]);
  const suffix = () => (schemas ? [`  @@schema("${draw(['public', 'other'])}")`] : []);
  const models = Array.from({ length: count }, (_, index) => modelOf(draw, index));
  for (let index = 0; index < count; index += 1) relate(draw, models, index);
  return [
    'datasource db {',
    '  provider = "postgresql"',
    ...(schemas ? ['  schemas = ["public", "other"]'] : []),
    '}',
    'enum Color {',
    '  RED @map("dark red")',
    '  green_2',
    ...suffix(),
    '}',
    ...models.flatMap(({ name, lines, table }) => [
      ...draw([[], ['/// What it is.', '///', '///   And more.']]),
      `model ${name} {`,
      ...lines.map((line) => `  ${line}`),
      ...(table === name ? [] : [`  @@map("${table}")`]),
      ...suffix(),
      '}',
    ]),
    '',
  ].join('\n');
}

interface RandomModel {
  name: string;
  table: string;
  lines: string[];
}

function modelOf(draw: Draw, index: number): RandomModel {
  const name = `${draw(['Zoo', 'order_item', 'User', 'HTTPLog', 'A'.repeat(50)])}${index}`;
  const table = draw([name, name, `my ${name.toLowerCase()}`, `t${index}_${'long'.repeat(11)}`]);
  const columns = NAMES.slice(0, draw([1, 3, 5, NAMES.length])).map((column) => columnOf(draw, column));
  const key = draw([
    'id Int @id @default(autoincrement())',
    'id String @id @default(cuid())',
    'id Int @id(map: "k1 \' k")',
    'id Int @unique',
    'id String @unique(map: "k1 u")',
  ]);
  const keyLine = key.replace('k1', `k${index}`);
  return {
    name,
    table,
    lines: [
      keyLine,
      ...columns,
      ...keysOf(
        draw,
        index,
        columns.filter((column) => !column.includes('@db.Json')),
      ),
    ],
  };
}

function columnOf(draw: Draw, name: string): string {
  const isList = draw([false, false, false, true]);
  const [type, defaults] = draw(COLUMNS);
  const value = draw(defaults);
  const [plain = '', ...native] = type.split(' @');
  const arity = draw(['', '', '?']);
  const parts = isList ? [draw(LISTS)] : [`${plain}${arity}`, value, ...native.map((one) => `@${one}`)];
  const map = draw(['', '', `@map("the ${name}")`]);
  return [name, ...parts, map, draw(['', '/// beside it'])].filter((part) => part !== '').join(' ');
}

/** PostgreSQL compares no `json`, so such columns are in no key. */
function keysOf(draw: Draw, index: number, columns: readonly string[]): string[] {
  const names = columns.flatMap((column) => column.split(' ').slice(0, 1));
  const [first, second] = [draw(names.length > 0 ? names : ['id']), 'id'];
  if (first === second) return [];
  return [
    ...draw([[], [`@@index([${second}, ${first}(sort: Desc)])`]]),
    ...draw([[], [`@@index([${second}], type: Hash, map: "hash ${index}")`]]),
    ...draw([[], [`@@unique([${first}, ${second}])`]]),
    ...draw([[], [`@@unique([${second}, ${first}(sort: Desc)], map: "down ${index}")`]]),
    ...draw([[], [`flag Boolean @unique`]]),
    ...draw([[], [`other String? @unique(map: "one ${index}")`]]),
  ];
}

/** Adds a relation to a model before it or to itself, whose key is of the type that the other's is. */
function relate(draw: Draw, models: readonly RandomModel[], index: number): void {
  const own = models[index];
  const target = models[draw([0, index, Math.floor(index / 2)])];
  if (!own || !target) return;
  const type = target.lines[0]?.startsWith('id Int') ? 'Int' : 'String';
  const kind = draw(['many', 'one', 'both', 'none', 'two']);
  const key = (name: string, more: string) => `${name}Id ${type}? ${more}`.trim();
  const side = (name: string) =>
    `${name} ${target.name}? @relation("${name}${index}", fields: [${name}Id], references: [id]${draw(RULES)})`;
  const isSayable = [own, target].every(({ lines }) => lines[0]?.includes('@id'));
  if (kind === 'both' && isSayable) {
    own.lines.push(`friends ${target.name}[] @relation("m2m${index}")`);
    target.lines.push(`friendOf${index} ${own.name}[] @relation("m2m${index}")`);
  }
  const names = kind === 'two' ? ['first', 'second'] : kind === 'many' || kind === 'one' ? ['first'] : [];
  for (const name of names) {
    own.lines.push(key(name, kind === 'one' ? '@unique' : ''), side(name));
    const many = kind === 'one' ? '?' : '[]';
    target.lines.push(`${name}Of${index} ${own.name}${many} @relation("${name}${index}")`);
  }
}
