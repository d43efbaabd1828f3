/** A schema with something of everything that a model can say, and with nothing that it cannot. */
export const FULL_SCHEMA = String.raw`
generator client {
  provider        = "prisma-client"
  previewFeatures = ["partialIndexes", "postgresqlExtensions"]
}

datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
  schemas  = ["public", "sales"]
  extensions = [citext, pg_trgm, uuid(map: "uuid-ossp")]
}

/// Who may sign in.
enum Role {
  /// Everybody.
  USER  @map("user")
  ADMIN

  @@map("user_role")
  @@schema("public")
}

/// A person.
///
/// Of two paragraphs.
model User {
  id        Int      @id(map: "people_pk") @default(autoincrement())
  /// Where letters go.
  email     String   @unique @db.VarChar(255) /// in lower case
  nick      String?  @unique(map: "one_nick") @db.Char(8)
  role      Role     @default(USER)
  roles     Role[]   @default([USER, ADMIN])
  createdAt DateTime @default(now())
  updated   DateTime @updatedAt @map("updated_at") @db.Timestamptz(6)
  hidden    String?  @ignore
  posts     Post[]   @relation("author")
  reviews   Post[]   @relation("reviewer")
  profile   Profile?
  managerId Int?
  manager   User?    @relation("management", fields: [managerId], references: [id])
  reports   User[]   @relation("management")

  @@map("people")
  @@schema("public")
}

model Profile {
  userId Int    @id
  user   User   @relation(fields: [userId], references: [id], onDelete: Cascade, onUpdate: NoAction, map: "its_user")
  bio    String @db.Text

  @@schema("public")
}

model Post {
  id         String        @id @default(uuid(7)) @db.Uuid
  authorId   Int
  /// Who wrote it.
  author     User          @relation("author", fields: [authorId], references: [id])
  reviewerId Int?          @map("reviewer_id")
  reviewer   User?         @relation("reviewer", fields: [reviewerId], references: [id], onDelete: SetDefault)
  title      String        @default("a \"quoted\" \\ text")
  body       Json          @default("{\"blocks\":[]}")
  draft      Json?         @db.Json
  rows       Json          @default("[{\"a\":null}]")
  deletedAt  DateTime?
  search     Unsupported("tsvector")?
  place      Unsupported("point") @default(dbgenerated("'(0,0)'::point"))
  lines      OrderLine[]
  tags       Tag[]

  @@unique([authorId, title(sort: Desc)])
  @@unique([authorId, id], name: "byAuthor", map: "author_and_id")
  @@index([body(ops: JsonbPathOps)], type: Gin)
  @@index([title(ops: raw("gin_trgm_ops"))], type: Gin, map: "titles")
  @@index([authorId, deletedAt(sort: Desc)], where: raw("\"deletedAt\" IS NULL"))
  @@index([id], type: Hash)
  @@index([deletedAt], type: Brin)
  @@schema("sales")
}

model OrderLine {
  orderId   BigInt
  number    Int      @db.SmallInt
  postId    String?  @db.Uuid
  post      Post?    @relation(fields: [postId], references: [id])
  price     Decimal  @default(1.50) @db.Decimal(10, 2)
  exact     Decimal  @default(0)
  any       Decimal? @db.Decimal
  ratio     Float    @default(0.1) @db.Real
  weight    Float    @default(12)
  total     BigInt   @default(9007199254740993)
  data      Bytes    @default("aGVsbG8=")
  day       DateTime @default("2026-01-31T00:00:00Z") @db.Date
  hour      DateTime @default("1970-01-01T08:30:00Z") @db.Time(0)
  zoned     DateTime @default("1970-01-01T08:30:00+02:00") @db.Timetz(3)
  wall      DateTime @default("2026-01-31T08:30:00Z") @db.Timestamp
  tags      String[] @default(["a", "b"])
  numbers   Int[]    @default([])
  flag      Boolean  @default(false)
  address   String   @default("127.0.0.1") @db.Inet
  login     String   @db.Citext
  feed      String   @db.Xml
  bits      String   @default("101") @db.Bit(3)
  more      String   @db.VarBit
  plain     String   @db.VarChar
  paid      Decimal  @default(1.5) @db.Money
  object    Int      @default(7) @db.Oid
  made      String   @default(cuid())
  short     String   @default(nanoid())
  shorter   String   @default(nanoid(7))
  collision String   @default(cuid(2))
  sorted    String   @default(ulid())
  v1        String   @default(dbgenerated("uuid_generate_v1()")) @db.Uuid
  token     String   @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  parts     Part[]   @ignore

  @@id([orderId, number])
  @@schema("sales")
}

model Tag {
  name  String
  code  String?  @unique
  posts Post[]
  other Tag[]    @relation("related")
  back  Tag[]    @relation("related")
  id    Int      @id

  @@unique([name])
  @@schema("sales")
}

model Setting {
  scope String?
  key   String
  value String  @unique

  @@unique([key], map: "one_key")
  @@unique([key, scope])
  @@schema("public")
}

model Log {
  line String

  @@ignore
  @@schema("public")
}

model Part {
  id      Int       @id
  orderId BigInt
  number  Int       @db.SmallInt
  line    OrderLine @relation(fields: [orderId, number], references: [orderId, number])

  @@ignore
  @@schema("sales")
}
`;

/** A schema of one model `Thing` with these lines, for what is tested by itself. */
export const thing = (...lines: string[]): string =>
  ['model Thing {', '  id Int @id', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
