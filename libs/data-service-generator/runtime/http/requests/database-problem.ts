import { isDeepStrictEqual } from 'node:util';
import { type QueryFailure } from '../../database/query-failure.js';
import { type FieldError, Problem, type ProblemCode } from '../problem.js';

/** By the code of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REFUSALS: ReadonlyMap<string, ProblemCode> = new Map([
  ['23505', 'NOT_UNIQUE'],
  ['23503', 'REFERENCE_BROKEN'],
  ['23001', 'REFERENCE_BROKEN'],
  ['23P01', 'CLASH'],
  ['23502', 'VALUE_MISSING'],
  ['23514', 'VALUE_REFUSED'],
  ['428C9', 'VALUE_UNFIT'],
  ['54000', 'VALUE_UNFIT'],
  ['57014', 'TIMEOUT'],
]);

/** The class of errors about values that do not fit their column. */
const DATA_EXCEPTION = '22';
/**
 * What passes: connections (08), too little of something (53), PostgreSQL stops (57P0), a lock that was not to be had,
 * a transaction that waited too long, and two that stood in each other's way.
 */
const PASSING = /^(?:08|53|57P0|55P03|25P03|40)/;

/** What a caller sent, by the names of the API. */
export interface Sent {
  body?: unknown;
  query?: unknown;
  params?: unknown;
}

/** What a failed statement is to the caller: without a table, a column or a value that the caller has not sent. */
export function databaseProblem(failure: QueryFailure, sent: Sent = {}): Problem {
  const { sqlState = '', refusedValue, isUnanswered } = failure;
  if (isUnanswered || PASSING.test(sqlState))
    return new Problem('UNAVAILABLE', undefined, { cause: failure, headers: { 'Retry-After': '1' } });
  const fields = refusedValue ? fieldsOf(sent, refusedValue.value) : [];
  // Many types have codes of their own for a text that is none of theirs; it is the caller's if the caller sent it.
  const isUnfit = sqlState.startsWith(DATA_EXCEPTION) || fields.length > 0;
  const code = REFUSALS.get(sqlState) ?? (isUnfit ? 'VALUE_UNFIT' : 'INTERNAL');
  return new Problem(code, undefined, { cause: failure, errors: code === 'INTERNAL' ? [] : fields });
}

/** What the caller calls a value. */
const fieldsOf = ({ body, query, params }: Sent, value: unknown): FieldError[] =>
  [params, query, body].flatMap((part) =>
    Object.entries(part ?? {}).flatMap(([field, one]) =>
      isDeepStrictEqual(one, value) ? [{ field, message: `${field} does not fit where it belongs` }] : [],
    ),
  );
