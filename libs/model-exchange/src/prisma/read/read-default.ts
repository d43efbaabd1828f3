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
  if (value.kind === 'call') return madeDefault(reading, block, member, value, lose);
  const literal = literalDefault(member, type, value);
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

function madeDefault(
  reading: Reading,
  block: Block,
  member: Member,
  { name, args }: { name: string; args: Argument[] },
  lose: (reason: string) => void,
): FieldDefaultModel | null {
  const [first] = args;
  const number = first?.value.kind === 'number' ? Number(first.value.digits) : null;
  switch (name) {
    case 'now':
      return { kind: 'now' };
    case 'uuid':
      return { kind: 'id', made: number === 7 ? 'uuidv7' : 'uuidv4' };
    case 'cuid':
      if (number === 2) lose('The model makes cuid of version 1 only, which version 2 becomes.');
      return { kind: 'id', made: 'cuid' };
    case 'nanoid':
      if (number !== null && number !== NANOID_LENGTH)
        lose(`A nanoid has ${NANOID_LENGTH} characters in the model, and ${number} here.`);
      return { kind: 'id', made: 'nanoid' };
    case 'autoincrement':
      if (reading.isCockroach) return { kind: 'expression', sql: 'unique_rowid()' };
      return { kind: 'sequence', sequence: sequenceName(tableOf(block), columnOf(member)) };
    case 'sequence':
      if (args.length > 0) lose('The settings of the sequence are not kept.');
      return { kind: 'sequence', sequence: sequenceName(tableOf(block), columnOf(member)) };
    case 'dbgenerated':
      if (first?.value.kind === 'text' && first.value.value !== '')
        return { kind: 'expression', sql: first.value.value };
      lose('The database has a default which the schema does not tell.');
      return null;
    default:
      lose(`The model cannot make a value by ${name}().`);
      return null;
  }
}

const NANOID_LENGTH = 21;
