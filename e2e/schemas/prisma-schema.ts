import { NOUNS, pascal } from './nouns';

/** Of the models, one is a pair of others with a key of two fields. */
const MODELS = 60;
const STATES = ['DRAFT', 'ACTIVE', 'ARCHIVED'] as const;

/**
 * A schema of Prisma with 60 models as a company might have it: ids of three kinds, enums, relations with names on both
 * sides, self relations, many-to-many, uniques and indexes over several fields, a key of two fields, names of tables
 * and columns; a view and a type that Prisma does not support, which a person has to be told of.
 */
export function prismaSchema(): string {
  const nouns = NOUNS.slice(0, MODELS - 1);
  const models = nouns.map((noun, index) => modelOf(noun, index, nouns));
  return [HEAD, ...models, PAIR, VIEW].join('\n\n') + '\n';
}

const HEAD = `generator client {
  provider        = "prisma-client-js"
  previewFeatures = ["views"]
}

datasource db {
  provider = "postgresql"
}

enum State {
${STATES.map((state) => `  ${state}`).join('\n')}

  @@map("state")
}

enum Priority {
  LOW    @map("low")
  NORMAL @map("normal")
  HIGH   @map("high")
}`;

const PAIR = `model TeamMember {
  teamId    Int
  accountId String   @db.Uuid
  since     DateTime @default(now())
  team      Team     @relation(fields: [teamId], references: [id], onDelete: Cascade)
  account   Account  @relation(fields: [accountId], references: [id], onDelete: Cascade)

  @@id([teamId, accountId])
  @@map("team_members")
}`;

const VIEW = `view ActiveAccount {
  id    String @unique @db.Uuid
  email String
}`;

const idOf = (index: number) =>
  [
    'id String @id @default(uuid()) @db.Uuid',
    'id Int @id @default(autoincrement())',
    'id String @id @default(cuid())',
  ][index % 3] ?? '';

const referenceOf = (index: number) => ['String @db.Uuid', 'Int', 'String'][index % 3] ?? '';
const optional = (type: string) => type.replace(/^(\w+)/, '$1?');

/** Each model belongs to the one that stands at half of its place, and some to the account that made them. */
const parentOf = (index: number) => Math.floor(index / 2);
const hasMaker = (index: number) => index > 0 && index % 4 === 0;
const isTree = (index: number) => index % 10 === 3;
const isTagged = (index: number) => index % 9 === 8;

function modelOf(noun: string, index: number, nouns: readonly string[]): string {
  const name = pascal(noun);
  const lines = [
    idOf(index),
    `name String @db.VarChar(${100 + index})`,
    ...(index % 5 === 0 ? ['email String @unique'] : []),
    ...(index % 3 === 1 ? ['state State @default(DRAFT)'] : []),
    ...(index % 4 === 2
      ? ['priority Priority @default(NORMAL)', 'amount Decimal @default(0) @db.Decimal(12, 2)']
      : []),
    ...(index % 6 === 5 ? ['settings Json @default("{}")', 'words String[]'] : []),
    ...(index % 7 === 6 ? ['visits BigInt @default(0)', 'score Float?'] : []),
    ...(noun === 'article' ? ['search Unsupported("tsvector")?'] : []),
    'note String? @db.Text',
    'createdAt DateTime @default(now()) @map("created_at")',
    'updatedAt DateTime @updatedAt @map("updated_at")',
    ...relationsOf(index, nouns),
    ...inversesOf(index, nouns),
    '',
    ...(index > 0 && index % 6 === 0 ? ['@@unique([parentId, name])'] : []),
    ...(index % 4 === 1 ? ['@@index([name, createdAt(sort: Desc)])'] : []),
    `@@map("${noun}_rows")`,
  ];
  return `model ${name} {\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n}`;
}

function relationsOf(index: number, nouns: readonly string[]): string[] {
  const name = pascal(nouns[index] ?? '');
  const parent = pascal(nouns[parentOf(index)] ?? '');
  return [
    ...(index > 0
      ? [
          `parentId ${referenceOf(parentOf(index))}`,
          `parent ${parent} @relation("${name}Parent", fields: [parentId], references: [id], onDelete: Cascade)`,
        ]
      : []),
    ...(hasMaker(index)
      ? [
          `makerId ${optional(referenceOf(0))}`,
          `maker Account? @relation("${name}Maker", fields: [makerId], references: [id], onDelete: SetNull)`,
        ]
      : []),
    ...(isTree(index)
      ? [
          `aboveId ${optional(referenceOf(index))}`,
          `above ${name}? @relation("${name}Tree", fields: [aboveId], references: [id])`,
          `below ${name}[] @relation("${name}Tree")`,
        ]
      : []),
    ...(isTagged(index) ? [`tags Tag[] @relation("${name}Tags")`] : []),
  ];
}

function inversesOf(index: number, nouns: readonly string[]): string[] {
  const noun = nouns[index] ?? '';
  return nouns
    .flatMap((other, place) => {
      const name = pascal(other);
      return [
        ...(place > 0 && parentOf(place) === index
          ? [`${other}Parts ${name}[] @relation("${name}Parent")`]
          : []),
        ...(noun === 'account' && hasMaker(place)
          ? [`${other}Made ${name}[] @relation("${name}Maker")`]
          : []),
        ...(noun === 'tag' && isTagged(place) ? [`${other}Tagged ${name}[] @relation("${name}Tags")`] : []),
      ];
    })
    .concat(noun === 'account' || noun === 'team' ? ['members TeamMember[]'] : []);
}
