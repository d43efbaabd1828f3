/** Columns that every table of PostgreSQL has by itself: no other column can be called so. */
const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

/** Whether PostgreSQL has a column of this name in every table. */
export const isSystemColumn = (name: string): boolean => SYSTEM_COLUMNS.has(name);

/** Whether PostgreSQL lets nobody make a schema of this name, or has it by itself. */
export const isSystemSchema = (name: string): boolean =>
  name.startsWith('pg_') || name === 'information_schema';

/** The nearest name that a column can have. */
export const freeColumn = (name: string): string => (isSystemColumn(name) ? `${name}_` : name);
