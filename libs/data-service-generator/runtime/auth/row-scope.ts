import { eq, or, type SQL, sql } from 'drizzle-orm';
import { type PgColumn } from 'drizzle-orm/pg-core';
import { Problem } from '../http/problem.js';
import { type Caller } from './caller.js';
import { type Action, type EntityPermissions, forbidden, type Rows, rowsFor } from './permissions.js';

/** The columns that say whose a row is. */
export interface ScopeColumns {
  readonly owner?: PgColumn;
  readonly tenant?: PgColumn;
}

/**
 * The condition for the rows that the caller may do this with; undefined where it is all of them. Throws FORBIDDEN where
 * it is none.
 */
export function scopeOf(
  permissions: EntityPermissions,
  action: Action,
  caller: Caller,
  columns: ScopeColumns,
): SQL | undefined {
  const rows = allowedRows(permissions, action, caller);
  if (rows.has('all')) return undefined;
  const conditions = [
    ...(rows.has('own') ? [holds(columns.owner, caller.subject)] : []),
    ...(rows.has('tenant') ? [holds(columns.tenant, caller.tenant)] : []),
  ];
  return or(...conditions);
}

/** Whose a row is to be, as the request says it: left out, nobody's, or somebody's. */
export interface GivenOwners {
  readonly owner?: string | null | undefined;
  readonly tenant?: string | null | undefined;
}

/**
 * Whose a row has to be that the caller creates, where the request does not say it. Throws FORBIDDEN when a row that is
 * created or updated would be somebody else's than the caller may give it to.
 */
export function ownedValues(
  permissions: EntityPermissions,
  action: Action,
  caller: Caller,
  given: GivenOwners,
): { owner?: string; tenant?: string } {
  const rows = allowedRows(permissions, action, caller);
  if (!rows.has('all') && !mayBelongTo(rows, caller, given))
    throw new Problem('FORBIDDEN', `You may not make this somebody else's: ${permissions.words}.`);
  // What is updated stays whose it is.
  if (action !== 'create' || caller.isService) return {};
  return {
    ...(given.owner === undefined ? { owner: caller.subject } : {}),
    ...(given.tenant === undefined && caller.tenant !== null ? { tenant: caller.tenant } : {}),
  };
}

/**
 * An owner or a tenant for a column of numbers. What is written in another way than the number itself, as `0x7` and `1e3`,
 * is somebody else: it becomes NaN, which no such column takes.
 */
export function ownerNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return String(Number(text)) === text ? Number(text) : NaN;
}

function mayBelongTo(rows: ReadonlySet<Rows>, caller: Caller, given: GivenOwners): boolean {
  const { owner = caller.subject, tenant = caller.tenant } = given;
  // Nobody puts rows into another tenant, or takes them out of all of them.
  if (tenant !== caller.tenant) return false;
  return (rows.has('own') && owner === caller.subject) || (rows.has('tenant') && tenant !== null);
}

function allowedRows(permissions: EntityPermissions, action: Action, caller: Caller): ReadonlySet<Rows> {
  const rows = rowsFor(permissions, action, caller);
  if (rows.size === 0) throw forbidden(permissions, action);
  return rows;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Types that take every text. */
const TEXT = /^(?:text|citext|(?:character varying|varchar)(?:\(\d+\))?)$/;

/** Nobody's rows are no rows of a caller without a tenant. */
function holds(column: PgColumn | undefined, value: string | null): SQL {
  if (!column)
    throw new Error(
      'A permission speaks of own rows or rows of a tenant, and no column says whose they are.',
    );
  if (value === null) return sql`false`;
  const type = column.getSQLType();
  if (TEXT.test(type)) return eq(column, value);
  if (type === 'uuid') return UUID.test(value) ? eq(column, value) : sql`false`;
  // A subject need not be a number or whatever else the column holds: as texts the two can always be compared.
  return sql`${column}::text = ${value}`;
}
