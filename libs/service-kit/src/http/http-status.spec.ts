import { ERROR_CODES } from '@amplication/contracts';
import { codeOfHttpStatus, httpStatusOf } from './http-status';

describe('httpStatusOf', () => {
  it('knows a status of an error for every code', () => {
    for (const code of ERROR_CODES) expect(httpStatusOf(code)).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['VALIDATION_FAILED', 400],
    ['OAUTH_STATE_INVALID', 400],
    ['OAUTH_CODE_REFUSED', 400],
    ['NOT_AUTHENTICATED', 401],
    ['FORBIDDEN', 403],
    ['NOT_FOUND', 404],
    ['EMAIL_TAKEN', 409],
    ['BITBUCKET_UNREACHABLE', 502],
    ['INTERNAL', 500],
  ] as const)('gives %s the status %i', (code, status) => expect(httpStatusOf(code)).toBe(status));

  it('goes back from a bare status', () => {
    expect([400, 404, 413, 429, 500, 503].map(codeOfHttpStatus)).toEqual([
      'VALIDATION_FAILED',
      'NOT_FOUND',
      'VALIDATION_FAILED',
      'TOO_MANY_REQUESTS',
      'INTERNAL',
      'INTERNAL',
    ]);
  });
});
