import { DrizzleQueryError } from 'drizzle-orm';
import { QueryFailure, queryFailureOf } from '../../database/query-failure.js';
import { databaseProblem, type Sent } from './database-problem.js';

const problemOf = (error: unknown, sent?: Sent) =>
  databaseProblem(queryFailureOf(error) ?? new QueryFailure('none'), sent);
const failure = (code: string, more: object = {}) =>
  new DrizzleQueryError('select $1', ["'"], Object.assign(new Error('secret'), { code, ...more }));

it.each([
  ['23505', 'NOT_UNIQUE'],
  ['23503', 'REFERENCE_BROKEN'],
  ['23001', 'REFERENCE_BROKEN'],
  ['23P01', 'CLASH'],
  ['23502', 'VALUE_MISSING'],
  ['23514', 'VALUE_REFUSED'],
  ['428C9', 'VALUE_UNFIT'],
  ['54000', 'VALUE_UNFIT'],
  ['22003', 'VALUE_UNFIT'],
  ['22P02', 'VALUE_UNFIT'],
  ['57014', 'TIMEOUT'],
  ['53300', 'UNAVAILABLE'],
  ['57P01', 'UNAVAILABLE'],
  ['08006', 'UNAVAILABLE'],
  ['55P03', 'UNAVAILABLE'],
  ['40P01', 'UNAVAILABLE'],
  ['ECONNREFUSED', 'UNAVAILABLE'],
  ['42703', 'INTERNAL'],
  ['42501', 'INTERNAL'],
])('takes %s for %s', (state, code) => {
  const problem = problemOf(failure(state));
  expect(problem).toMatchObject({ code, message: expect.not.stringContaining('secret'), errors: [] });
  expect(problem.cause).toBeInstanceOf(QueryFailure);
});

it.each([
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
])('takes what the driver says for a database that is away: %s', (message) => {
  const problem = problemOf(new DrizzleQueryError('select', [], new Error(message)));
  expect(problem).toMatchObject({ code: 'UNAVAILABLE', headers: { 'Retry-After': '1' } });
});

it('takes an error of the code for what it is', () => {
  expect(problemOf(new DrizzleQueryError('select', [], new TypeError('x is not a function'))).code).toBe(
    'INTERNAL',
  );
});

it('names the field whose value PostgreSQL could not read, whatever its code', () => {
  const error = failure('42601', { where: 'unnamed portal parameter $1 = ...' });
  expect(problemOf(error, { body: { words: "'", other: 'x' } })).toMatchObject({
    code: 'VALUE_UNFIT',
    errors: [{ field: 'words', message: 'words does not fit where it belongs' }],
  });
  expect(problemOf(error, { query: { words: 'x' }, params: undefined }).code).toBe('INTERNAL');
});
