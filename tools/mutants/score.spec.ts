import { score, scoreLine } from './score';

const times = (count: number, status: string) => Array.from({ length: count }, () => status);

describe('the score of mutants', () => {
  it('counts a test that does not end as one that notices, and what no test runs as one that survives', () => {
    const total = score([
      ...times(84, 'Killed'),
      'Timeout',
      ...times(10, 'Survived'),
      ...times(5, 'NoCoverage'),
    ]);
    expect(total).toMatchObject({
      killed: 84,
      timedOut: 1,
      survived: 10,
      notCovered: 5,
      percent: 85,
      enough: true,
    });
    expect(scoreLine('libs/a', total)).toBe(
      'libs/a: 100 mutants, 84 killed, 1 timed out, 10 survived, 5 not covered. Score 85.0 %, enough.',
    );
  });

  it('leaves out what does not run at all or is left out on purpose', () => {
    expect(score(['Killed', 'Survived', 'RuntimeError', 'CompileError', 'Ignored'])).toMatchObject({
      percent: 50,
    });
  });

  it('is not enough below the limit, nor without any mutant', () => {
    const low = score([...times(84, 'Killed'), ...times(16, 'Survived')]);
    expect(low.enough).toBe(false);
    expect(scoreLine('libs/a', low)).toMatch(/Score 84\.0 %, not enough: 85 % is asked for\.$/);
    expect(score([]).enough).toBe(false);
    expect(scoreLine('libs/a', score([]))).toContain('nothing to mutate');
  });
});
