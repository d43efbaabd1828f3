import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Harness, statusOf, WORK } from './harness';

describe.each([true, false])('partial clone %s', (partialClone) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await Harness.start({ partialClone });
  });
  afterEach(() => harness.stop());

  it('first build, small change, no change', async () => {
    const { remote, server } = harness;
    const first = await harness.run({ 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' });
    expect(first.outcome).toBe('pushed');
    expect(remote.tip(WORK)).toBe(first.commit);
    const user = harness.userCommit(WORK, { 'src/b.ts': 'b\nmine\n', '.amplicationignore': '*.md\n' });
    const second = await harness.run(
      { 'src/a.ts': 'a2\n', 'src/b.ts': 'first\nb\n', 'x.md': 'X' },
      { pullRequest: { state: 'open' } },
    );
    expect(remote.log(WORK)[1]?.id).toBe(user);
    expect(remote.read(WORK, 'src/b.ts')).toBe('first\nb\nmine\n');
    const third = await harness.run(
      { 'src/a.ts': 'a2\n', 'src/b.ts': 'first\nb\n', 'x.md': 'X' },
      { pullRequest: { state: 'open' } },
    );
    expect(third.outcome).toBe('unchanged');
    expect(statusOf(third, 'x.md')).toBe('ignored');
  });
});
