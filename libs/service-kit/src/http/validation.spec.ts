import { InvalidRequest } from './validation';

const problems = (count: number, length = 10) =>
  Array.from({ length: count }, (_, i) => ({ path: `f${i}`, message: `f${i} ${'x'.repeat(length)}` }));

describe('InvalidRequest', () => {
  it('names each problem, in the fields and in its sentence', () => {
    const error = new InvalidRequest(problems(2, 1));
    expect(error.message).toBe('The request is not valid: f0 x; f1 x.');
    expect(error.fields).toEqual([
      { path: 'f0', message: 'f0 x' },
      { path: 'f1', message: 'f1 x' },
    ]);
  });

  it('stays small however many and however long they are, and says how many there are', () => {
    for (const many of [problems(20_000), problems(20_000, 5_000), problems(1, 100_000)]) {
      const error = new InvalidRequest(many);
      expect(JSON.stringify([error.message, error.fields]).length).toBeLessThan(9_000);
      expect(error.fields.length).toBeGreaterThan(0);
    }
    expect(new InvalidRequest(problems(20_000)).message).toMatch(/; and 19995 more\.$/);
  });
});
