/** `src/database/database-error.filter.ts`: what PostgreSQL refuses is the caller's to mend, and shows no table. */
export const ERROR_FILTER = `import { ArgumentsHost, Catch, HttpException, HttpStatus } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

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

/** Answers 409 or 400 where PostgreSQL refused what the caller sent, instead of 500. */
@Catch()
export class DatabaseErrorFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    super.catch(explain(error), host);
  }
}

/** The answer to an error of the database, which names no table and no column; every other error as it is. */
export function explain(error: unknown): unknown {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  if (!isPostgresError(cause)) return error;
  const refusal = REFUSALS.get(cause.code) ?? (cause.code.startsWith(DATA_EXCEPTION) ? UNFIT : undefined);
  if (!refusal) return error;
  const { status, code, message } = refusal;
  return new HttpException({ statusCode: status, code, message }, status, { cause: error });
}

/** The driver reports five characters; errors of Node.js have other codes. */
const isPostgresError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.length === 5;
`;

export const ERROR_FILTER_TEST = `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HttpException } from '@nestjs/common';
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

  it('leaves every other error as it is', () => {
    for (const error of [failure('53300'), failure('ECONNREFUSED'), new Error('x')])
      assert.equal(explain(error), error);
  });
});
`;
