import { choosePullRequestAction } from './pull-request-action';

const pushed = { outcome: 'pushed', branchExists: true, needsNewPullRequest: false } as const;
const unchanged = { outcome: 'unchanged', branchExists: true, needsNewPullRequest: false } as const;

describe('choosePullRequestAction', () => {
  it.each([
    ['none', pushed, 'create'],
    ['OPEN', pushed, 'update'],
    ['MERGED', pushed, 'create'],
    ['DECLINED', pushed, 'create'],
    ['SUPERSEDED', pushed, 'create'],
    ['OPEN', unchanged, 'update'],
    ['MERGED', unchanged, 'none'],
    ['DECLINED', unchanged, 'none'],
    ['MERGED', { ...unchanged, needsNewPullRequest: true }, 'create'],
    ['none', unchanged, 'create'],
    ['none', { ...unchanged, branchExists: false }, 'none'],
  ] as const)('newest %s, %o: %s', (newest, facts, action) => {
    expect(choosePullRequestAction(newest, facts)).toBe(action);
  });
});
