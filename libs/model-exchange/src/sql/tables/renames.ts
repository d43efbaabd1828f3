import { quoteName, quotePlace } from '@amplication/postgres-schema';
import type { Table } from '@amplication/postgres-schema';
import type { AlterObjectSchemaStmt, RenameStmt } from 'libpg-query';
import { itemsOf, namesOf } from '../parser/tree';
import { nextValue } from './columns';
import { type Context, type DatabaseDraft, elementOf } from '../draft/database-draft';
import type { ObjectName } from '../draft/object-name';
import { replaceName } from '../../sql-text/identifiers';

/** ALTER … RENAME. */
export function rename({ draft, at }: Context, statement: RenameStmt): void {
  const { renameType, relation, subname = '', newname = '', object } = statement;
  const name = draft.meant(relation?.schemaname, relation?.relname);
  const found = draft.relation(name);
  switch (renameType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_INDEX':
    case 'OBJECT_SEQUENCE':
      return renameRelation(draft, name, { schema: name.schema, name: newname });
    case 'OBJECT_COLUMN':
      if (found?.kind === 'table') renameColumn(draft, found.table, subname, newname);
      return;
    case 'OBJECT_TABCONSTRAINT':
      if (found?.kind === 'table') renameConstraint(draft, found.table, subname, newname);
      return;
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN': {
      const names = namesOf(itemsOf(object));
      const type = draft.types.enumOf(names);
      if (type) return renameEnum(draft, type, { schema: type.schema, name: newname });
      if (draft.types.domainOf(names) || draft.types.isLost(names))
        draft.lose(at.place(), null, names.join('.'), 'The new name of the type is not followed.');
      return;
    }
    case 'OBJECT_SCHEMA':
      for (const table of draft.tables())
        if (table.schema === subname) renameRelation(draft, table, { schema: newname, name: table.name });
      return;
    default:
      return;
  }
}

/** ALTER … SET SCHEMA. */
export function moveToSchema({ draft }: Context, statement: AlterObjectSchemaStmt): void {
  const { objectType, relation, object, newschema = '' } = statement;
  if (objectType === 'OBJECT_TYPE') {
    const type = draft.types.enumOf(namesOf(itemsOf(object)));
    if (type) renameEnum(draft, type, { schema: newschema, name: type.name });
  } else if (relation) {
    const name = draft.meant(relation.schemaname, relation.relname);
    renameRelation(draft, name, { schema: newschema, name: name.name });
  }
}

function renameRelation(draft: DatabaseDraft, given: ObjectName, to: ObjectName): void {
  const from = { schema: given.schema, name: given.name };
  const found = draft.relation(from);
  if (!found) return;
  if (found.kind === 'index') return renameConstraint(draft, found.table, from.name, to.name);
  draft.removeRelation(from);
  draft.addRelation(to, found);
  if (found.kind === 'sequence') {
    Object.assign(found.sequence, to);
    draft.own(found.sequence);
    return replaceDefaults(draft, nextValue(from), nextValue(to));
  }
  if (found.kind !== 'table') return;
  const { table } = found;
  if (from.schema !== to.schema) moveParts(draft, table, to.schema);
  for (const { ownedBy } of draft.sequencesOf({ schema: to.schema, name: from.name }))
    if (ownedBy) ownedBy.table = to.name;
  Object.assign(table, to);
  const pointing = draft.tablesPointingAt(from);
  draft.moveTable(from, to);
  for (const other of pointing)
    for (const { references } of other.foreignKeys)
      if (references.schema === from.schema && references.table === from.name)
        Object.assign(references, { schema: to.schema, table: to.name });
}

/** Indexes, constraints and sequences go with their table into another schema. */
function moveParts(draft: DatabaseDraft, table: Table, schema: string): void {
  const keys = [...table.uniques, ...(table.primaryKey ? [table.primaryKey] : [])];
  for (const { name } of [...keys, ...table.indexes]) {
    draft.removeRelation({ schema: table.schema, name });
    draft.addRelation({ schema, name }, { kind: 'index', table });
  }
  for (const { name } of [...keys, ...table.checks, ...table.foreignKeys]) {
    draft.removeConstraint({ schema: table.schema, name });
    draft.addConstraint({ schema, name });
  }
  for (const sequence of draft.sequencesOf(table)) {
    const old = nextValue(sequence);
    draft.removeRelation({ schema: sequence.schema, name: sequence.name });
    sequence.schema = schema;
    draft.addRelation({ schema, name: sequence.name }, { kind: 'sequence', sequence });
    draft.own(sequence);
    replaceDefaults(draft, old, nextValue(sequence));
  }
}

function replaceDefaults(draft: DatabaseDraft, from: string, to: string): void {
  for (const table of draft.tablesUsing(from))
    for (const column of table.columns) {
      if (column.default !== from) continue;
      column.default = to;
      draft.use(table, column);
    }
}

function renameColumn(draft: DatabaseDraft, table: Table, from: string, to: string): void {
  const swap = (names: string[]) => names.map((name) => (name === from ? to : name));
  const place = draft.placeOf(`${table.schema}.${table.name}`, from);
  if (place) draft.declare(table, to, place);
  for (const column of table.columns) {
    if (column.name === from) column.name = to;
    if (column.generated !== null) column.generated = replaceName(column.generated, from, to);
  }
  for (const one of [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques, ...table.foreignKeys])
    one.columns = swap(one.columns);
  for (const check of table.checks) check.expression = replaceName(check.expression, from, to);
  for (const index of table.indexes) {
    index.include = swap(index.include);
    if (index.where !== null) index.where = replaceName(index.where, from, to);
    for (const part of index.parts) {
      if (part.column === from) part.column = to;
      if (part.expression !== null) part.expression = replaceName(part.expression, from, to);
    }
  }
  for (const other of draft.tablesPointingAt(table))
    for (const { references } of other.foreignKeys)
      if (references.schema === table.schema && references.table === table.name)
        references.columns = swap(references.columns);
  for (const { ownedBy } of draft.sequencesOf(table)) if (ownedBy?.column === from) ownedBy.column = to;
}

/** A constraint or an index; a key and its index have one name. */
function renameConstraint(draft: DatabaseDraft, table: Table, from: string, to: string): void {
  const { schema } = table;
  const named = [
    ...(table.primaryKey ? [table.primaryKey] : []),
    ...table.uniques,
    ...table.checks,
    ...table.foreignKeys,
    ...table.indexes,
  ].filter(({ name }) => name === from);
  for (const one of named) one.name = to;
  if (draft.relation({ schema, name: from })?.kind === 'index') {
    draft.removeRelation({ schema, name: from });
    draft.addRelation({ schema, name: to }, { kind: 'index', table });
  }
  if (!draft.isConstraint({ schema, name: from })) return;
  draft.removeConstraint({ schema, name: from });
  draft.addConstraint({ schema, name: to });
}

function renameEnum(draft: DatabaseDraft, type: ObjectName, to: ObjectName): void {
  const old = quotePlace(type);
  const bare = `::${quoteName(type.name)}`;
  draft.types.moveEnum(type, to);
  for (const table of draft.tablesUsing(old))
    for (const column of table.columns) {
      if (elementOf(column.type) !== old) continue;
      column.type = column.type.replace(old, () => quotePlace(to));
      column.default =
        column.default?.replaceAll(old, () => quotePlace(to)).replaceAll(bare, () => `::${quotePlace(to)}`) ??
        null;
      draft.use(table, column);
    }
}
