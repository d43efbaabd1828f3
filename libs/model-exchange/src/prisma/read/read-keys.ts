import type { EntityModel, IndexModel } from '@amplication/service-model';
import { operatorClassOf } from '../operator-classes';
import { PRISMA_NAMES } from '../prisma-names';
import type { Attribute, Block, Expression, Member } from '../syntax/tree';
import type { DraftIndex, DraftIndexPart, DraftUnique } from './draft';
import { argumentOf, attributeOf, columnOf, idOf, type Reading, tableOf, textOf } from './reading';

/** What makes rows of a model single and quick to find. */
export interface Keys {
  key: EntityModel['key'];
  uniques: DraftUnique[];
  indexes: DraftIndex[];
}

/** One attribute about keys, whether it stands at a field or at the model. */
interface KeyAttribute {
  attribute: Attribute;
  parts: Part[];
}

interface Part {
  member: Member;
  options: Attribute | null;
}

/** Reads ids, uniques and indexes. What Prisma calls unique is an index in PostgreSQL, and never a constraint. */
export function readKeys(reading: Reading, block: Block): Keys {
  const all = keyAttributes(reading, block);
  const id = all.find(({ attribute }) => attribute.name === 'id');
  const uniques = all.filter((one) => one.attribute.name === 'unique' && isPlain(one));
  const stand = id ? undefined : uniques.find(isRequired);
  if (!id && !stand && !attributeOf(block, 'ignore'))
    reading.lose(
      block.at,
      block.name,
      'No row can be told from another: what is unique has an order or a condition, and is no key in the model.',
    );
  return {
    key: id ? keyOf(reading, block, id) : stand ? uniqueKeyOf(reading, block, stand) : null,
    uniques: uniques.filter((one) => one !== stand).map((one) => uniqueOf(reading, block, one)),
    indexes: all
      .filter((one) => one !== id && !uniques.includes(one))
      .map((one) => indexOf(reading, block, one)),
  };
}

/** The attributes of fields, then those of the model, each in their order. */
function keyAttributes(reading: Reading, block: Block): KeyAttribute[] {
  const ofFields = block.members.flatMap((member) =>
    member.attributes
      .filter(({ name }) => name === 'id' || name === 'unique')
      .map((attribute) => ({ attribute, parts: [{ member, options: attribute }] })),
  );
  const ofModel = block.attributes
    .filter(({ name }) => ['id', 'unique', 'index'].includes(name))
    .map((attribute) => ({ attribute, parts: partsOf(block, argumentOf(attribute, 'fields', true)) }));
  const all = [...ofFields, ...ofModel].filter(({ parts }) => parts.length > 0);
  for (const { attribute, parts } of all) {
    if (attribute.name !== 'index' && textOf(attribute, 'name') !== null)
      reading.lose(attribute.at, block.name, "Prisma's own name for the fields together is not kept.");
    for (const { member, options } of parts)
      if (options && argumentOf(options, 'length'))
        reading.lose(
          attribute.at,
          `${block.name}.${member.name}`,
          'The length of a part of an index is not kept: PostgreSQL has none.',
        );
  }
  return all;
}

function partsOf(block: Block, list: Expression | undefined): Part[] {
  const items = list?.kind === 'list' ? list.items : [];
  return items.flatMap((item): Part[] => {
    if (item.kind !== 'name' && item.kind !== 'call') return [];
    const member = block.members.find(({ name }) => name === item.name);
    if (!member) return [];
    const options = item.kind === 'call' ? { name: item.name, args: item.args, at: item.at } : null;
    return [{ member, options }];
  });
}

const columnsOf = ({ parts }: KeyAttribute) => parts.map(({ member }) => columnOf(member));
const idsOf = (reading: Reading, block: Block, { parts }: KeyAttribute) =>
  parts.map(({ member }) => reading.fieldId(block, member.name));
const isRequired = ({ parts }: KeyAttribute) => parts.every(({ member }) => member.arity === 'one');

const keyOf = (reading: Reading, block: Block, one: KeyAttribute): Keys['key'] => ({
  fields: idsOf(reading, block, one),
  kind: 'primary key',
  constraint: textOf(one.attribute, 'map') ?? PRISMA_NAMES.key(tableOf(block)),
});

/** Of a model without an id, the first unique that is always there tells its rows apart. */
const uniqueKeyOf = (reading: Reading, block: Block, one: KeyAttribute): Keys['key'] => ({
  fields: idsOf(reading, block, one),
  kind: 'unique index',
  constraint: uniqueName(block, one),
});

const uniqueName = (block: Block, one: KeyAttribute) =>
  textOf(one.attribute, 'map') ?? PRISMA_NAMES.unique(tableOf(block), columnsOf(one));

/** Whether it is nothing but unique; else it is an index with more to say. */
const isPlain = (one: KeyAttribute) =>
  argumentOf(one.attribute, 'where') === undefined &&
  one.parts.every(({ options }) => !options || (!isDescending(options) && !argumentOf(options, 'ops')));

function uniqueOf(reading: Reading, block: Block, one: KeyAttribute): DraftUnique {
  const constraint = uniqueName(block, one);
  return reading.from(one.attribute.at, block.name, {
    id: idOf('unique', constraint),
    fields: idsOf(reading, block, one),
    kind: 'index' as const,
    constraint,
  });
}

function indexOf(reading: Reading, block: Block, one: KeyAttribute): DraftIndex {
  const { attribute, parts } = one;
  const unique = attribute.name === 'unique';
  const given = textOf(attribute, 'map') ?? (unique ? null : textOf(attribute, 'name'));
  const made = unique ? PRISMA_NAMES.unique : PRISMA_NAMES.index;
  const name = given ?? made(tableOf(block), columnsOf(one));
  return reading.from(attribute.at, block.name, {
    id: idOf('index', name),
    name,
    unique,
    method: methodOf(reading, block, attribute),
    where: conditionOf(reading, block, attribute),
    parts: parts.map(({ member, options }) => partOf(reading.fieldId(block, member.name), options)),
  });
}

function partOf(fieldId: string, options: Attribute | null): DraftIndexPart {
  const ops = options ? argumentOf(options, 'ops') : undefined;
  const raw = ops?.kind === 'call' ? textOf({ ...ops }, 'value', true) : null;
  const operatorClass = ops?.kind === 'name' ? operatorClassOf(ops.name) : raw;
  return { fieldId, descending: options !== null && isDescending(options), operatorClass };
}

const isDescending = (options: Attribute) => {
  const sort = argumentOf(options, 'sort');
  return sort?.kind === 'name' && sort.name === 'Desc';
};

const METHODS: ReadonlyMap<string, IndexModel['method']> = new Map([
  ['BTree', 'btree'],
  ['Hash', 'hash'],
  ['Gin', 'gin'],
  ['Gist', 'gist'],
  ['SpGist', 'spgist'],
  ['Brin', 'brin'],
]);

function methodOf(reading: Reading, block: Block, attribute: Attribute): IndexModel['method'] {
  const type = argumentOf(attribute, 'type');
  if (type?.kind !== 'name') return 'btree';
  const method = METHODS.get(type.name);
  if (method === undefined)
    reading.lose(attribute.at, block.name, `The model has no index of type ${type.name}: it is a btree.`);
  return method ?? 'btree';
}

function conditionOf(reading: Reading, block: Block, attribute: Attribute): string | null {
  const where = argumentOf(attribute, 'where');
  if (!where) return null;
  const sql = where.kind === 'call' ? textOf({ ...where }, 'value', true) : null;
  if (sql === null)
    reading.lose(
      attribute.at,
      block.name,
      'The condition of the index is not kept, since it is written in the words of Prisma and not of PostgreSQL.',
    );
  return sql;
}
