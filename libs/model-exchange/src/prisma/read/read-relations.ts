import type { RelationModel } from '@amplication/service-model';
import { byCode, PRISMA_NAMES } from '../prisma-names';
import type { Attribute, Block, Expression, Member } from '../syntax/tree';
import type { DraftRelation } from './draft';
import { argumentOf, attributeOf, columnOf, idOf, type Reading, tableOf, textOf } from './reading';

/** The relations that stand on a model: those whose key it holds, and each many-to-many once. */
export function readRelations(reading: Reading, block: Block): DraftRelation[] {
  return block.members.flatMap((member) => {
    const subject = `${block.name}.${member.name}`;
    if (reading.views.has(member.type))
      reading.lose(
        member.at,
        subject,
        `It points at the view ${member.type}, which the model does not have.`,
      );
    const target = reading.models.get(member.type);
    if (!target) return [];
    if (attributeOf(member, 'ignore') && !isHiddenBesides(block, member, target))
      reading.lose(member.at, subject, 'The model cannot hide a relation: this one is shown.');
    const attribute = attributeOf(member, 'relation');
    const opposite = oppositeOf(block, member, target);
    const fields = namesOf(attribute && argumentOf(attribute, 'fields'));
    const relation =
      attribute && fields.length > 0
        ? withKey(reading, block, member, { target, opposite, attribute, fields })
        : manyToMany(reading, block, member, target, opposite);
    return relation ? [reading.from(member.at, subject, relation)] : [];
  });
}

/** Whether a relation is hidden by what it points at or is held by, so that its own mark says nothing. */
function isHiddenBesides(block: Block, member: Member, target: Block): boolean {
  if (attributeOf(target, 'ignore')) return true;
  const attribute = attributeOf(member, 'relation');
  const holders = namesOf(attribute && argumentOf(attribute, 'fields'));
  return block.members.some((one) => holders.includes(one.name) && attributeOf(one, 'ignore') !== undefined);
}

interface Side {
  target: Block;
  opposite: Member | null;
  attribute: Attribute;
  fields: string[];
}

function withKey(
  reading: Reading,
  block: Block,
  member: Member,
  { target, opposite, attribute, fields }: Side,
): DraftRelation {
  const holders = fields.flatMap((name) => block.members.find((one) => one.name === name) ?? []);
  const isFilled = (one: Member) => one.arity === 'one';
  const references = namesOf(argumentOf(attribute, 'references'));
  const isAlwaysThere = holders.some(isFilled) || isFilled(member);
  const made = PRISMA_NAMES.foreignKey(tableOf(block), holders.map(columnOf));
  return {
    id: idOf('relation', `${reading.nameOf(block)}.${member.name}`),
    name: reading.nameOfMember(member),
    kind: opposite?.arity === 'list' ? 'many-to-one' : 'one-to-one',
    entityId: reading.entityId(target),
    description: describe(reading, block, member),
    required: holders.every(isFilled),
    fields: holders.map(({ name }) => reading.fieldId(block, name)),
    references: references.map((name) => reading.fieldId(target, name)),
    onDelete: ruleOf(argumentOf(attribute, 'onDelete')) ?? (isAlwaysThere ? 'restrict' : 'set null'),
    onUpdate: ruleOf(argumentOf(attribute, 'onUpdate')) ?? 'cascade',
    constraint: textOf(attribute, 'map') ?? made,
    enforced: reading.isEnforced,
    inverse: inverseOf(reading, target, opposite),
    joinTable: null,
  };
}

/** A many-to-many without a model of its own, seen from the side whose rows stand in column A. */
function manyToMany(
  reading: Reading,
  block: Block,
  member: Member,
  target: Block,
  opposite: Member | null,
): DraftRelation | null {
  if (member.arity !== 'list' || opposite?.arity !== 'list') return null;
  if (!isColumnA(block, member, target, opposite)) return null;
  const given = relationName(member);
  const table = PRISMA_NAMES.joinTable(given ?? PRISMA_NAMES.joinName(block.name, target.name));
  reading.loseOldJoins(member.at);
  if (!reading.isEnforced)
    reading.lose(
      member.at,
      `${block.name}.${member.name}`,
      `The join table ${table} has no foreign keys in the database, where Prisma keeps relations itself: in the model it has.`,
    );
  return {
    id: idOf('relation', `${reading.nameOf(block)}.${member.name}`),
    name: reading.nameOfMember(member),
    kind: 'many-to-many',
    entityId: reading.entityId(target),
    description: describe(reading, block, member),
    required: false,
    fields: [],
    references: [],
    onDelete: 'cascade',
    onUpdate: 'cascade',
    constraint: null,
    inverse: inverseOf(reading, target, opposite),
    enforced: true,
    joinTable: {
      table,
      schema: null,
      ownColumn: 'A',
      targetColumn: 'B',
      key: 'primary key',
      keyConstraint: PRISMA_NAMES.joinKey(table),
      ownConstraint: PRISMA_NAMES.joinForeignKey(table, 'A'),
      targetConstraint: PRISMA_NAMES.joinForeignKey(table, 'B'),
      index: PRISMA_NAMES.joinIndex(table),
    },
  };
}

/** Whether a relation stands on this side: it holds the key, or its rows stand in column A. */
export function isFirstSide(block: Block, member: Member, target: Block): boolean {
  const attribute = attributeOf(member, 'relation');
  if (namesOf(attribute && argumentOf(attribute, 'fields')).length > 0) return true;
  const opposite = oppositeOf(block, member, target);
  return member.arity === 'list' && opposite?.arity === 'list' && isColumnA(block, member, target, opposite);
}

const isColumnA = (block: Block, member: Member, target: Block, opposite: Member): boolean =>
  (byCode(block.name, target.name) || byCode(member.name, opposite.name)) <= 0;

/** The field on the other side that belongs to the same relation. */
function oppositeOf(block: Block, member: Member, target: Block): Member | null {
  const name = relationName(member);
  const opposite = target.members.find(
    (one) => one !== member && one.type === block.name && relationName(one) === name,
  );
  return opposite ?? null;
}

function relationName(member: Member): string | null {
  return textOf(attributeOf(member, 'relation'), 'name', true);
}

const namesOf = (list: Expression | undefined): string[] =>
  list?.kind === 'list' ? list.items.flatMap((item) => (item.kind === 'name' ? [item.name] : [])) : [];

const describe = (reading: Reading, block: Block, { at, name, documentation }: Member) =>
  reading.description(at, `${block.name}.${name}`, documentation);

const inverseOf = (reading: Reading, target: Block, opposite: Member | null): RelationModel['inverse'] =>
  opposite
    ? { name: reading.nameOfMember(opposite), description: describe(reading, target, opposite) }
    : { name: null, description: '' };

const RULES: ReadonlyMap<string, RelationModel['onDelete']> = new Map([
  ['Cascade', 'cascade'],
  ['Restrict', 'restrict'],
  ['NoAction', 'no action'],
  ['SetNull', 'set null'],
  ['SetDefault', 'set default'],
]);

const ruleOf = (value: Expression | undefined): RelationModel['onDelete'] | null =>
  value?.kind === 'name' ? (RULES.get(value.name) ?? null) : null;
