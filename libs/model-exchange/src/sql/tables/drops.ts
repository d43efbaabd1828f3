import { quotePlace } from '@amplication/postgres-schema';
import type { Table } from '@amplication/postgres-schema';
import type { DropStmt, Node } from 'libpg-query';
import { itemsOf, namesOf } from '../parser/tree';
import { nextValue } from './columns';
import { type Context, type DatabaseDraft, elementOf } from '../draft/database-draft';
import type { ObjectName } from '../draft/object-name';
import { mentions } from '../../sql-text/identifiers';
import { removeIndex } from './indexes';

/** Takes a table away with all that belongs to it, and the foreign keys that point at it. */
export function dropTable(draft: DatabaseDraft, table: Table): void {
  for (const { name } of [...table.uniques, ...(table.primaryKey ? [table.primaryKey] : [])]) {
    draft.removeRelation({ schema: table.schema, name });
    draft.removeConstraint({ schema: table.schema, name });
  }
  for (const { name } of table.indexes) draft.removeRelation({ schema: table.schema, name });
  for (const { name } of [...table.checks, ...table.foreignKeys])
    draft.removeConstraint({ schema: table.schema, name });
  for (const sequence of draft.sequencesOf(table)) draft.removeRelation(sequence);
  draft.removeRelation(table);
  for (const other of draft.tablesPointingAt(table)) {
    const pointing = other.foreignKeys.filter(
      ({ references }) => references.schema === table.schema && references.table === table.name,
    );
    for (const { name } of pointing) dropConstraint({ draft }, other, name);
  }
}

/** Takes a column away with the constraints and indexes that it is part of. */
export function dropColumn({ draft }: Pick<Context, 'draft'>, table: Table, name: string): void {
  if (!table.columns.some((column) => column.name === name)) return;
  table.columns = table.columns.filter((column) => column.name !== name);
  const over = [
    ...(table.primaryKey ? [table.primaryKey] : []),
    ...table.uniques,
    ...table.foreignKeys,
  ].filter(({ columns }) => columns.includes(name));
  const checks = table.checks.filter(({ expression }) => mentions(expression, name));
  for (const one of [...over, ...checks]) dropConstraint({ draft }, table, one.name);
  for (const { name: index, parts, include, where } of [...table.indexes]) {
    const isPart =
      include.includes(name) ||
      parts.some(({ column, expression }) => column === name || mentions(expression ?? '', name)) ||
      mentions(where ?? '', name);
    if (!isPart) continue;
    removeIndex(table, index);
    draft.removeRelation({ schema: table.schema, name: index });
  }
  for (const other of draft.tablesPointingAt(table))
    for (const { name: key, references } of [...other.foreignKeys])
      if (
        references.schema === table.schema &&
        references.table === table.name &&
        references.columns.includes(name)
      )
        dropConstraint({ draft }, other, key);
  for (const sequence of draft.sequencesOf(table))
    if (sequence.ownedBy?.column === name) draft.removeRelation(sequence);
}

export function dropConstraint({ draft }: Pick<Context, 'draft'>, table: Table, name: string): void {
  const { schema } = table;
  const isKey = table.primaryKey?.name === name || table.uniques.some((one) => one.name === name);
  if (table.primaryKey?.name === name) table.primaryKey = null;
  table.uniques = table.uniques.filter((one) => one.name !== name);
  table.checks = table.checks.filter((one) => one.name !== name);
  table.foreignKeys = table.foreignKeys.filter((one) => one.name !== name);
  draft.removeConstraint({ schema, name });
  draft.validate(table, name);
  if (isKey) draft.removeRelation({ schema, name });
}

/** DROP of tables, indexes, sequences, types and schemas. What never came along needs no word. */
export function drop(context: Context, statement: DropStmt): void {
  for (const object of statement.objects ?? []) dropOne(context, statement, object);
}

function dropOne({ draft }: Context, { removeType }: DropStmt, object: Node): void {
  const names = 'TypeName' in object ? namesOf(object.TypeName.names) : namesOf(itemsOf(object));
  const at = draft.meant(names.at(-2), names.at(-1));
  const found = draft.relation(at);
  switch (removeType) {
    case 'OBJECT_TABLE':
      if (found?.kind === 'table') dropTable(draft, found.table);
      else draft.removeRelation(at);
      return;
    case 'OBJECT_INDEX':
      if (found?.kind !== 'index') return;
      removeIndex(found.table, at.name);
      return draft.removeRelation(at);
    case 'OBJECT_SEQUENCE':
      draft.removeRelation(at);
      return loseDefaults(draft, at);
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      for (const table of draft.tablesUsing(quotePlace(at)))
        for (const column of [...table.columns])
          if (elementOf(column.type) === quotePlace(at)) dropColumn({ draft }, table, column.name);
      return draft.types.remove(at);
    case 'OBJECT_EXTENSION':
      draft.extensions.delete('String' in object ? (object.String.sval ?? '') : '');
      return;
    case 'OBJECT_SCHEMA': {
      const schema = 'String' in object ? object.String.sval : undefined;
      for (const table of draft.tables()) if (table.schema === schema) dropTable(draft, table);
      return;
    }
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
    case 'OBJECT_FOREIGN_TABLE':
      return draft.removeRelation(at);
    default:
      return;
  }
}

/** Without a sequence nothing counts by it. */
function loseDefaults(draft: DatabaseDraft, sequence: ObjectName): void {
  const taken = nextValue(sequence);
  for (const table of draft.tablesUsing(taken))
    for (const column of table.columns) if (column.default === taken) column.default = null;
}
