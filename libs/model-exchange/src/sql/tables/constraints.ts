import { own } from '@amplication/foundation';
import { withoutBrackets } from '@amplication/postgres-schema';
import type { CheckTime, ForeignKey, ReferentialRule, Table } from '@amplication/postgres-schema';
import type { Constraint } from 'libpg-query';
import { namesOf, walk } from '../parser/tree';
import { afterWord, insideBrackets, plainText } from '../../sql-text/slices';
import type { Context, ObjectName } from '../draft/database-draft';
import { freeName, joinedNames, keptName } from '../names/object-names';

const RULES: Record<string, ReferentialRule> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** A constraint on its way to a table: at a column, or over some of them. */
export interface PlacedConstraint {
  constraint: Constraint;
  /** The column at which it stands. */
  column: string | null;
}

/** Adds what a statement says of a table in the order in which PostgreSQL makes it, which decides about names. */
export function addConstraints(context: Context, table: Table, all: readonly PlacedConstraint[]): void {
  const isThere = ({ conname }: Constraint) => conname !== undefined && isNamed(table, conname);
  const placed = context.at.statement.isGuarded ? all.filter(({ constraint }) => !isThere(constraint)) : all;
  const ofKind = (kind: Constraint['contype']) =>
    placed.filter(({ constraint }) => constraint.contype === kind);
  for (const one of ofKind('CONSTR_CHECK')) addCheck(context, table, one);
  for (const one of ofKind('CONSTR_PRIMARY')) addPrimaryKey(context, table, one);
  for (const one of ofKind('CONSTR_UNIQUE')) addUnique(context, table, one, checkTimeOf(one, placed));
  for (const { constraint } of ofKind('CONSTR_EXCLUSION'))
    lose(context, table, constraint, 'The model has no exclusion constraints: it is left out.');
  for (const one of ofKind('CONSTR_FOREIGN')) addForeignKey(context, table, one, checkTimeOf(one, placed));
  for (const { constraint } of ofKind('CONSTR_NOTNULL'))
    for (const name of namesOf(constraint.keys)) setNotNull(table, name);
  context.draft.checkSize(table);
}

function setNotNull(table: Table, name: string): void {
  const column = table.columns.find((one) => one.name === name);
  if (column) column.notNull = true;
}

const lose = (context: Context, table: Table, constraint: Constraint, reason: string) =>
  context.draft.lose(
    context.at.place(constraint.location),
    table,
    constraint.conname === undefined ? table.name : `${table.name}.${constraint.conname}`,
    reason,
  );

/** When a constraint is checked; at a column the words about it are constraints of their own behind it. */
function checkTimeOf({ constraint, column }: PlacedConstraint, all: readonly PlacedConstraint[]): CheckTime {
  const { deferrable, initdeferred } = constraint;
  const after =
    column === null ? [] : all.filter((one) => one.column === column).map((one) => one.constraint);
  const words = [];
  for (const { contype } of after.slice(after.indexOf(constraint) + 1)) {
    if (!contype?.startsWith('CONSTR_ATTR_')) break;
    words.push(contype);
  }
  if (initdeferred || words.includes('CONSTR_ATTR_DEFERRED')) return 'at commit';
  return deferrable || words.includes('CONSTR_ATTR_DEFERRABLE') ? 'deferrable' : 'at once';
}

/** Takes the name that is given, or that PostgreSQL would choose. */
function nameOf(
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
    lose({ draft, at }, table, constraint, 'Its name belongs to something else already: it gets another.');
  const name = given !== null && isFree ? given : freeName(table.name, second, label, isTaken);
  draft.addConstraint({ schema, name });
  if (isIndex) draft.addRelation({ schema, name }, { kind: 'index', table });
  draft.declare(table, name, at.place(constraint.location));
  return name;
}

/** Whether a constraint of the table has this name. */
const isNamed = ({ primaryKey, uniques, checks, foreignKeys }: Table, name: string): boolean =>
  primaryKey?.name === name || [...uniques, ...checks, ...foreignKeys].some((one) => one.name === name);

function addCheck(context: Context, table: Table, { constraint }: PlacedConstraint): void {
  const { text } = context.at;
  const start = afterWord(text, ['CHECK'], context.at.indexOf(constraint.location));
  const inside = insideBrackets(text, start);
  if (!inside) return;
  const columns = new Set<string>();
  walk(constraint.raw_expr, ({ ColumnRef: reference }) => {
    if (typeof reference === 'object' && reference !== null && 'fields' in reference)
      if (Array.isArray(reference.fields)) columns.add(namesOf(reference.fields).at(-1) ?? '');
  });
  const [only = ''] = columns.size === 1 ? columns : [];
  const expression = withoutBrackets(plainText(text, inside.from, inside.to));
  const name = nameOf(context, table, constraint, { second: only, label: 'check', isIndex: false });
  table.checks.push({ name, expression });
  loseAttributes(context, table, constraint, name);
}

/** Adds a check that comes with the domain of a column. */
export function addDomainCheck(context: Context, table: Table, column: string, expression: string): void {
  const constraint = {};
  table.checks.push({
    name: nameOf(context, table, constraint, { second: column, label: 'check', isIndex: false }),
    expression,
  });
}

function loseAttributes(context: Context, table: Table, constraint: Constraint, name: string): void {
  if (constraint.is_no_inherit) lose(context, table, constraint, 'NO INHERIT is not kept.');
  if (constraint.skip_validation)
    context.draft.leaveUnchecked(
      context.at.place(constraint.location),
      table,
      name,
      'NOT VALID is not kept: in a new database it holds for every row.',
    );
  if (constraint.is_enforced === false && constraint.contype !== undefined)
    lose(context, table, constraint, 'NOT ENFORCED is not kept: the database of the model enforces it.');
}

const columnsOf = ({ constraint, column }: PlacedConstraint): string[] =>
  column === null ? namesOf(constraint.keys) : [column];

function addPrimaryKey(context: Context, table: Table, placed: PlacedConstraint): void {
  const { constraint } = placed;
  const { draft } = context;
  if (constraint.indexname !== undefined) return useIndex(context, table, constraint, 'primary key');
  const columns = columnsOf(placed);
  if (table.primaryKey)
    return lose(context, table, constraint, 'The table has a primary key already: this one is left out.');
  for (const name of columns) setNotNull(table, name);
  if ((constraint.including ?? []).length > 0)
    lose(context, table, constraint, 'Columns that the key includes beside are not kept.');
  if (constraint.deferrable) lose(context, table, constraint, 'The key is checked at once in the model.');
  if (constraint.without_overlaps)
    return lose(context, table, constraint, 'The model has no WITHOUT OVERLAPS: the key is left out.');
  table.primaryKey = {
    name: nameOf(context, table, constraint, { second: '', label: 'pkey', isIndex: true }),
    columns,
  };
  draft.declare(table, table.primaryKey.name, context.at.place(constraint.location));
}

function addUnique(context: Context, table: Table, placed: PlacedConstraint, checked: CheckTime): void {
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
    lose(context, table, constraint, 'Columns that the constraint includes beside are not kept.');
  if (constraint.without_overlaps)
    return lose(context, table, constraint, 'The model has no WITHOUT OVERLAPS: it is left out.');
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

function addForeignKey(context: Context, table: Table, placed: PlacedConstraint, checked: CheckTime): void {
  const { constraint, column } = placed;
  const columns = column === null ? namesOf(constraint.fk_attrs) : [column];
  const target = context.draft.meant(constraint.pktable?.schemaname, constraint.pktable?.relname);
  if (context.draft.relation(target)?.kind === 'lost')
    return lose(context, table, constraint, `It points at ${target.name}, which is left out.`);
  // Of one column, a part is the whole.
  if (constraint.fk_matchtype === 'f' && columns.length > 1)
    lose(context, table, constraint, 'MATCH FULL is not kept: PostgreSQL lets a part of the key be empty.');
  const setOnDelete = new Set(namesOf(constraint.fk_del_set_cols));
  if (setOnDelete.size > 0 && columns.some((name) => !setOnDelete.has(name)))
    lose(
      context,
      table,
      constraint,
      'All columns of the key are set when the other row goes, and some here.',
    );
  const second = joinedNames(columns);
  const name = nameOf(context, table, constraint, { second, label: 'fkey', isIndex: false });
  loseAttributes(context, table, constraint, name);
  const key: ForeignKey = {
    name,
    columns,
    references: {
      schema: target.schema,
      table: target.name,
      columns: referencedColumns(context, target, namesOf(constraint.pk_attrs)),
    },
    onDelete: own(RULES, constraint.fk_del_action ?? 'a') ?? 'no action',
    onUpdate: own(RULES, constraint.fk_upd_action ?? 'a') ?? 'no action',
    checked,
  };
  table.foreignKeys.push(key);
}

/** What a foreign key points at that names no columns: the primary key, as it is by then. */
function referencedColumns({ draft }: Context, target: ObjectName, named: string[]): string[] {
  return named.length > 0 ? named : [...(draft.table(target)?.primaryKey?.columns ?? [])];
}
