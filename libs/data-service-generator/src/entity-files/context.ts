import type { ColumnPlan } from '../plan/column-plan';
import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import type { Imports } from '../render/imports';
import { fieldCode } from '../types/field-code';
import { type CodeCall, FROM, type TypeCode } from '../types/type-code';

/** A column and how its values are written. */
export interface CodedColumn extends ColumnPlan {
  code: TypeCode;
}

/** What the files of one entity are written from. */
export interface EntityContext extends Omit<EntityPlan, 'columns' | 'key'> {
  service: ServicePlan;
  columns: CodedColumn[];
  key: CodedColumn[];
}

export function entityContext(service: ServicePlan, plan: EntityPlan): EntityContext {
  const columns = plan.columns.map((column) => ({ ...column, code: fieldCode(column.field, service.enums) }));
  const key = plan.key.flatMap(({ api }) => columns.filter((column) => column.api === api));
  return { ...plan, service, columns, key };
}

/** The type in TypeScript, without null. */
export const typeOf = ({ field, code }: CodedColumn) => (field.list ? `${code.type}[]` : code.type);

/** The type in TypeScript; `unknown` holds null already. */
export const nullableTypeOf = (column: CodedColumn) =>
  column.required || typeOf(column) === 'unknown' ? typeOf(column) : `${typeOf(column)} | null`;

/** Notes the import of a type that the model declares. `up` leads from the file to `src`. */
export function importType({ code }: CodedColumn, imports: Imports, up: string): void {
  if (code.typeFrom !== undefined) imports.add(`${up}${code.typeFrom}`, `type ${code.type}`);
}

/** Writes a call, and notes what it needs. */
export function writeCall(
  call: CodeCall,
  imports: Imports,
  up: string,
  more: readonly string[] = [],
): string {
  imports.add(moduleOf(call.from, up), call.name);
  if (call.uses) imports.add(moduleOf(call.uses.from, up), ...call.uses.names);
  return `${call.name}(${[...call.args, ...more].join(', ')})`;
}

/** Writes a decorator of class-validator, for one value or for each of a list. */
export function writeRule(call: CodeCall, isList: boolean, imports: Imports, up: string): string {
  const bare = call.args.length === 0 && call.from === FROM.rules ? ['{}'] : [...call.args];
  const args = isList ? [...bare, '{ each: true }'] : call.args.filter((arg) => arg !== '{}');
  return `@${writeCall({ ...call, args }, imports, up)}`;
}

const moduleOf = (from: string, up: string) => (from.startsWith('/') ? `${up}${from}` : from);
