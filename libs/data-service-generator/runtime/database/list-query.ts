import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { type ListDefinition } from '../http/list/definition.js';
import { type Filter, type ListRequest } from '../http/list/request.js';
import {
  afterCursor,
  cursorAt,
  cursorOfOffset,
  offsetOfCursor,
  type OrderPart,
  refusedCursor,
} from './list-cursor.js';
import { queryFailureOf } from './query-failure.js';

/** A part of a list. */
export interface Page<Row> {
  items: Row[];
  /** The cursor of the page after this one; null where it is the last. */
  next: string | null;
  /** How many there are in all, where the request asks for it. */
  total?: number;
}

/** What a query of a list consists of besides its table. */
export interface ListParts {
  readonly where: SQL | undefined;
  readonly orderBy: SQL[];
  readonly limit: number;
  readonly offset: number;
}

/** How the rows of a list are read. */
export interface ListReading<Row> {
  rows(this: void, parts: ListParts): PromiseLike<Row[]>;
  count(this: void, where: SQL | undefined): PromiseLike<number>;
}

/** What is wrong with a value that PostgreSQL cannot read: the codes of this class. */
const DATA_EXCEPTION = '22';

/**
 * A page of the rows of a table that match a request and a scope. One query; one more where all are counted, and where
 * the page goes from rows with a value to such without one.
 */
export async function listPage<Row extends object>(
  table: PgTable,
  definition: ListDefinition,
  request: ListRequest,
  scope: SQL | undefined,
  reading: ListReading<Row>,
): Promise<Page<Row>> {
  const order = orderOf(table, definition, request);
  const matching = and(scope && sql`(${scope})`, whereOf(table, request));
  const { steps, offset } = startOf(order, definition, request);
  const rows: Row[] = [];
  for (const step of steps) {
    // One row more than the page has, which tells whether there is a next one.
    const limit = request.limit + 1 - rows.length;
    if (limit > 0)
      rows.push(...(await read(reading, request, { where: and(matching, step), order, limit, offset })));
  }
  const items = rows.slice(0, request.limit);
  const last = items.at(-1);
  const isLast = last === undefined || rows.length === items.length;
  const isKeyless = definition.key.length === 0;
  return {
    items,
    next: isLast ? null : isKeyless ? cursorOfOffset(offset + items.length, order) : cursorAt(last, order),
    ...(request.total ? { total: await reading.count(matching) } : {}),
  };
}

/** What a row must be for the filters and the search of a request; undefined where every row is. */
export function whereOf(table: PgTable, { filters, search, searchIn }: ListRequest): SQL | undefined {
  const columns = columnsOf(table);
  const found =
    search === null
      ? undefined
      : (or(...searchIn.map((field) => contains(columns(field), search))) ?? sql`false`);
  return and(...filters.map((filter) => conditionOf(columns(filter.field), filter)), found);
}

/**
 * What comes first: the fields that are asked for, then the key, so that no two rows have the same place. The key goes
 * in the direction of the last field, in which an index over both can be read.
 */
export function orderOf(
  table: PgTable,
  { key }: ListDefinition,
  { sort }: Pick<ListRequest, 'sort'>,
): OrderPart[] {
  const columns = columnsOf(table);
  const descending = sort.at(-1)?.descending ?? false;
  const rest = key.filter((field) => sort.every((part) => part.field !== field));
  return [...sort, ...rest.map((field) => ({ field, descending }))].map((part) => ({
    ...part,
    column: columns(part.field),
  }));
}

/** What is to be read one after the other, and how much of it is left out. */
function startOf(
  order: readonly OrderPart[],
  { key }: ListDefinition,
  { cursor, offset }: ListRequest,
): { steps: (SQL | undefined)[]; offset: number } {
  if (cursor === null) return { steps: [undefined], offset };
  if (key.length === 0) return { steps: [undefined], offset: offsetOfCursor(cursor, order) };
  return { steps: afterCursor(cursor, order), offset };
}

/** A cursor that was made by hand may hold what is no value of its column: then it was no cursor of ours. */
async function read<Row>(
  { rows }: ListReading<Row>,
  { cursor }: ListRequest,
  { order, ...parts }: Omit<ListParts, 'orderBy'> & { order: readonly OrderPart[] },
): Promise<Row[]> {
  const orderBy = order.map(({ column, descending }) => (descending ? desc(column) : asc(column)));
  try {
    return await rows({ ...parts, orderBy });
  } catch (error) {
    if (cursor !== null && queryFailureOf(error)?.sqlState?.startsWith(DATA_EXCEPTION)) throw refusedCursor();
    throw error;
  }
}

function columnsOf(table: PgTable): (field: string) => PgColumn {
  const columns = new Map<string, PgColumn>(Object.entries(getTableColumns(table)));
  return (field) => {
    const column = columns.get(field);
    if (!column) throw new Error(`The table of a list has no column for its field ${field}.`);
    return column;
  };
}

function conditionOf(column: PgColumn, { operator, value }: Filter): SQL | undefined {
  switch (operator) {
    case 'eq':
      return eq(column, value);
    case 'ne':
      return sql`${column} is distinct from ${sql.param(value, column)}`;
    case 'lt':
      return lt(column, value);
    case 'lte':
      return lte(column, value);
    case 'gt':
      return gt(column, value);
    case 'gte':
      return gte(column, value);
    case 'in':
      return inArray(column, listOf(value));
    case 'contains':
      return contains(column, String(value));
    case 'startsWith':
      return ilike(column, `${literally(String(value))}%`);
    case 'isNull':
      return value === true ? isNull(column) : isNotNull(column);
  }
}

const contains = (column: PgColumn, text: string): SQL => ilike(column, `%${literally(text)}%`);

/** A text as a pattern that only it matches. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
