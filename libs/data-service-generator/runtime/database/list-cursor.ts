import { and, eq, gt, gte, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import { type PgColumn } from 'drizzle-orm/pg-core';
import { Problem } from '../http/problem.js';
import { isStorable } from '../http/rules.js';

/** A part of the order of a list. */
export interface OrderPart {
  /** The property of the row. */
  readonly field: string;
  readonly column: PgColumn;
  readonly descending: boolean;
}

/** The last row of a page, as far as the order goes. In PostgreSQL, what is without a value is the greatest. */
interface Place extends OrderPart {
  readonly value: unknown;
  /** Whether there are rows without a value among those that are looked for. */
  readonly nullable: boolean;
}

/** Types whose values are numbers in JSON; those of the others are texts. */
const NUMBERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'real', 'double precision']);

/** Numbers that JSON has no number for. */
const BEYOND_JSON: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

/** A text that leads to what comes after a row. */
export function cursorAt(row: object, order: readonly OrderPart[]): string {
  const values = new Map<string, unknown>(Object.entries(row));
  const after = order.map(({ field }) => {
    const value = values.get(field);
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : (value ?? null);
  });
  return write({ sort: sortText(order), after });
}

/** A text that leads to a place in a list whose rows nothing tells apart. */
export const cursorOfOffset = (offset: number, order: readonly OrderPart[]): string =>
  write({ sort: sortText(order), offset });

/**
 * What comes after the row of a cursor, as conditions one after the other: all rows of the first come before those of
 * the second. There is a second one where rows without a value are still to come, or have just been: PostgreSQL finds
 * both kinds by an index, but only apart.
 */
export function afterCursor(cursor: string, order: readonly OrderPart[]): SQL[] {
  const after = read(cursor, order).get('after');
  if (!Array.isArray(after) || after.length !== order.length) throw refusedCursor();
  const values: unknown[] = after;
  return following(
    order.map((part, at) => ({
      ...part,
      value: valueOf(part, values.at(at)),
      nullable: !part.column.notNull,
    })),
  );
}

/** The place that a cursor leads to in a list whose rows nothing tells apart. */
export function offsetOfCursor(cursor: string, order: readonly OrderPart[]): number {
  const offset = read(cursor, order).get('offset');
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0 || offset > 2 ** 31)
    throw refusedCursor();
  return offset;
}

/**
 * There is no page behind this cursor. Not found, and no wrong value: whether a text is a cursor, OpenAPI has no words
 * for, and what it allows is never wrong.
 */
export const refusedCursor = (cause?: unknown): Problem =>
  new Problem('NOT_FOUND', 'The cursor does not belong to this list.', {
    errors: [{ field: '_cursor', message: 'must be the `next` of a page with the same _sort' }],
    cause,
  });

const write = (parts: object): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** What is written in a cursor of a list in this order. */
function read(cursor: string, order: readonly OrderPart[]): Map<string, unknown> {
  const found = jsonOf(cursor);
  const isObject = typeof found === 'object' && found !== null;
  const parts = new Map<string, unknown>(isObject ? Object.entries(found) : []);
  if (parts.get('sort') !== sortText(order)) throw refusedCursor();
  return parts;
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    throw refusedCursor(error);
  }
}

const sortText = (order: readonly OrderPart[]): string =>
  order.map(({ field, descending }) => (descending ? `-${field}` : field)).join(',');

/**
 * A value that a row may have. The rules of the field do not count here: another program may have written what they
 * refuse, and a list leads past it as well. What is none of the type, PostgreSQL refuses.
 */
function valueOf({ column }: OrderPart, value: unknown): unknown {
  if (value === null) {
    if (column.notNull) throw refusedCursor();
    return null;
  }
  const isNumber = NUMBERS.has(column.getSQLType());
  const isOfType = isNumber
    ? typeof value === 'number' || (typeof value === 'string' && BEYOND_JSON.has(value))
    : column.dataType === 'boolean'
      ? typeof value === 'boolean'
      : typeof value === 'string' && isStorable(value);
  if (!isOfType) throw refusedCursor();
  return isNumber ? Number(value) : value;
}

function following([first, ...rest]: readonly Place[]): SQL[] {
  if (!first) return [];
  const { column, descending, nullable, value } = first;
  if (value === null) {
    const others = sql`${isNull(column)} and ${after(rest)}`;
    return descending ? [others, isNotNull(column)] : [others];
  }
  const others = after([{ ...first, nullable: false }, ...rest]);
  return descending || !nullable ? [others] : [others, isNull(column)];
}

const after = (places: readonly Place[]): SQL =>
  isPlain(places) ? inOneStep(places) : sql`(${and(startOf(places), inSteps(places))})`;

/** Whether the rows after are those that are greater, or those that are less, and have all of their values. */
function isPlain(places: readonly Place[]): boolean {
  const isRising = places.every(({ descending, nullable }) => !descending && !nullable);
  const isFalling = places.every(({ descending }) => descending);
  return (isRising || isFalling) && places.every(({ value }) => value !== null);
}

/** `(a, b) > (1, 2)`: PostgreSQL finds the first of these rows by an index over the columns. */
function inOneStep(places: readonly Place[]): SQL {
  const columns = sql.join(
    places.map(({ column }) => sql`${column}`),
    sql`, `,
  );
  const values = sql.join(
    places.map(({ column, value }) => sql.param(value, column)),
    sql`, `,
  );
  const isFalling = places.every(({ descending }) => descending);
  return isFalling ? sql`(${columns}) < (${values})` : sql`(${columns}) > (${values})`;
}

/** `a > 1 or (a = 1 and b < 2)`. */
function inSteps([first, ...rest]: readonly Place[]): SQL | undefined {
  if (!first) return undefined;
  const { column, value } = first;
  const same = value === null ? isNull(column) : eq(column, value);
  return rest.length === 0 ? past(first) : or(past(first), and(same, inSteps(rest)));
}

function past({ column, descending, nullable, value }: Place): SQL {
  if (value === null) return descending ? isNotNull(column) : sql`false`;
  if (descending) return lt(column, value);
  return nullable ? sql`(${gt(column, value)} or ${isNull(column)})` : gt(column, value);
}

/** Where an index over the first column alone has to begin. */
function startOf([first]: readonly Place[]): SQL | undefined {
  if (!first || first.value === null || first.nullable) return undefined;
  return first.descending ? lte(first.column, first.value) : gte(first.column, first.value);
}
