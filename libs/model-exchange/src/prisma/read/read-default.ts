import type { FieldDefaultModel } from '@amplication/service-model';
import { sequenceName } from '../prisma-names';
import type { Argument, Block, Expression, Member } from '../syntax/tree';
import type { DraftType } from './draft';
import { jsonDefault } from './json-default';
import { literalOf } from './literals';
import { argumentOf, attributeOf, columnOf, type Reading, tableOf } from './reading';

/** What `@default(…)` of a field says; null where there is none or the model has nothing for it. */
export function readDefault(
  reading: Reading,
  block: Block,
  member: Member,
  type: DraftType,
): FieldDefaultModel | null {
  const attribute = attributeOf(member, 'default');
  const value = attribute && argumentOf(attribute, 'value', true);
  if (!attribute || !value) return null;
  const lose = (reason: string) => reading.lose(attribute.at, `${block.name}.${member.name}`, reason);
  if (value.kind === 'call') return madeDefault(reading, block, member, type, value, lose);
  const literal = literalDefault(member, type, inModel(reading, member, value));
  if (literal === null) lose('The model cannot say this default.');
  return literal;
}

function literalDefault(member: Member, type: DraftType, value: Expression): FieldDefaultModel | null {
  if (type.type === 'json') return jsonDefault(value, member.arity === 'list', type.binary);
  if (member.arity === 'list') {
    if (value.kind !== 'list') return null;
    const items = value.items.map((item) => literalOf(type, item));
    const known = items.filter((item) => item !== null);
    return known.length === items.length ? { kind: 'literal', value: known } : null;
  }
  const literal = literalOf(type, value);
  return literal === null ? null : { kind: 'literal', value: literal };
}

/** A default whose values of an enum are called as they are in the model. */
function inModel(reading: Reading, member: Member, value: Expression): Expression {
  if (value.kind === 'list')
    return { ...value, items: value.items.map((item) => inModel(reading, member, item)) };
  const meant =
    value.kind === 'name' && reading.enums.get(member.type)?.members.find(({ name }) => name === value.name);
  return meant ? { ...value, name: reading.nameOfMember(meant) } : value;
}

function madeDefault(
  reading: Reading,
  block: Block,
  member: Member,
  type: DraftType,
  { name, args }: { name: string; args: Argument[] },
  lose: (reason: string) => void,
): FieldDefaultModel | null {
  const [first] = args;
  const number = first?.value.kind === 'number' ? Number(first.value.digits) : null;
  switch (name) {
    case 'now':
      return { kind: 'now' };
    case 'uuid':
      return madeId(number === 7 ? 'uuidv7' : 'uuidv4');
    case 'cuid':
      return madeId(number === 2 ? 'cuid2' : 'cuid');
    case 'ulid':
      return madeId('ulid');
    case 'nanoid':
      return madeId('nanoid', number === NANOID_LENGTH ? null : number);
    case 'autoincrement':
      if (reading.isCockroach) return { kind: 'expression', sql: 'unique_rowid()' };
      return serial(sequenceName(tableOf(block), columnOf(member)));
    case 'sequence':
      if (args.length > 0) lose('The settings of the sequence are not kept.');
      return serial(sequenceName(tableOf(block), columnOf(member)));
    case 'dbgenerated':
      if (first?.value.kind === 'text' && first.value.value !== '')
        return fromDatabase(first.value.value, type);
      lose('The database has a default which the schema does not tell.');
      return null;
    default:
      lose(`The model cannot make a value by ${name}().`);
      return null;
  }
}

const NANOID_LENGTH = 21;

/** What PostgreSQL makes of a `serial`. */
const serial = (sequence: string): FieldDefaultModel => ({
  kind: 'sequence',
  sequence,
  bytes: null,
  start: '1',
  increment: '1',
  owned: true,
});

type MadeId = FieldDefaultModel & { kind: 'id' };

/** Prisma makes ids itself: the column has no default. */
const madeId = (made: MadeId['made'], length: number | null = null): MadeId => ({
  kind: 'id',
  made,
  by: 'service',
  length,
});

/** An id of PostgreSQL's own is more than the expression that makes it. */
function fromDatabase(sql: string, { type }: DraftType): FieldDefaultModel {
  const made = type === 'uuid' ? DATABASE_IDS.get(sql) : undefined;
  return made ? { kind: 'id', made, by: 'database', length: null } : { kind: 'expression', sql };
}

const DATABASE_IDS: ReadonlyMap<string, MadeId['made']> = new Map([
  ['gen_random_uuid()', 'uuidv4'],
  ['uuidv7()', 'uuidv7'],
]);
