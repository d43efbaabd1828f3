import {
  columnOf,
  type EntityModel,
  joinTableOf,
  relationColumns,
  type RelationModel,
  tableOf,
} from '@amplication/service-model';
import { byCode, PRISMA_NAMES } from '../prisma-names';
import { isIgnored } from './ignored';
import { argumentList, quoted } from './names';
import { prismaType } from './types';
import { documentation, isHidden } from './write-field';
import { writeJoinModel } from './write-join-model';
import type { Writing } from './writing';

/** The lines of one relation: those of the entity that it stands on, and those of the other. */
export interface WrittenRelation {
  own: string[];
  inverse: string[];
  /** Columns that are made for it, by the id of the relation: the name of the member and of the column. */
  made: { name: string; column: string }[];
  /** Models that are made for it. */
  models: { name: string; schema: string; lines: string[] }[];
}

/** Writes a relation for both of its sides. */
export function writeRelation(
  writing: Writing,
  entity: EntityModel,
  relation: RelationModel,
): WrittenRelation {
  const target = writing.entity(relation.entityId);
  if (!target) return { own: [], inverse: [], made: [], models: [] };
  return relation.kind === 'many-to-many'
    ? writeManyToMany(writing, entity, relation, target)
    : writeKey(writing, entity, relation, target);
}

function writeKey(
  writing: Writing,
  entity: EntityModel,
  relation: RelationModel,
  target: EntityModel,
): WrittenRelation {
  const name = writing.memberName(entity, relation.id);
  const columns = relationColumns(writing.model, entity, relation).map((column) => ({
    ...column,
    member: column.field
      ? writing.memberName(entity, column.field.id)
      : writing.freeName(entity, `${name}_${column.references.name}`),
  }));
  const isOne = relation.kind === 'one-to-one';
  const isFilled = ({ field }: { field: { required: boolean } | null }) =>
    field?.required ?? relation.required;
  const isRequired = columns.every(isFilled);
  const { name: table } = tableOf(entity);
  const stored = columns.map((column) => column.name);
  const uniqueName = () => argumentList([writing.constraints.map(null, PRISMA_NAMES.unique(table, stored))]);
  const made = columns.flatMap((column) => {
    if (column.field) return [];
    const type = prismaType(column.references, writing.blockName);
    const attributes = [
      isOne && columns.length === 1 && !isHeldOnce(entity, relation) ? `@unique${uniqueName()}` : null,
      column.member === column.name ? null : `@map(${quoted(column.name)})`,
      type.native === null ? null : `@db.${type.native}`,
    ].filter((one) => one !== null);
    return [[column.member, `${type.name}${isRequired ? '' : '?'}`, ...attributes].join(' ')];
  });
  const pairName = pairNameOf(writing, entity, relation);
  const args = [
    pairName === null ? null : quoted(pairName),
    `fields: [${columns.map(({ member }) => member).join(', ')}]`,
    `references: [${columns.map(({ references }) => writing.memberName(target, references.id)).join(', ')}]`,
    ruleArgument('onDelete', relation.onDelete, columns.some(isFilled) ? 'restrict' : 'set null'),
    ruleArgument('onUpdate', relation.onUpdate, 'cascade'),
    writing.constraints.map(relation.constraint, PRISMA_NAMES.foreignKey(table, stored)),
  ];
  const unsaid = [
    ...(relation.checked === 'at once' ? [] : [`it is checked ${relation.checked}`]),
    ...(relation.enforced || !writing.isEnforced ? [] : ['it has no foreign key']),
  ];
  const type = `${writing.blockName(target.id)}${isRequired ? '' : '?'}`;
  const pair = pairName === null ? '' : ` @relation(${quoted(pairName)})`;
  const needsUnique = isOne && (made.length === 0 || columns.length > 1) && !isHeldOnce(entity, relation);
  const members = columns.map(({ member }) => member).join(', ');
  const uniqueArgument = needsUnique
    ? writing.constraints.map(null, PRISMA_NAMES.unique(table, stored))
    : null;
  const isHeldHidden = columns.some(({ field }) => field !== null && isHidden(field));
  return {
    own: [
      ...made,
      ...documentation(relation.description, unsaid),
      `${name} ${type} @relation${argumentList(args)}${ignoreMark(entity, target, isHeldHidden)}`,
      ...(needsUnique ? [`@@unique${argumentList([`[${members}]`, uniqueArgument])}`] : []),
    ],
    inverse: [
      ...documentation(relation.inverse.description),
      `${writing.inverseName(entity, relation)} ${writing.blockName(entity.id)}${isOne ? '?' : '[]'}${pair}${ignoreMark(target, entity)}`,
    ],
    made: columns.flatMap(({ field, member, name: column }) => (field ? [] : [{ name: member, column }])),
    models: [],
  };
}

/** Whether no two rows can hold the same key in the fields of a relation, which Prisma wants of a one-to-one. */
function isHeldOnce(entity: EntityModel, relation: RelationModel): boolean {
  const fields = relation.fields.length > 0 ? relation.fields : [relation.id];
  const isSame = (ids: readonly (string | null)[]) =>
    ids.length === fields.length && fields.every((id) => ids.includes(id));
  return (
    isSame(entity.key?.fields ?? []) ||
    entity.fields.some(({ id, unique }) => unique && isSame([id])) ||
    entity.uniques.some((unique) => isSame(unique.fields)) ||
    entity.indexes.some(({ unique, parts }) => unique && isSame(parts.map(({ fieldId }) => fieldId)))
  );
}

/** Prisma wants the mark on what points at a model that it ignores, and on what a hidden field holds. */
const ignoreMark = (from: EntityModel, to: EntityModel, isHeldHidden = false): string =>
  !isIgnored(from) && (isIgnored(to) || isHeldHidden) ? ' @ignore' : '';

const RULES: Record<RelationModel['onDelete'], string> = {
  'no action': 'NoAction',
  restrict: 'Restrict',
  cascade: 'Cascade',
  'set null': 'SetNull',
  'set default': 'SetDefault',
};

const ruleArgument = (name: string, rule: RelationModel['onDelete'], made: RelationModel['onDelete']) =>
  rule === made ? null : `${name}: ${RULES[rule]}`;

function writeManyToMany(
  writing: Writing,
  entity: EntityModel,
  relation: RelationModel,
  target: EntityModel,
): WrittenRelation {
  const own = writing.memberName(entity, relation.id);
  const other = writing.inverseName(entity, relation);
  const names = [writing.blockName(entity.id), writing.blockName(target.id)] as const;
  const join = joinTableOf(entity, relation, target);
  const isFirst = (byCode(...names) || byCode(own, other)) < 0;
  const columns = isFirst ? ['A', 'B'] : ['B', 'A'];
  const isSayable =
    join.name.startsWith('_') &&
    join.schema === tableOf(entity).schema &&
    join.ownColumn === columns[0] &&
    join.targetColumn === columns[1] &&
    hasNamesOfPrisma(join.name, isFirst, relation.joinTable);
  if (!isSayable) return writeJoinModel(writing, entity, relation, target, join);
  const pairName = join.name.slice(1);
  const isNamed = pairName !== PRISMA_NAMES.joinName(...names) || isAmbiguous(writing, entity, relation);
  const pair = isNamed ? ` @relation(${quoted(pairName)})` : '';
  return {
    own: [...documentation(relation.description), `${own} ${names[1]}[]${pair}${ignoreMark(entity, target)}`],
    inverse: [
      ...documentation(relation.inverse.description),
      `${other} ${names[0]}[]${pair}${ignoreMark(target, entity)}`,
    ],
    made: [],
    models: [],
  };
}

/** Whether Prisma calls the parts of a join table as the model does, or the model leaves it open. */
function hasNamesOfPrisma(table: string, isFirst: boolean, given: RelationModel['joinTable']): boolean {
  if (given === null) return true;
  const [own, target] = isFirst ? (['A', 'B'] as const) : (['B', 'A'] as const);
  const isOpen = (name: string | null, made: string) => name === null || name === made;
  return (
    given.key === 'primary key' &&
    isOpen(given.keyConstraint, PRISMA_NAMES.joinKey(table)) &&
    isOpen(given.ownConstraint, PRISMA_NAMES.joinForeignKey(table, own)) &&
    isOpen(given.targetConstraint, PRISMA_NAMES.joinForeignKey(table, target)) &&
    isOpen(given.index, PRISMA_NAMES.joinIndex(table))
  );
}

/** A name that tells the relation from others between the same two models; null where there is no other. */
const pairNameOf = (writing: Writing, entity: EntityModel, relation: RelationModel): string | null =>
  isAmbiguous(writing, entity, relation)
    ? `${writing.blockName(entity.id)}_${writing.memberName(entity, relation.id)}`
    : null;

function isAmbiguous(writing: Writing, entity: EntityModel, relation: RelationModel): boolean {
  if (relation.entityId === entity.id) return true;
  const pair = writing.pairs.get([entity.id, relation.entityId].sort(byCode).join(' ')) ?? 0;
  return pair > 1;
}

/** The column of a member of an entity that a relation may be. */
export const columnOfMember = (entity: EntityModel, id: string): string | null => {
  const field = entity.fields.find((one) => one.id === id);
  return field ? columnOf(field) : null;
};
