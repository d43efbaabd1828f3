import pg from 'pg';

const UNIQUE_VIOLATION = '23505';

/** Whether a query failed because of this unique index. Drizzle keeps the error of pg as the cause. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  const reason = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
  return (
    reason instanceof pg.DatabaseError && reason.code === UNIQUE_VIOLATION && reason.constraint === index
  );
}
