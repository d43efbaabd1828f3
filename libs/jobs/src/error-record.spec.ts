import { DomainError } from '@amplication/contracts';
import { errorRecord } from './error-record';

describe('what a row keeps of an error', () => {
  it('is its code, its sentence and its params, as PostgreSQL can store them, and not its cause', () => {
    const params = { branch: 'a\0b', tries: 3, paths: ['x\uD800'], last: true };
    const error = new DomainError('BASE_BRANCH_MISSING', 'There is no a\0b.', {
      params,
      cause: new Error('secret'),
    });
    expect(errorRecord(error)).toEqual({
      code: 'BASE_BRANCH_MISSING',
      message: 'There is no a\uFFFDb.',
      params: { branch: 'a\uFFFDb', tries: 3, paths: ['x\uFFFD'], last: true },
    });
  });

  it('is nothing that looks like a secret, whoever has said it', () => {
    const said =
      'refused: Authorization: Bearer SECRET1 for https://x-token-auth:SECRET2@host/x?code=SECRET3';
    const record = errorRecord(new DomainError('BITBUCKET_REFUSED', said, { params: { said } }));
    expect(JSON.stringify(record)).not.toMatch(/SECRET/);
    expect(record.message).toMatch(/^refused: /);
  });

  it('is no more than a page of any text', () => {
    const long = 'x'.repeat(10_001);
    const record = errorRecord(new DomainError('INTERNAL', long, { params: { long } }));
    expect(record.message).toHaveLength(10_000);
    expect(record.params).toEqual({ long: 'x'.repeat(10_000) });
  });

  it.each([
    [new TypeError('secret'), /^TypeError was thrown/],
    ['secret', /^something that is not an Error was thrown/],
  ])('is only the kind of one that nobody foresaw, as its words may be anything: %p', (error, message) => {
    const record = errorRecord(error);
    expect(record).toEqual({ code: 'INTERNAL', message: expect.stringMatching(message), params: {} });
    expect(record.message).not.toContain('secret');
  });
});
