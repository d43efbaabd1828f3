import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kindOf } from './kinds-of-losses';
import { measureFile } from './measure';
import { coveragePage } from './page';
import { schemaFiles } from './schema-files';

/** The parser of SQL starts a thread for each text, which takes its time on a busy machine. */
const TIMEOUT = 60_000;

const SHOP = `
model Customer {
  id     String  @id @default(cuid())
  mail   String  @unique
  orders Order[]
  tags   Tag[]
}

model Order {
  id         Int      @id @default(autoincrement())
  customer   Customer @relation(fields: [customerId], references: [id])
  customerId String
  number     Int      @default(dbgenerated())
  place      Unsupported("point")?

  @@index([customerId])
  @@index([number(length: 3)])
}

model Tag {
  id        Int        @id
  customers Customer[]
}

view Seen {
  id Int @unique
}
`;

const BOOKS = `
create table book (id bigint primary key, title text unique);
create table part (book bigint references book, number int, primary key (book, number));
create view titles as select title from book;
`;

describe('what a model keeps of the schemas of a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coverage-'));
    mkdirSync(join(folder, 'sql'));
    writeFileSync(join(folder, 'shop.prisma'), SHOP);
    writeFileSync(join(folder, 'sql/books.sql'), BOOKS);
    writeFileSync(join(folder, 'broken.prisma'), 'model {');
    writeFileSync(join(folder, 'readme.md'), 'no schema');
    writeFileSync(
      join(folder, 'sources.tsv'),
      'file\tfrom\tpath\tversion\taddress\nsql/books.sql\ta package\tb.sql\t1.2\thttps://example.org/books\n',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it(
    'is counted against all that they have',
    async () => {
      const files = schemaFiles(folder);
      expect(files.map(({ name, format, address }) => [name, format, address])).toEqual([
        ['broken.prisma', 'prisma', null],
        ['shop.prisma', 'prisma', null],
        ['sql/books.sql', 'sql', 'https://example.org/books'],
      ]);
      const [broken, shop, books] = await Promise.all(files.map(measureFile));
      expect(broken?.refusal).toContain('Line 1, column 7');
      expect(shop).toMatchObject({
        refusal: null,
        models: { all: 3, kept: 2 },
        fields: { all: 7, kept: 6 },
        relations: { all: 2, kept: 2 },
        keys: { all: 6, kept: 6 },
      });
      expect(shop?.losses.map(({ isOfModel, count }) => [isOfModel, count])).toEqual([
        [true, 1],
        [true, 1],
        [false, 1],
      ]);
      expect(books).toMatchObject({
        models: { all: 2, kept: 2 },
        fields: { all: 4, kept: 4 },
        relations: { all: 1, kept: 1 },
        keys: { all: 3, kept: 3 },
        losses: [{ kind: 'The model has no views.', isOfModel: false, count: 1 }],
      });
    },
    TIMEOUT,
  );

  it(
    'is told on a page, with a total and where each comes from',
    async () => {
      const page = coveragePage(await Promise.all(schemaFiles(folder).map(measureFile)), [
        { name: 'shop.prisma', outcome: 'different', tables: { all: 3, kept: 2 }, differences: ['a | b'] },
        { name: 'sql/books.sql', outcome: 'not run', tables: { all: 0, kept: 0 }, differences: ['No.'] },
      ]);
      expect(page).toContain(
        '| **3 schemas** | 4 of 5 (80.0 %) | 10 of 11 (90.9 %) | 3 of 3 (100.0 %) | 9 of 9 (100.0 %) |',
      );
      expect(page).toContain('| `broken.prisma` | refused: Line 1');
      expect(page).toContain('| 2 | The model has no views. | `shop.prisma`, `books.sql` |');
      expect(page).toContain('- `books.sql`: https://example.org/books, a package 1.2, `b.sql`');
      expect(page).toContain('| `shop.prisma` | 2 of 3 (66.6 %) | a \\| b |');
      expect(page).toContain('| `books.sql` | none | not run: No. |');
    },
    TIMEOUT,
  );
});

describe('the kind of a loss', () => {
  const kind = (reason: string) => kindOf({ line: 1, column: 1, entity: null, subject: '', reason });
  it('is its sentence without the names of one schema', () => {
    expect(kind('It points at the table usr, which is not there.')).toBe(
      'It points at the table …, which is not there.',
    );
    expect(kind('A default which the schema does not tell: PostgreSQL has none for a_b.')).toBe(
      'A default which the schema does not tell: PostgreSQL has none for ….',
    );
    expect(kind('316 comments are not kept.')).toBe('Some comments are not kept.');
    expect(kind('The model has no sequences by which no column counts.')).toBe(
      'The model has no sequences by which no column counts.',
    );
  });
});
