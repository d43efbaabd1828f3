import type { DatabaseSchema, ForeignKey, Index, Table } from '@amplication/postgres-schema';
import { isPlainUnique } from '../keys/read-index';
import { columnIn, labelOf } from '../reading/reading';

/** A table that holds nothing but pairs of rows of two others. */
export interface JoinTable {
  table: Table;
  own: ForeignKey;
  target: ForeignKey;
  key: { kind: 'primary key' | 'unique index'; name: string };
  index: string;
}

/** The tables that a many-to-many says in full, names and all; any other pair of keys is an entity of its own. */
export function joinTablesOf(schema: DatabaseSchema): JoinTable[] {
  const tables = new Map(schema.tables.map((table) => [labelOf(table), table]));
  const pointedAt = new Set(
    schema.tables.flatMap(({ foreignKeys }) =>
      foreignKeys.map(({ references }) => labelOf({ schema: references.schema, name: references.table })),
    ),
  );
  const found = schema.tables.flatMap((table) => (pointedAt.has(labelOf(table)) ? [] : (joinTableOf(table, tables) ?? [])));
  const asJoins = new Set(found.map(({ table }) => labelOf(table)));
  return found.filter(({ own, target }) =>
    [own, target].every(({ references }) => !asJoins.has(labelOf({ schema: references.schema, name: references.table }))),
  );
}

function joinTableOf(table: Table, tables: ReadonlyMap<string, Table>): JoinTable | null {
  const { columns, foreignKeys, uniques, checks, indexes } = table;
  const [ownColumn, targetColumn] = columns;
  if (!ownColumn || !targetColumn || columns.length !== 2 || foreignKeys.length !== 2) return null;
  if (uniques.length > 0 || checks.length > 0 || !columns.every(isPlain)) return null;
  const byColumn = (name: string) => foreignKeys.find((key) => key.columns.length === 1 && key.columns[0] === name);
  const own = byColumn(ownColumn.name);
  const target = byColumn(targetColumn.name);
  if (!own || !target || !isSameRule(own, target)) return null;
  const pair = [ownColumn.name, targetColumn.name];
  const key = keyOf(table, pair);
  const others = indexes.filter(({ name }) => name !== key?.name);
  const [index] = others;
  if (!key || !index || others.length > 1 || !isPlainIndex(index, targetColumn.name)) return null;
  const pointsAtKeys = [own, target].every((one) => pointsAtKey(one, table, tables));
  return pointsAtKeys ? { table, own, target, key, index: index.name } : null;
}

const isPlain = ({ notNull, default: value, identity, generated, comment }: Table['columns'][number]): boolean =>
  notNull && value === null && identity === null && generated === null && comment === '';

const isSameRule = (one: ForeignKey, other: ForeignKey): boolean =>
  one.onDelete === other.onDelete && one.onUpdate === other.onUpdate && one.checked === other.checked;

function keyOf({ primaryKey, indexes }: Table, pair: readonly string[]): JoinTable['key'] | null {
  const isPair = (columns: readonly (string | null)[]) =>
    columns.length === 2 && columns[0] === pair[0] && columns[1] === pair[1];
  if (primaryKey) return isPair(primaryKey.columns) ? { kind: 'primary key', name: primaryKey.name } : null;
  const index = indexes.find(
    (one) => isPlainUnique(one) && !one.nullsNotDistinct && isPair(one.parts.map(({ column }) => column)),
  );
  return index ? { kind: 'unique index', name: index.name } : null;
}

const isPlainIndex = (index: Index, column: string): boolean =>
  !index.unique && index.parts.length === 1 && index.parts[0]?.column === column && isPlainUnique({ ...index, unique: true });

/** Whether a foreign key points at the primary key of one column, and is of its type. */
function pointsAtKey(key: ForeignKey, table: Table, tables: ReadonlyMap<string, Table>): boolean {
  const { schema, table: name, columns } = key.references;
  const target = tables.get(labelOf({ schema, name }));
  const [column = ''] = columns;
  const keyColumns = target?.primaryKey?.columns ?? [];
  if (!target || columns.length !== 1 || keyColumns.length !== 1 || keyColumns[0] !== column) return false;
  return columnIn(target, column)?.type === columnIn(table, key.columns[0] ?? '')?.type;
}
