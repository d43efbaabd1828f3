import type { EntityModel, IndexModel } from '@amplication/service-model';
import { operatorClassOf } from '../operator-classes';
import { isWholeName, PRISMA_NAMES } from '../prisma-names';
import type { Attribute, Block, Expression, Member } from '../syntax/tree';
import type { DraftField, DraftIndex, DraftIndexPart, DraftUnique } from './draft';
import { argumentOf, columnOf, idOf, type Reading, tableOf, textOf } from './reading';

/** What makes rows of a model single and quick to find. */
export interface Keys {
  key: EntityModel['key'] | null;
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

/** Reads ids, uniques and indexes; a single unique with the name that PostgreSQL would give is the field's own. */
export function readKeys(reading: Reading, block: Block, fields: readonly DraftField[]): Keys {
  const all = keyAttributes(reading, block);
  const named = (...names: string[]) => all.filter(({ attribute }) => names.includes(attribute.name));
  const [id] = named('id');
  const uniques: DraftUnique[] = [];
  const indexes: DraftIndex[] = [];
  let key = id ? keyOf(reading, block, id, 'key') : null;
  for (const one of named('unique', 'index')) {
    if (key === null && one.attribute.name === 'unique' && isRequired(one)) {
      key = keyOf(reading, block, one, 'unique');
      reading.lose(
        block.at,
        block.name,
        'The table has no primary key, which every entity has: the first unique is made the primary key.',
      );
    } else if (one.attribute.name === 'index' || !isPlain(one)) indexes.push(indexOf(reading, block, one));
    else addUnique(reading, block, one, fields, uniques);
  }
  return { key, uniques, indexes };
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

function keyOf(reading: Reading, block: Block, one: KeyAttribute, kind: 'key' | 'unique') {
  const made = kind === 'key' ? PRISMA_NAMES.key(tableOf(block)) : uniqueName(block, one);
  return { fields: idsOf(reading, block, one), constraint: textOf(one.attribute, 'map') ?? made };
}

const uniqueName = (block: Block, one: KeyAttribute) =>
  textOf(one.attribute, 'map') ?? PRISMA_NAMES.unique(tableOf(block), columnsOf(one));

/** Whether a constraint can say it; else it takes a unique index. */
const isPlain = (one: KeyAttribute) =>
  argumentOf(one.attribute, 'where') === undefined &&
  one.parts.every(({ options }) => !options || (!isDescending(options) && !argumentOf(options, 'ops')));

function addUnique(
  reading: Reading,
  block: Block,
  one: KeyAttribute,
  fields: readonly DraftField[],
  uniques: DraftUnique[],
): void {
  const constraint = uniqueName(block, one);
  const ids = idsOf(reading, block, one);
  const plain = [tableOf(block), ...columnsOf(one), 'key'].join('_');
  const field = ids.length === 1 ? fields.find(({ id }) => id === ids[0]) : undefined;
  if (field && !field.unique && constraint === plain && isWholeName(plain)) field.unique = true;
  else
    uniques.push(
      reading.from(one.attribute.at, block.name, {
        id: idOf('unique', constraint),
        fields: ids,
        constraint,
      }),
    );
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
