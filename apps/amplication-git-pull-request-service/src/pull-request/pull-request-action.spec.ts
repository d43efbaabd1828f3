import { choosePullRequestAction } from './pull-request-action';

const pushed = { outcome: 'pushed', needsNewPullRequest: false } as const;
const unchanged = { outcome: 'unchanged', needsNewPullRequest: false } as const;
const hidden = { needsNewPullRequest: true } as const;

describe('choosePullRequestAction', () => {
  it.each([
    ['none', { ...pushed, ...hidden }, 'create'],
    ['none', { ...unchanged, ...hidden }, 'create'],
    ['none', unchanged, 'none'],
    ['OPEN', pushed, 'keep'],
    ['OPEN', unchanged, 'keep'],
    ['MERGED', { ...pushed, ...hidden }, 'create'],
    ['MERGED', pushed, 'keep'],
    ['MERGED', unchanged, 'none'],
    ['DECLINED', { ...pushed, ...hidden }, 'create'],
    ['DECLINED', unchanged, 'none'],
    ['SUPERSEDED', { ...pushed, ...hidden }, 'create'],
  ] as const)('newest %s, %o: %s', (newest, facts, action) => {
    expect(choosePullRequestAction(newest, facts)).toBe(action);
  });
});
