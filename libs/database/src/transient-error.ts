import { isNativeError } from 'node:util/types';

/**
 * SQLSTATEs that pass by themselves: connection exceptions (08), insufficient resources (53), operator
 * intervention (57), and a transaction that lost against another one
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const TRANSIENT_STATES = /^(08...|53...|57P0[1-5]|40001|40P01|55P03)$/;
const TRANSIENT_SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** pg and its pool give these failures no code. */
const TRANSIENT_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|The client is closed)/;

/** Whether a code is that of a socket that failed, such as `ECONNRESET`. */
export function isSocketCode(code: unknown): code is string {
  return typeof code === 'string' && TRANSIENT_SOCKET.has(code);
}

/** Whether a message is one of those by which pg and its pool tell of a connection. */
export function isTransientText(message: string): boolean {
  return TRANSIENT_TEXT.test(message);
}

/** Whether an error, or any cause of it, means that the database is away or too busy for the moment. */
export function isTransientDatabaseError(error: unknown): boolean {
  for (let cause = error; isNativeError(cause); cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (TRANSIENT_STATES.test(code) || isSocketCode(code) || isTransientText(cause.message)) return true;
    // One error for each address of a name that was tried.
    if (cause instanceof AggregateError && cause.errors.some(isTransientDatabaseError)) return true;
  }
  return false;
}
