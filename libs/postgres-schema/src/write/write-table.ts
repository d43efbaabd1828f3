import type { CheckTime, Column, ForeignKey, Table, UniqueConstraint } from '../database-schema';
import { quoteName, quotePlace } from '../text/quote';
import { closed, readableCheck, readableDefault } from './readable';
import { shortType } from './short-types';

/** A table with its columns and all that is held within a row or between its rows. */
export function writeTable(table: Table): string {
  const { columns, primaryKey, checks } = table;
  const { own: uniques } = splitUniques(table);
  const lines = [
    ...columns.map(columnLine),
    ...(primaryKey
      ? [`CONSTRAINT ${quoteName(primaryKey.name)} PRIMARY KEY (${nameList(primaryKey.columns)})`]
      : []),
    ...uniques.map(uniqueLine),
    ...checks.map(
      ({ name, expression }) => `CONSTRAINT ${quoteName(name)} CHECK (${readableCheck(expression)})`,
    ),
  ];
  if (lines.length === 0) return `CREATE TABLE ${quotePlace(table)} ()`;
  return `CREATE TABLE ${quotePlace(table)} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)`;
}

/**
 * Unique constraints from the first one on that holds over the columns of another: CREATE TABLE would drop
 * it without a word. Those after it follow it, so that the constraints are made in the order of the schema.
 */
export const writeLaterUniques = (table: Table): string[] =>
  splitUniques(table).later.map((unique) => `ALTER TABLE ${quotePlace(table)}\n  ADD ${uniqueLine(unique)}`);

function splitUniques({ primaryKey, uniques }: Table): Record<'own' | 'later', UniqueConstraint[]> {
  const seen = new Set(primaryKey ? [JSON.stringify(primaryKey.columns)] : []);
  const first = uniques.findIndex(({ columns }) => {
    const key = JSON.stringify(columns);
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated;
  });
  const end = first === -1 ? uniques.length : first;
  return { own: uniques.slice(0, end), later: uniques.slice(end) };
}

function columnLine(column: Column): string {
  const { name, type, notNull, identity } = column;
  const isNotNull = notNull && identity === null;
  return [quoteName(name), shortType(type), ...valueOf(column), ...(isNotNull ? ['NOT NULL'] : [])].join(' ');
}

/** Where the value of a column comes from that an INSERT leaves out. */
function valueOf({ type, identity, generated, default: value }: Column): string[] {
  if (identity !== null) return [`GENERATED ${identity.toUpperCase()} AS IDENTITY`];
  if (generated !== null) return [`GENERATED ALWAYS AS (${closed(generated)}) STORED`];
  return value === null ? [] : [`DEFAULT ${readableDefault(value, type)}`];
}

function uniqueLine({ name, columns, nullsNotDistinct, checked }: UniqueConstraint): string {
  const nulls = nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  return `CONSTRAINT ${quoteName(name)} UNIQUE${nulls} (${nameList(columns)})${CHECKED[checked]}`;
}

export function writeForeignKey(table: Table, key: ForeignKey): string {
  const { name, columns, references, onDelete, onUpdate, checked } = key;
  const target = quotePlace({ schema: references.schema, name: references.table });
  return [
    `ALTER TABLE ${quotePlace(table)}`,
    `  ADD CONSTRAINT ${quoteName(name)} FOREIGN KEY (${nameList(columns)})`,
    `  REFERENCES ${target} (${nameList(references.columns)})${rule('DELETE', onDelete)}${rule('UPDATE', onUpdate)}${CHECKED[checked]}`,
  ].join('\n');
}

const rule = (what: 'DELETE' | 'UPDATE', words: ForeignKey['onDelete']): string =>
  words === 'no action' ? '' : ` ON ${what} ${words.toUpperCase()}`;

const CHECKED: Readonly<Record<CheckTime, string>> = {
  'at once': '',
  deferrable: ' DEFERRABLE',
  'at commit': ' DEFERRABLE INITIALLY DEFERRED',
};

export const nameList = (names: readonly string[]): string => names.map(quoteName).join(', ');
