/**
 * A query's error as `pg` or Drizzle throws it. The errors of libs/database hold no values; these do, in nearly every
 * one of their fields, and would be met only where a query is run past that lib.
 */
export function isQueryError(error: Error): boolean {
  const isDrizzle = 'query' in error && 'params' in error;
  const isPostgres = 'severity' in error && 'routine' in error && 'length' in error;
  return isDrizzle || isPostgres;
}

const FACTS = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'dataType', 'routine'];

/** The fields of such an error that hold names and codes only. */
export function queryErrorFacts(error: Error): Record<string, unknown> {
  const facts = Object.entries(error).filter(([key, value]) => FACTS.includes(key) && value !== undefined);
  return {
    type: 'QueryError',
    message: 'A query failed',
    ...Object.fromEntries(facts),
    // The first lines of a stack are the message.
    stack:
      String(error.stack)
        .match(/^ {4}at .*$/gm)
        ?.join('\n') ?? '',
  };
}
