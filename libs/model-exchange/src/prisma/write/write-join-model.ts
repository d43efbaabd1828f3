import type { EntityModel, JoinTablePlace, RelationModel } from '@amplication/service-model';
import { documentation } from './write-field';
import { PRISMA_NAMES } from '../prisma-names';
import { isIgnored } from './ignored';
import { argumentList, Names, quoted } from './names';
import { prismaType } from './types';
import type { WrittenRelation } from './write-relations';
import type { Writing } from './writing';

/** A many-to-many whose table Prisma would call otherwise: its table becomes a model, which both sides point at. */
export function writeJoinModel(
  writing: Writing,
  entity: EntityModel,
  relation: RelationModel,
  target: EntityModel,
  join: JoinTablePlace,
): WrittenRelation {
  const own = writing.memberName(entity, relation.id);
  const model = writing.freeBlockName(`${writing.blockName(entity.id)}_${own}`);
  const names = new Names();
  const { joinTable } = relation;
  const side = (of: EntityModel, column: string, pair: string, constraint: string | null) =>
    sideOf(writing, of, names, { column, pair, constraint, table: join.name });
  const ownSide = side(entity, join.ownColumn, `${model}_own`, joinTable?.ownConstraint ?? null);
  const targetSide = side(target, join.targetColumn, `${model}_target`, joinTable?.targetConstraint ?? null);
  const isIndex = joinTable?.key === 'unique index';
  const columns = [join.ownColumn, join.targetColumn];
  const keyName = writing.constraints.map(
    joinTable?.keyConstraint ?? null,
    isIndex ? PRISMA_NAMES.unique(join.name, columns) : PRISMA_NAMES.key(join.name),
  );
  const indexName = writing.constraints.map(
    joinTable?.index ?? null,
    PRISMA_NAMES.index(join.name, [join.targetColumn]),
  );
  const lines = [
    ...ownSide.lines,
    ...targetSide.lines,
    `${isIndex ? '@@unique' : '@@id'}${argumentList([`[${ownSide.member}, ${targetSide.member}]`, keyName])}`,
    `@@index${argumentList([`[${targetSide.member}]`, indexName])}`,
    ...(join.name === model ? [] : [`@@map(${quoted(join.name)})`]),
  ];
  const note = documentation(relation.description, [`it is a many-to-many without an entity of its own`]);
  return {
    own: [...note, `${own} ${model}[] @relation(${quoted(`${model}_own`)})`],
    inverse: [
      ...documentation(relation.inverse.description),
      `${writing.inverseName(entity, relation)} ${model}[] @relation(${quoted(`${model}_target`)})`,
    ],
    made: [],
    models: [{ name: model, schema: join.schema, lines }],
  };
}

/** How one side of the table is called. */
interface JoinSide {
  table: string;
  column: string;
  /** Tells the relation from others. */
  pair: string;
  constraint: string | null;
}

/** The column that points at one side, and the relation that it holds. */
function sideOf(
  writing: Writing,
  entity: EntityModel,
  names: Names,
  { column, pair, constraint, table }: JoinSide,
): { member: string; lines: string[] } {
  const [keyId = ''] = entity.key?.fields ?? [];
  const key = entity.fields.find(({ id }) => id === keyId);
  const type = key ? prismaType(key, writing.blockName) : { name: 'Int', native: null };
  const member = names.give(column);
  const map = member === column ? '' : ` @map(${quoted(column)})`;
  const native = type.native === null ? '' : ` @db.${type.native}`;
  const block = writing.blockName(entity.id);
  const mark = isIgnored(entity) ? ' @ignore' : '';
  const args = [
    quoted(pair),
    `fields: [${member}], references: [${writing.memberName(entity, keyId)}], onDelete: Cascade`,
    writing.constraints.map(constraint, PRISMA_NAMES.foreignKey(table, [column])),
  ];
  return {
    member,
    lines: [
      `${member} ${type.name}${map}${native}`,
      `${names.give(`${member}_${block}`)} ${block} @relation${argumentList(args)}${mark}`,
    ],
  };
}
