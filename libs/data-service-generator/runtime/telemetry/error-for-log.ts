import { queryFailureOf } from '../database/query-failure.js';

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const MAX_CAUSES = 5;

/**
 * What of an error is logged: its name, message and stack, and those of its causes. Its other properties may hold
 * anything: a request with its headers, a row. Of a failed statement there is nothing of its values.
 */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const failure = queryFailureOf(error);
  if (failure) return { type: failure.name, message: failure.message, stack: failure.stack ?? '' };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack ?? '',
    ...(error.cause !== undefined && depth < MAX_CAUSES
      ? { cause: errorForLog(error.cause, depth + 1) }
      : {}),
  };
}
