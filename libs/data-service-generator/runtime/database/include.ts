import { inArray, sql, type SQL } from 'drizzle-orm';
import { type PgColumn, type PgTable } from 'drizzle-orm/pg-core';

/** What names a row: one value, or several in order. */
export type Key = readonly unknown[];

/** At most so many rows of an inverse side come with one row. */
export const MOST_INCLUDED = 100;

/** Rows by what names them. */
export class ByKey<Value> {
  private readonly values = new Map<string, Value>();

  get(key: Key): Value | undefined {
    return this.values.get(textOf(key));
  }

  set(key: Key, value: Value): void {
    this.values.set(textOf(key), value);
  }
}

/** Which rows come with others. */
export interface Including<Row> {
  /** What the others hold, or are: once for each of them. Where a part is null nothing is meant. */
  readonly keys: readonly Key[];
  /** The columns of the rows in which it stands. */
  readonly columns: readonly PgColumn[];
  /** The same of a row. */
  readonly keyOf: (row: Row) => Key;
  /** Which of them the caller may see; undefined where all. */
  readonly scope: SQL | undefined;
}

/** The rows that others refer to, by one query; none where nothing is referred to. */
export async function includeOne<Row>(
  { keys, columns, keyOf, scope }: Including<Row>,
  read: (where: SQL) => PromiseLike<readonly Row[]>,
): Promise<ByKey<Row>> {
  const found = new ByKey<Row>();
  const wanted = distinct(keys);
  if (wanted.length === 0) return found;
  for (const row of await read(matching(columns, wanted, scope))) found.set(keyOf(row), row);
  return found;
}

/** The rows that refer to others, by one query: the first of each, in order of their own key. */
export async function includeMany<Row>(
  { keys, columns, keyOf, scope }: Including<Row>,
  { table, key }: { readonly table: PgTable; readonly key: readonly PgColumn[] },
  read: (where: SQL, orderBy: SQL[]) => PromiseLike<readonly Row[]>,
): Promise<ByKey<Row[]>> {
  const found = new ByKey<Row[]>();
  const wanted = distinct(keys);
  if (wanted.length === 0) return found;
  for (const one of wanted) found.set(one, []);
  const place = sql`row_number() over (partition by ${listed(columns)} order by ${listed(key)})`;
  const names = key.map((_column, at) => sql.identifier(`key_${at}`));
  const named = key.map((column, at) => sql`${column} as ${names.at(at)}`);
  const numbered = sql`select ${listed(named)}, ${place} as place from ${table} where ${matching(columns, wanted, scope)}`;
  const first = sql`select ${listed(names)} from (${numbered}) numbered where place <= ${MOST_INCLUDED}`;
  const rows = await read(
    sql`(${listed(key)}) in (${first})`,
    key.map((column) => sql`${column}`),
  );
  for (const row of rows) found.get(keyOf(row))?.push(row);
  return found;
}

/** Each key once, without those that name nothing. */
function distinct(keys: readonly Key[]): Key[] {
  const named = keys.filter((key) => key.every((part) => part !== null && part !== undefined));
  return [...new Map(named.map((key) => [textOf(key), key])).values()];
}

const matching = (columns: readonly PgColumn[], keys: readonly Key[], scope: SQL | undefined): SQL =>
  scope ? sql`${isOneOf(columns, keys)} and (${scope})` : isOneOf(columns, keys);

/** Whether a row holds one of some keys. */
function isOneOf(columns: readonly PgColumn[], keys: readonly Key[]): SQL {
  const [column, ...more] = columns;
  if (column && more.length === 0) return inArray(column, keys.flat());
  const rows = keys.map((key) => sql`(${listed(columns.map((part, at) => sql.param(key.at(at), part)))})`);
  return sql`(${listed(columns)}) in (${listed(rows)})`;
}

const listed = (parts: readonly unknown[]): SQL =>
  sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  );

/** Numbers and their texts are the same here: what refers to a number of 8 bytes may have 4. */
const textOf = (key: Key): string => JSON.stringify(key.map(String));
