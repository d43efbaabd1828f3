import type { CheckTime, Table } from '@amplication/postgres-schema';
import type { Constraint } from 'libpg-query';
import type { Context } from '../draft/database-draft';
import { joinedNames } from '../names/object-names';
import { namesOf } from '../parser/tree';
import { loseOf, nameOf, type PlacedConstraint } from './constraint-names';

/** A column that is always filled from now on. */
export function setNotNull(table: Table, name: string): void {
  const column = table.columns.find((one) => one.name === name);
  if (column) column.notNull = true;
}

const columnsOf = ({ constraint, column }: PlacedConstraint): string[] =>
  column === null ? namesOf(constraint.keys) : [column];

/** PRIMARY KEY. */
export function addPrimaryKey(context: Context, table: Table, placed: PlacedConstraint): void {
  const { constraint } = placed;
  const { draft } = context;
  if (constraint.indexname !== undefined) return useIndex(context, table, constraint, 'primary key');
  const columns = columnsOf(placed);
  if (table.primaryKey)
    return loseOf(context, table, constraint, 'The table has a primary key already: this one is left out.');
  for (const name of columns) setNotNull(table, name);
  if ((constraint.including ?? []).length > 0)
    loseOf(context, table, constraint, 'Columns that the key includes beside are not kept.');
  if (constraint.deferrable) loseOf(context, table, constraint, 'The key is checked at once in the model.');
  if (constraint.without_overlaps)
    return loseOf(context, table, constraint, 'The model has no WITHOUT OVERLAPS: the key is left out.');
  table.primaryKey = {
    name: nameOf(context, table, constraint, { second: '', label: 'pkey', isIndex: true }),
    columns,
  };
  draft.declare(table, table.primaryKey.name, context.at.place(constraint.location));
}

/** UNIQUE. */
export function addUnique(
  context: Context,
  table: Table,
  placed: PlacedConstraint,
  checked: CheckTime,
): void {
  const { constraint } = placed;
  if (constraint.indexname !== undefined) return useIndex(context, table, constraint, 'unique');
  const columns = columnsOf(placed);
  const nullsNotDistinct = constraint.nulls_not_distinct ?? false;
  const same = (other: readonly string[]) => other.join('\0') === columns.join('\0');
  const isSaid =
    (table.primaryKey !== null && same(table.primaryKey.columns)) ||
    table.uniques.some(
      (one) => same(one.columns) && one.nullsNotDistinct === nullsNotDistinct && one.checked === checked,
    );
  // PostgreSQL makes no second index for what a statement says twice.
  if (isSaid && constraint.conname === undefined) return;
  if ((constraint.including ?? []).length > 0)
    loseOf(context, table, constraint, 'Columns that the constraint includes beside are not kept.');
  if (constraint.without_overlaps)
    return loseOf(context, table, constraint, 'The model has no WITHOUT OVERLAPS: it is left out.');
  const second = joinedNames([...columns, ...namesOf(constraint.including)]);
  const name = nameOf(context, table, constraint, { second, label: 'key', isIndex: true });
  table.uniques.push({ name, columns, nullsNotDistinct, checked });
}

/** ALTER TABLE … ADD CONSTRAINT … UNIQUE USING INDEX: the index becomes the constraint, and takes its name. */
function useIndex(
  { draft, at }: Context,
  table: Table,
  constraint: Constraint,
  kind: 'primary key' | 'unique',
): void {
  const found = table.indexes.find(({ name }) => name === constraint.indexname);
  if (!found) return;
  const { schema } = table;
  const name = constraint.conname ?? found.name;
  const columns = found.parts.flatMap(({ column }) => column ?? []);
  table.indexes.splice(table.indexes.indexOf(found), 1);
  draft.removeRelation({ schema, name: found.name });
  draft.addRelation({ schema, name }, { kind: 'index', table });
  draft.addConstraint({ schema, name });
  draft.declare(table, name, at.place(constraint.location));
  if (kind === 'primary key') {
    for (const column of columns) setNotNull(table, column);
    table.primaryKey = { name, columns };
  } else
    table.uniques.push({
      name,
      columns,
      nullsNotDistinct: found.nullsNotDistinct,
      checked: constraint.initdeferred ? 'at commit' : constraint.deferrable ? 'deferrable' : 'at once',
    });
}
