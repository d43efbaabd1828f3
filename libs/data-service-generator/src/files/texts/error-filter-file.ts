/** `src/database/database-error.filter.ts`: what PostgreSQL refuses is the caller's to mend, and shows no table. */
export const ERROR_FILTER = `import { isDeepStrictEqual } from 'node:util';
import { ArgumentsHost, Catch, HttpException, HttpStatus } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { queryFailureOf } from './query-failure';

interface Refusal {
  status: HttpStatus;
  code: string;
  message: string;
}

const NOT_UNIQUE = {
  status: HttpStatus.CONFLICT,
  code: 'NOT_UNIQUE',
  message: 'Another row has the same value where each row needs one of its own.',
};
const REFERENCE = {
  status: HttpStatus.CONFLICT,
  code: 'REFERENCE_BROKEN',
  message: 'A row that is referred to is not there, or other rows still refer to this one.',
};
const CLASH = {
  status: HttpStatus.CONFLICT,
  code: 'CLASH',
  message: 'The values clash with those of another row.',
};
const MISSING = {
  status: HttpStatus.BAD_REQUEST,
  code: 'VALUE_MISSING',
  message: 'A value that is needed is missing.',
};
const REFUSED = {
  status: HttpStatus.BAD_REQUEST,
  code: 'VALUE_REFUSED',
  message: 'A value breaks a rule of the data.',
};
const UNFIT = {
  status: HttpStatus.BAD_REQUEST,
  code: 'VALUE_UNFIT',
  message: 'A value does not fit where it belongs.',
};

/** By the code of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ['23505', NOT_UNIQUE],
  ['23503', REFERENCE],
  ['23001', REFERENCE],
  ['23P01', CLASH],
  ['23502', MISSING],
  ['23514', REFUSED],
  ['428C9', UNFIT],
  ['54000', UNFIT],
]);

/** The class of errors about values that do not fit their column. */
const DATA_EXCEPTION = '22';

/** What a caller sent, by the names of the API. */
export interface Sent {
  body?: unknown;
  query?: unknown;
  params?: unknown;
}

/** Answers 409 or 400 where PostgreSQL refused what the caller sent, instead of 500. */
@Catch()
export class DatabaseErrorFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    super.catch(explain(error, host.switchToHttp().getRequest<Sent>()), host);
  }
}

/**
 * The answer to an error of the database, which names no table and no column, or what a log may hold of it; every other
 * error as it is.
 */
export function explain(error: unknown, sent: Sent = {}): unknown {
  const failure = queryFailureOf(error);
  if (!failure) return error;
  const { sqlState = '', refusedValue } = failure;
  const fields = refusedValue ? fieldsOf(sent, refusedValue.value) : [];
  // Many types have codes of their own for a text that is none of theirs; it is the caller's if the caller sent it.
  const isUnfit = sqlState.startsWith(DATA_EXCEPTION) || fields.length > 0;
  const refusal = REFUSALS.get(sqlState) ?? (isUnfit ? UNFIT : undefined);
  if (!refusal) return failure;
  const { status, code, message } = refusal;
  const answer = { statusCode: status, code, message };
  return new HttpException(fields.length > 0 ? { ...answer, fields } : answer, status, { cause: failure });
}

/** What the caller calls a value. */
const fieldsOf = ({ body, query, params }: Sent, value: unknown): string[] =>
  [params, query, body].flatMap((part) =>
    Object.entries(part ?? {}).flatMap(([name, one]) => (isDeepStrictEqual(one, value) ? [name] : [])),
  );
`;

export const ERROR_FILTER_TEST = `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HttpException } from '@nestjs/common';
import { DrizzleQueryError } from 'drizzle-orm';
import { explain } from './database-error.filter';

const failure = (code: string) => new Error('Failed query', { cause: Object.assign(new Error(), { code }) });

const answerTo = (code: string) => {
  const error = explain(failure(code));
  assert.ok(error instanceof HttpException);
  return error;
};

describe('explain', () => {
  it('says that a unique value or a referenced row stands in the way', () => {
    for (const code of ['23505', '23503', '23001', '23P01']) assert.equal(answerTo(code).getStatus(), 409);
  });

  it('says that a value is missing, refused or out of range', () => {
    for (const code of ['23502', '23514', '22003', '22P02']) assert.equal(answerTo(code).getStatus(), 400);
  });

  it('gives a code for programs', () => {
    assert.deepEqual(answerTo('23505').getResponse(), {
      statusCode: 409,
      code: 'NOT_UNIQUE',
      message: 'Another row has the same value where each row needs one of its own.',
    });
  });

  it('names the field whose value PostgreSQL could not read, whatever its code', () => {
    const cause = Object.assign(new Error(), { code: '42601', where: 'unnamed portal parameter $1 = ...' });
    const error = new DrizzleQueryError('select $1', ["'"], cause);
    const answer = explain(error, { body: { words: "'", other: 'x' } });
    assert.ok(answer instanceof HttpException);
    assert.deepEqual(answer.getResponse(), {
      statusCode: 400,
      code: 'VALUE_UNFIT',
      message: 'A value does not fit where it belongs.',
      fields: ['words'],
    });
    assert.ok(!(explain(error, { body: { words: 'x' } }) instanceof HttpException));
  });

  it('makes no answer of what no caller can mend', () => {
    for (const code of ['42703', '53300']) assert.ok(!(explain(failure(code)) instanceof HttpException));
    for (const error of [failure('ECONNREFUSED'), new Error('x')]) assert.equal(explain(error), error);
  });
});
`;
