import { snakeCase, words } from '@amplication/service-model';
import type { Attribute, Block, Member } from '../syntax/tree';
import type { DraftField, DraftType } from './draft';
import { readDefault } from './read-default';
import { attributeOf, columnOf, type Reading } from './reading';
import { nativeType, plainType } from './scalar-types';

const KNOWN = ['id', 'unique', 'default', 'updatedAt', 'map', 'ignore'];

/** A column of a model as a field; null for what is no column. */
export function readField(reading: Reading, block: Block, member: Member): DraftField | null {
  const subject = `${block.name}.${member.name}`;
  const type = typeOf(reading, member, subject);
  if (type === null) return null;
  for (const { name, at } of member.attributes)
    if (!KNOWN.includes(name) && !name.includes('.'))
      reading.lose(at, subject, `The model has nothing for @${name}.`);
  const name = reading.nameOfMember(member);
  const column = columnOf(member);
  const isHidden = attributeOf(member, 'ignore') !== undefined;
  const value = readDefault(reading, block, member, type);
  const field: DraftField = {
    ...type,
    id: reading.fieldId(block, member.name),
    name,
    column: column === snakeCase(name) ? null : column,
    description: reading.description(member.at, subject, member.documentation),
    required: member.arity === 'one',
    list: member.arity === 'list',
    default: value,
    role: null,
    readableBy: isHidden ? [] : null,
    writableBy: isHidden ? [] : null,
  };
  return reading.from(member.at, subject, { ...field, role: roleOf(member, field) });
}

/** Gives each role to the first field that has it. */
export function shareRoles(reading: Reading, fields: readonly DraftField[]): void {
  const taken = new Set<string>();
  for (const field of fields) {
    const { role } = field;
    if (role === null) continue;
    if (taken.has(role)) {
      const { at, subject } = reading.originOf(field);
      if (role === 'updatedAt')
        reading.lose(
          at,
          subject,
          'Only one field of an entity is set at each update: another one is already.',
        );
      field.role = null;
    }
    taken.add(role);
  }
}

function typeOf(reading: Reading, member: Member, subject: string): DraftType | null {
  const { type, unsupported } = member;
  if (unsupported !== null) return { type: 'other', typeName: unsupported };
  const enumeration = reading.enums.get(type);
  if (enumeration) return { type: 'enum', enumId: reading.enumId(enumeration) };
  const plain = plainType(type);
  const native = member.attributes.find(({ name }) => name.includes('.'));
  if (plain === null || !native) return plain;
  const named = nativeType(native.name.slice(native.name.indexOf('.') + 1), numbersOf(native));
  if (named === null) reading.lose(native.at, subject, `The model does not know the type @${native.name}.`);
  return named ?? plain;
}

const numbersOf = ({ args }: Attribute): number[] =>
  args.flatMap(({ value }) => (value.kind === 'number' ? [Number(value.digits)] : []));

function roleOf(member: Member, field: DraftField): DraftField['role'] {
  if (attributeOf(member, 'updatedAt')) return 'updatedAt';
  const isBirth =
    field.type === 'timestamp' &&
    field.required &&
    field.default?.kind === 'now' &&
    words(field.name).join(' ') === 'created at';
  return isBirth ? 'createdAt' : null;
}
