import { eq, type SQL, sql } from 'drizzle-orm';
import { type PgColumn } from 'drizzle-orm/pg-core';

/** That a column holds the value of another row; nothing refers to a row without one. */
export const holds = (column: PgColumn, value: unknown): SQL =>
  value === null || value === undefined ? sql`false` : eq(column, value);
