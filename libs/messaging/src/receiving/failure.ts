import { DomainError } from '@amplication/contracts';
import { isTransientDatabaseError } from '@amplication/database';

/** Whether a handler's failure passes by itself, so that its event is worth waiting for. */
export function isTransient(error: unknown): boolean {
  return (error instanceof DomainError && error.action === 'retry') || isTransientDatabaseError(error);
}

/**
 * A failure in one line, for a header or a span. Of a failed query only the database's own sentence is given:
 * the query builder's message repeats the query's values.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof DomainError) return `${error.code}: ${error.message}`;
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  return root instanceof Error
    ? `${root.name}: ${root.message}`
    : 'something that is not an Error was thrown';
}
