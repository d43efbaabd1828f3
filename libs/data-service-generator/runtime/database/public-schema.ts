import { PgSchema } from 'drizzle-orm/pg-core';

/**
 * The schema `public`, by its name. A table without one is looked for along the search path of the connection, in
 * which PostgreSQL's own tables, such as `pg_user`, come first.
 */
export const publicSchema = new PgSchema('public');
