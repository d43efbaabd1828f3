import type { EntityModel, JoinTablePlace, RelationModel } from '@amplication/service-model';
import { documentation } from './write-field';
import { Names, quoted } from './names';
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
  const ownSide = sideOf(writing, entity, names, join.ownColumn, `${model}_own`);
  const targetSide = sideOf(writing, target, names, join.targetColumn, `${model}_target`);
  const lines = [
    ...ownSide.lines,
    ...targetSide.lines,
    `@@id([${ownSide.member}, ${targetSide.member}])`,
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

/** The column that points at one side, and the relation that it holds. */
function sideOf(
  writing: Writing,
  entity: EntityModel,
  names: Names,
  column: string,
  pair: string,
): { member: string; lines: string[] } {
  const [keyId = ''] = entity.key.fields;
  const key = entity.fields.find(({ id }) => id === keyId);
  const type = key ? prismaType(key, writing.blockName) : { name: 'Int', native: null };
  const member = names.give(column);
  const map = member === column ? '' : ` @map(${quoted(column)})`;
  const native = type.native === null ? '' : ` @db.${type.native}`;
  const block = writing.blockName(entity.id);
  const mark = entity.access.length === 0 ? ' @ignore' : '';
  const reference = `fields: [${member}], references: [${writing.memberName(entity, keyId)}], onDelete: Cascade`;
  return {
    member,
    lines: [
      `${member} ${type.name}${map}${native}`,
      `${names.give(`${member}_${block}`)} ${block} @relation(${quoted(pair)}, ${reference})${mark}`,
    ],
  };
}
