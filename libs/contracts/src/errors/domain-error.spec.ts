import { DomainError } from './domain-error';
import { ERROR_ACTIONS } from './error-action';
import { ERROR_CATALOGUE, ERROR_CODES, isErrorCode } from './error-catalogue';

describe('the error catalogue', () => {
  it.each(ERROR_CODES)('%s says who must act, in a sentence for a person', (code) => {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect(ERROR_ACTIONS).toContain(ERROR_CATALOGUE[code].action);
    expect(ERROR_CATALOGUE[code].text).toMatch(/^([A-Z]|git ).*\.$/);
  });

  it('knows its codes from what every object answers to', () => {
    expect(ERROR_CODES.every(isErrorCode)).toBe(true);
    expect(['constructor', 'toString', 'OF_A_LATER_RELEASE', 4, null].some(isErrorCode)).toBe(false);
  });
});

describe('a domain error', () => {
  it('takes its sentence and its action from its code, and keeps what caused it', () => {
    const cause = new Error('555');
    const error = new DomainError('BITBUCKET_SERVER_ERROR', { cause, params: { status: 555 } });
    expect(error.message).toBe(ERROR_CATALOGUE.BITBUCKET_SERVER_ERROR.text);
    expect(error.action).toBe('retry');
    expect(error.cause).toBe(cause);
    expect(error.params).toEqual({ status: 555 });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('DomainError');
  });

  it('may say it in words of its own', () => {
    expect(new DomainError('BASE_BRANCH_MISSING', 'There is no branch main.').message).toBe(
      'There is no branch main.',
    );
  });
});
