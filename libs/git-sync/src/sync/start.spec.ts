import { describe, expect, it } from '@jest/globals';
import { decideStart } from './start';

const [base, work, other] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];
const object = (parent: string) => ({ object: { tree: '', parents: [parent], message: '' } });
const fromBranch = { from: 'branch', planOn: work, parents: [work] };
const afterMerge = { from: 'merged', planOn: base, parents: [work, base] };

describe('where a round starts', () => {
  it.each([
    [
      'no branch',
      { base, work: null },
      { state: 'open' },
      null,
      { from: 'base', planOn: base, parents: [base] },
    ],
    ['none', { base, work }, { state: 'none' }, null, fromBranch],
    ['open', { base, work }, { state: 'open' }, null, fromBranch],
    ['declined', { base, work }, { state: 'declined' }, null, fromBranch],
    ['merged', { base, work }, { state: 'merged', sourceCommit: work }, null, afterMerge],
    [
      'merged, short id',
      { base, work },
      { state: 'merged', sourceCommit: work.slice(0, 12) },
      null,
      afterMerge,
    ],
    ['merged, useless id', { base, work }, { state: 'merged', sourceCommit: '' }, null, fromBranch],
    ['moved since the merge', { base, work }, { state: 'merged', sourceCommit: other }, null, fromBranch],
    [
      'ours came too late',
      { base, work },
      { state: 'merged', sourceCommit: other },
      object(other),
      afterMerge,
    ],
    [
      'both tips equal',
      { base, work: base },
      { state: 'merged', sourceCommit: base },
      null,
      { from: 'merged', planOn: base, parents: [base] },
    ],
  ] as const)('%s', (_name, tips, pullRequest, own, expected) => {
    expect(decideStart(tips, pullRequest, own)).toEqual(expected);
  });
});
