import { ModelTextError } from '@amplication/model-text';
import type { ModelFormat } from '../src/detect-format';
import { importModel } from '../src/exchange';

const many = (count: number, make: (index: number) => string, between = '') =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);
const columns = many(1_500, (index) => `c${index} int`, ', ');
const inTable = (rest: string) => `CREATE TABLE t (a int${rest});`;
const laughs = many(40, (index) => `a${index + 1}: &a${index + 1} [${many(9, () => `*a${index}`, ',')}]\n`);

/** Texts of which one part stands so often that whoever looks at the others for each would never come to an end. */
export const HOSTILE_TEXTS: readonly [string, ModelFormat, string][] = [
  ['tables that go', 'sql', many(40_000, (i) => `CREATE TABLE t${i} (a int);DROP TABLE t${i};`)],
  [
    'sequences that go',
    'sql',
    `CREATE TABLE t (${columns});${many(5_000, () => "CREATE SEQUENCE s;ALTER TABLE t ALTER c0 SET DEFAULT nextval('s');DROP SEQUENCE s;")}`,
  ],
  ['types that go', 'sql', many(10_000, () => "CREATE TYPE e AS ENUM ('a');DROP TYPE e;")],
  [
    'a wide table of many names',
    'sql',
    `CREATE TABLE t0 (${columns});${many(10_000, (i) => `ALTER TABLE t${i} RENAME TO t${i + 1};`)}`,
  ],
  ['uniques of a column', 'sql', inTable(' UNIQUE'.repeat(100_000))],
  ['defaults of a column', 'sql', inTable(' DEFAULT 1'.repeat(50_000))],
  ['constraints of a table', 'sql', inTable(many(50_000, (i) => `, UNIQUE (a, b${i})`))],
  ['defaults of a domain', 'sql', `CREATE DOMAIN d AS int${' DEFAULT 1'.repeat(50_000)};`],
  ['parts of an index', 'sql', `${inTable('')}CREATE INDEX ON t (${many(50_000, () => 'a', ',')});`],
  ['columns', 'sql', inTable(many(50_000, (i) => `, c${i} int`))],
  ['operators', 'sql', inTable(`, CHECK (a${' + 1'.repeat(100_000)} > 0)`)],
  ['open comments', 'sql', '/*'.repeat(1_000_000)],
  ['an open text', 'sql', `SELECT $a$${'$b$'.repeat(1_000_000)}`],
  ['an alias of aliases', 'yaml', `service: a\nversion: 2\na0: &a0 [x]\n${laughs}`],
  ['open lists', 'yaml', `service: ${'['.repeat(500_000)}`],
  ['lists in lists', 'json', `{"version":2,"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}`],
  ['wrong fields', 'json', `{"version":2,"entities":[{"fields":[${many(20_000, () => '{"x":1}', ',')}]}]}`],
  ['attributes', 'prisma', `model A {\n id Int @id\n a Int${' @db.Integer'.repeat(5_000)}\n}`],
  ['calls in calls', 'prisma', `model A {\n id Int @default(${'f('.repeat(200_000)}\n}`],
];

/** Seconds of the processor for each, of which all need a small part; one of them needed minutes. */
const MOST_SECONDS = 8;

/** Fails unless the text is read, or refused as a text that is not good, before it has taken long. */
export async function expectToEndSoon(text: string, format: ModelFormat): Promise<void> {
  const before = process.cpuUsage();
  const outcome = await importModel(text, { format }).catch((error: unknown) => error);
  const { user, system } = process.cpuUsage(before);
  if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ModelTextError);
  expect((user + system) / 1_000_000).toBeLessThan(MOST_SECONDS);
}
