import type { Table } from '@amplication/postgres-schema';
import type { Constraint } from 'libpg-query';
import type { Context } from '../draft/database-draft';
import { freeName, keptName } from '../names/object-names';

/** A constraint on its way to a table: at a column, or over some of them. */
export interface PlacedConstraint {
  constraint: Constraint;
  /** The column at which it stands. */
  column: string | null;
}

/** Says what of a constraint does not come along. */
export const loseOf = (context: Context, table: Table, constraint: Constraint, reason: string) =>
  context.draft.lose(
    context.at.place(constraint.location),
    table,
    constraint.conname === undefined ? table.name : `${table.name}.${constraint.conname}`,
    reason,
  );

/** Takes the name that is given, or that PostgreSQL would choose. */
export function nameOf(
  { draft, at }: Context,
  table: Table,
  constraint: Constraint,
  { second, label, isIndex }: { second: string; label: string; isIndex: boolean },
): string {
  const { schema } = table;
  const isTaken = (name: string) =>
    draft.isConstraint({ schema, name }) || (isIndex && draft.isRelation({ schema, name }));
  const given = constraint.conname === undefined ? null : keptName(constraint.conname);
  // Constraints of two tables may have one name, and indexes may not; nor may two constraints of one table.
  const isFree =
    given !== null && !(isIndex && draft.isRelation({ schema, name: given })) && !isNamed(table, given);
  if (given !== null && !isFree)
    loseOf({ draft, at }, table, constraint, 'Its name belongs to something else already: it gets another.');
  const name = given !== null && isFree ? given : freeName(table.name, second, label, isTaken);
  draft.addConstraint({ schema, name });
  if (isIndex) draft.addRelation({ schema, name }, { kind: 'index', table });
  draft.declare(table, name, at.place(constraint.location));
  return name;
}

/** Whether a constraint of the table has this name. */
export const isNamed = ({ primaryKey, uniques, checks, foreignKeys }: Table, name: string): boolean =>
  primaryKey?.name === name || [...uniques, ...checks, ...foreignKeys].some((one) => one.name === name);

/** Words about a constraint that the model does not have. */
export function loseAttributes(context: Context, table: Table, constraint: Constraint, name: string): void {
  if (constraint.is_no_inherit) loseOf(context, table, constraint, 'NO INHERIT is not kept.');
  if (constraint.skip_validation)
    context.draft.leaveUnchecked(
      context.at.place(constraint.location),
      table,
      name,
      'NOT VALID is not kept: in a new database it holds for every row.',
    );
  if (constraint.is_enforced === false && constraint.contype !== undefined)
    loseOf(context, table, constraint, 'NOT ENFORCED is not kept: the database of the model enforces it.');
}
