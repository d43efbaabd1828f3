import { expectThat, Steps } from './steps';

describe('Steps', () => {
  it('reports each step with its time and what came of it', async () => {
    const lines: string[] = [];
    const value = await new Steps((line) => lines.push(line)).run(
      'Count',
      async () => 3,
      (count) => `${count} things`,
    );
    expect(value).toBe(3);
    expect(lines).toEqual([expect.stringMatching(/^ +\d+\.\d\d s {2}Count: 3 things$/)]);
  });

  it('names the step that failed, and does not report it as done', async () => {
    const lines: string[] = [];
    const failing = new Steps((line) => lines.push(line)).run('Build', async () =>
      expectThat(false, 'there is no pull request'),
    );
    await expect(failing).rejects.toThrow('Build: there is no pull request');
    expect(lines).toEqual([]);
  });
});
