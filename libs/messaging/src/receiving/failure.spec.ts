import { DomainError } from '@amplication/contracts';
import { describeFailure, isTransient } from './failure';

describe('a failure of a handler', () => {
  it('is waited for when it passes by itself: the platform must act, or the database is away', () => {
    expect(isTransient(new DomainError('BITBUCKET_UNREACHABLE'))).toBe(true);
    expect(isTransient(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))).toBe(true);
    expect(isTransient(new DomainError('MODEL_INVALID'))).toBe(false);
    expect(isTransient(new Error('a bug'))).toBe(false);
    expect(isTransient({ action: 'retry' })).toBe(false);
  });

  it('is described by its code, else by its root cause alone, which repeats no values of a query', () => {
    const root = new TypeError('the root');
    const query = new Error('insert … values (secret)', { cause: new Error('between', { cause: root }) });
    expect(describeFailure(query)).toBe('TypeError: the root');
    expect(describeFailure(new Error('alone', { cause: 'a text' }))).toBe('Error: alone');
    expect(describeFailure(new DomainError('MODEL_INVALID', 'No entity.', { cause: root }))).toBe(
      'MODEL_INVALID: No entity.',
    );
    expect(describeFailure('secret')).toBe('something that is not an Error was thrown');
  });
});
