import { inspect } from 'node:util';
import { DrizzleQueryError } from 'drizzle-orm';
import { QueryFailure, queryFailureOf } from './query-failure.js';

const SECRET = 'a secret\n    at secret.ts:1:1';

const failed = (more: object) =>
  new DrizzleQueryError('select $1, $2', ['x', SECRET], Object.assign(new Error(SECRET), more));

describe('queryFailureOf', () => {
  it('keeps what helps, and no value', () => {
    const more = { code: '23505', table: 'users', constraint: 'users_key', detail: SECRET, where: SECRET };
    const failure = queryFailureOf(new Error(SECRET, { cause: failed(more) }));
    expect(failure?.message).toBe(
      'A statement failed: SQLSTATE 23505, table users, constraint users_key\nselect $1, $2',
    );
    expect(failure?.isUnanswered).toBe(false);
    expect(inspect(failure)).toMatch(/query-failure\.spec/);
    expect(inspect(failure, { showHidden: false })).not.toMatch(/secret/);
    expect(queryFailureOf(new Error('x', { cause: failure }))).toBe(failure);
  });

  it('knows which value was refused', () => {
    const where = `unnamed portal parameter $2 = '${SECRET}'`;
    expect(queryFailureOf(failed({ code: '42601', where }))?.refusedValue).toEqual({ value: SECRET });
    for (const other of ['SQL statement "insert into log values ($2)"', 'PL/pgSQL function f() line 2', ''])
      expect(queryFailureOf(failed({ code: '42601', where: other }))?.refusedValue).toBeUndefined();
  });

  it('says why there was no answer', () => {
    const down = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    expect(queryFailureOf(new DrizzleQueryError('select 1', [SECRET], down))).toMatchObject({
      message: 'A statement failed: AggregateError, ECONNREFUSED\nselect 1',
      isUnanswered: true,
    });
    expect(QueryFailure.withoutConnection(down)).toMatchObject({
      message: 'No connection: AggregateError, ECONNREFUSED',
      isUnanswered: true,
    });
  });

  it('is none for what the database has nothing to do with', () => {
    const elsewhere = Object.assign(new Error('fetch failed'), { code: 'ECONNREFUSED', syscall: 'connect' });
    for (const error of [new Error('x', { cause: elsewhere }), 'x', undefined])
      expect(queryFailureOf(error)).toBeUndefined();
  });
});
