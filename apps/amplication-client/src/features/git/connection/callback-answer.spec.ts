import { readAnswer } from './callback-answer';

describe('readAnswer', () => {
  it('reads a grant', () => expect(readAnswer('?code=abc&state=s1')).toEqual({ state: 's1', code: 'abc' }));
  it('reads a denial', () =>
    expect(readAnswer('?error=access_denied&error_description=No&state=s1')).toEqual({
      state: 's1',
      error: 'access_denied',
    }));
  it.each(['', '?code=abc', '?state=s1', '?state=&code=abc'])('finds nothing in %j', (search) =>
    expect(readAnswer(search)).toBeNull(),
  );
});
