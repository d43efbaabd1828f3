import {
  columnOf,
  type EntityModel,
  type FieldModel,
  type IndexModel,
  tableOf,
  type UniqueModel,
} from '@amplication/service-model';
import { PRISMA_NAMES } from '../prisma-names';
import { argumentList, type ConstraintNames, quoted } from './names';

/** What members of an entity are called, those that are made for relations too. */
export interface MemberNames {
  name: (id: string) => string;
  column: (id: string) => string;
}

/** The key of several fields, uniques and indexes as lines of a model. */
export function writeKeys(entity: EntityModel, names: MemberNames, constraints: ConstraintNames): string[] {
  const { name: table } = tableOf(entity);
  const inline = uniquesOfFields(entity);
  return [
    ...writeKey(table, entity.key, names, constraints),
    ...entity.uniques.flatMap((unique) =>
      inline.has(unique) ? [] : writeUnique(table, unique, names, constraints),
    ),
    ...entity.indexes.flatMap((index) => writeIndex(table, index, names, constraints)),
    ...entity.checks.map(({ expression }) => note(`each row keeps the check ${expression}`)),
  ];
}

function writeKey(
  table: string,
  key: EntityModel['key'],
  names: MemberNames,
  constraints: ConstraintNames,
): string[] {
  if (key === null || key.fields.length === 1) return [];
  if (key.kind !== 'primary key') {
    const made = PRISMA_NAMES.unique(table, key.fields.map(names.column));
    return [`@@unique${argumentList([listOf(key.fields, names), constraints.map(key.constraint, made)])}`];
  }
  return [
    `@@id${argumentList([listOf(key.fields, names), constraints.map(key.constraint, PRISMA_NAMES.key(table))])}`,
  ];
}

/** `@id` and `@unique` of a field. */
export function writeFieldKeys(
  entity: EntityModel,
  field: FieldModel,
  constraints: ConstraintNames,
): string[] {
  const { name: table } = tableOf(entity);
  const { key } = entity;
  const attributes: string[] = [];
  const unique = (constraint: string | null) =>
    `@unique${argumentList([constraints.map(constraint, PRISMA_NAMES.unique(table, [columnOf(field)]))])}`;
  if (key !== null && key.fields.length === 1 && key.fields[0] === field.id)
    attributes.push(
      key.kind === 'primary key'
        ? `@id${argumentList([constraints.map(key.constraint, PRISMA_NAMES.key(table))])}`
        : unique(key.constraint),
    );
  const [single] = [...uniquesOfFields(entity)].filter(({ fields }) => fields[0] === field.id);
  if (single) attributes.push(unique(single.constraint));
  else if (field.unique && attributes.length === 0) attributes.push(unique(null));
  return attributes;
}

/**
 * The uniques that stand at their field: those of one field, as long as they come in the order of the fields, so that
 * the schema is read again in the same order. Beside a key that is no primary key none does: Prisma would take the first
 * for the key.
 */
function uniquesOfFields({ key, fields, uniques }: EntityModel): Set<UniqueModel> {
  const inline = new Set<UniqueModel>();
  if (key?.kind !== 'primary key') return inline;
  let last = -1;
  for (const unique of uniques) {
    const position = fields.findIndex(({ id }) => id === unique.fields[0]);
    const isPlain =
      unique.fields.length === 1 &&
      !unique.nullsNotDistinct &&
      unique.checked === 'at once' &&
      nameArgument(unique.id) === null;
    if (!isPlain || position <= last || key.fields.includes(unique.fields[0] ?? '')) break;
    if (fields[position]?.unique) break;
    inline.add(unique);
    last = position;
  }
  return inline;
}

function writeUnique(
  table: string,
  unique: UniqueModel,
  names: MemberNames,
  constraints: ConstraintNames,
): string[] {
  const made = PRISMA_NAMES.unique(table, unique.fields.map(names.column));
  return [
    ...(unique.nullsNotDistinct ? [note('two rows without a value are equal here')] : []),
    ...(unique.checked === 'at once' ? [] : [note(`it is checked ${unique.checked}`)]),
    `@@unique${argumentList([listOf(unique.fields, names), nameArgument(unique.id), constraints.map(unique.constraint, made)])}`,
  ];
}

const METHODS: Record<IndexModel['method'], string | null> = {
  btree: null,
  hash: 'Hash',
  gin: 'Gin',
  gist: 'Gist',
  brin: 'Brin',
  spgist: 'SpGist',
};

function writeIndex(
  table: string,
  index: IndexModel,
  names: MemberNames,
  constraints: ConstraintNames,
): string[] {
  const { parts, method, where } = index;
  const ids = parts.map(({ fieldId }) => fieldId);
  const fields = ids.filter((id) => id !== null);
  if (fields.length < ids.length)
    return [note(`there is the index ${index.name ?? index.id} on ${parts.map(textOfPart).join(', ')}`)];
  const made = index.unique ? PRISMA_NAMES.unique : PRISMA_NAMES.index;
  const type = METHODS[method];
  const unsaid = [
    index.include.length > 0 ? `the next index includes ${index.include.join(', ')}` : null,
    index.nullsNotDistinct ? 'two rows without a value are equal in the next index' : null,
    parts.some(({ nulls }) => nulls !== null) ? 'the next index says where rows without a value stand' : null,
  ].filter((one) => one !== null);
  const args = [
    `[${parts.map((part) => writePart(part, names)).join(', ')}]`,
    index.unique ? nameArgument(index.id) : null,
    constraints.map(index.name, made(table, fields.map(names.column))),
    type === null ? null : `type: ${type}`,
    where === null ? null : `where: raw(${quoted(where)})`,
  ];
  return [...unsaid.map(note), `${index.unique ? '@@unique' : '@@index'}${argumentList(args)}`];
}

const textOfPart = ({ fieldId, expression }: IndexModel['parts'][number]) => expression ?? fieldId ?? '';

function writePart(part: IndexModel['parts'][number], names: MemberNames): string {
  const { operatorClass } = part;
  const options = [
    part.descending ? 'sort: Desc' : null,
    operatorClass === null ? null : `ops: raw(${quoted(operatorClass)})`,
  ];
  return `${names.name(part.fieldId ?? '')}${argumentList(options)}`;
}

const listOf = (ids: readonly string[], names: MemberNames) => `[${ids.map(names.name).join(', ')}]`;

const note = (text: string) => `/// Prisma cannot say: ${text.replaceAll('\n', ' ')}.`;

/** Prisma's own name for the fields of a unique together, which its id keeps. */
function nameArgument(id: string): string | null {
  const [, name] = /^named:([A-Za-z]\w*)$/.exec(id) ?? [];
  return name === undefined ? null : `name: ${quoted(name)}`;
}
