import { columnOf, type EntityModel, type FieldModel } from '@amplication/service-model';
import { writeDefault } from './defaults';
import { isIgnored } from './ignored';
import { quoted } from './names';
import { prismaType } from './types';
import { writeFieldKeys } from './write-keys';
import type { Writing } from './writing';

/** A field as a line of a model, with its documentation above it. */
export function writeField(writing: Writing, entity: EntityModel, field: FieldModel): string[] {
  const name = writing.memberName(entity, field.id);
  const type = prismaType(field, writing.blockName);
  const value = writeDefault(entity, field, type, writing.valueName);
  const column = columnOf(field);
  const attributes = [
    ...writeFieldKeys(entity, field, writing.constraints),
    value.value === null ? null : `@default(${value.value})`,
    field.role === 'updatedAt' ? '@updatedAt' : null,
    column === name ? null : `@map(${quoted(column)})`,
    type.native === null ? null : `@db.${type.native}`,
    isHidden(field) && !isIgnored(entity) ? '@ignore' : null,
  ].filter((attribute) => attribute !== null);
  const arity = field.list ? '[]' : field.required ? '' : '?';
  const unsaid = [...type.unsaid, ...value.unsaid, ...unsaidOf(field)];
  return [
    ...documentation(field.description, unsaid),
    [name, `${type.name}${arity}`, ...attributes].join(' '),
  ];
}

/** Whether nobody may see or write it, which is what `@ignore` says. */
export const isHidden = ({ readableBy, writableBy }: FieldModel): boolean =>
  readableBy?.length === 0 && writableBy?.length === 0;

/** Documentation as lines, with what Prisma has no words for at its end. */
export function documentation(description: string, unsaid: readonly string[] = []): string[] {
  const lines = description === '' ? [] : description.split('\n');
  const notes = unsaid.map((note) => `Prisma cannot say: ${note.replaceAll('\n', ' ')}.`);
  return [...lines, ...notes].map((line) => `/// ${line}`.trimEnd());
}

function unsaidOf(field: FieldModel): string[] {
  const notes: string[] = [];
  if (field.list && field.required) notes.push('it is never null');
  if (field.generated !== null) notes.push(`it is kept by ${field.generated}`);
  if (field.readOnly) notes.push('callers may not write it');
  if (field.writeOnly) notes.push('callers may not see it');
  if (field.secret) notes.push('only a hash of it is kept');
  if (!isHidden(field) && (field.readableBy !== null || field.writableBy !== null))
    notes.push('only some roles may use it');
  if (field.role !== null && field.role !== 'updatedAt' && field.role !== 'createdAt')
    notes.push(`it is the ${field.role} of a row`);
  if ('minimum' in field && field.minimum !== null) notes.push(`it is at least ${field.minimum}`);
  if ('maximum' in field && field.maximum !== null) notes.push(`it is at most ${field.maximum}`);
  if (field.type !== 'text') return notes;
  if (field.minLength !== null) notes.push(`it has at least ${field.minLength} characters`);
  if (field.format !== null) notes.push(`it is of the form ${field.format}`);
  if (field.pattern !== null) notes.push(`it matches ${field.pattern}`);
  return notes;
}
