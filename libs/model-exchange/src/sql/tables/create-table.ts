import type { Table } from '@amplication/postgres-schema';
import type { CreateStmt, TableLikeClause } from 'libpg-query';
import { addDomainCheck } from '../constraints/checks';
import type { PlacedConstraint } from '../constraints/constraint-names';
import { addConstraints } from '../constraints/constraints';
import { constraintsOf, readColumn } from './columns';
import type { Context } from '../draft/database-draft';
import type { ObjectName } from '../draft/object-name';

/** CREATE TABLE. */
export function createTable(context: Context, statement: CreateStmt): void {
  const { draft, at } = context;
  const name = draft.created(statement.relation?.schemaname, statement.relation?.relname);
  const lose = (reason: string) => draft.lose(at.place(), name, name.name, reason);
  if (draft.isRelation(name)) {
    if (!statement.if_not_exists) lose('It is there already: the second one is left out.');
    return;
  }
  draft.declare(name, null, at.place(statement.relation?.location));
  if (statement.partbound) {
    draft.addRelation(name, { kind: 'lost' });
    return lose('The model has no partitions: its rows belong to the whole table.');
  }
  if (statement.relation?.relpersistence === 't') {
    draft.addRelation(name, { kind: 'lost' });
    return lose('It is a temporary table, which ends with the connection: it is left out.');
  }
  if (statement.ofTypename) {
    draft.addRelation(name, { kind: 'lost' });
    return lose('The model has no tables of a type: it is left out.');
  }
  loseSettings(statement, lose, (reason) => draft.lose(at.place(), null, name.name, reason));
  const table: Table = {
    ...name,
    comment: '',
    columns: [],
    primaryKey: null,
    uniques: [],
    checks: [],
    foreignKeys: [],
    indexes: [],
  };
  for (const parent of statement.inhRelations ?? [])
    if ('RangeVar' in parent) {
      const from = draft.meant(parent.RangeVar.schemaname, parent.RangeVar.relname);
      lose(`The model has no inheritance: it has the columns of ${from.name}, and rows of its own.`);
      copyColumns(context, from, table, lose);
    }
  const placed = addElements(context, table, statement, lose);
  draft.addRelation(name, { kind: 'table', table });
  draft.checkSize(table);
  addConstraints(context, table, placed);
}

function loseSettings(
  statement: CreateStmt,
  lose: (reason: string) => void,
  loseStored: (reason: string) => void,
): void {
  if (statement.partspec) lose('The model has no partitions: it is one table.');
  if (statement.relation?.relpersistence === 'u') lose('UNLOGGED is not kept.');
  if ((statement.options ?? []).length > 0) loseStored('Its storage parameters are not kept.');
  if (statement.tablespacename !== undefined) loseStored('Its tablespace is not kept.');
}

/** Columns and what stands between them; constraints come once all columns are there. */
function addElements(
  context: Context,
  table: Table,
  statement: CreateStmt,
  lose: (reason: string) => void,
): PlacedConstraint[] {
  const placed: PlacedConstraint[] = [];
  for (const element of statement.tableElts ?? []) {
    if ('ColumnDef' in element) {
      const declared = readColumn(context, table, element.ColumnDef);
      if (!declared) continue;
      const { column, constraints, checks } = declared;
      const inherited = table.columns.findIndex(({ name }) => name === column.name);
      if (inherited >= 0) table.columns[inherited] = column;
      else table.columns.push(column);
      context.draft.checkSize(table);
      for (const check of checks) addDomainCheck(context, table, column.name, check);
      for (const constraint of constraints) placed.push({ constraint, column: column.name });
    } else if ('TableLikeClause' in element) like(context, table, element.TableLikeClause, lose);
    else for (const constraint of constraintsOf([element])) placed.push({ constraint, column: null });
  }
  return placed;
}

const COPIED = { defaults: 8, generated: 16, identity: 32, all: 0x7fffffff } as const;

function like(context: Context, table: Table, clause: TableLikeClause, lose: (reason: string) => void): void {
  const from = context.draft.meant(clause.relation?.schemaname, clause.relation?.relname);
  const options = clause.options ?? 0;
  const before = table.columns.length;
  copyColumns(context, from, table, lose);
  for (const column of table.columns.slice(before)) {
    if ((options & COPIED.defaults) === 0) column.default = null;
    if ((options & COPIED.generated) === 0) column.generated = null;
    if ((options & COPIED.identity) === 0) column.identity = null;
  }
  if ((options & ~(COPIED.defaults | COPIED.generated | COPIED.identity)) !== 0)
    lose(`Of ${from.name} it has the columns; its constraints, indexes and comments are not taken over.`);
}

function copyColumns(
  { draft }: Context,
  from: ObjectName,
  table: Table,
  lose: (reason: string) => void,
): void {
  const source = draft.table(from);
  if (!source) return lose(`It has the columns of ${from.name}, which the text does not make.`);
  const known = new Set(table.columns.map(({ name }) => name));
  for (const column of source.columns) {
    if (known.has(column.name)) continue;
    table.columns.push({ ...column, comment: '' });
    draft.use(table, column);
  }
}
