import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PullRequestState, SyncRequest } from '../src/index';
import { type Generation, Harness, RESOURCE, statusOf, WORK } from './harness';

const ONE: Generation = { 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' };
const TWO: Generation = { 'src/a.ts': 'a2\n', 'src/b.ts': 'b\n' };
const OPEN: Partial<SyncRequest> = { pullRequest: { state: 'open' } };
const merged = (sourceCommit: string | null): Partial<SyncRequest> => ({
  pullRequest: { state: 'merged', sourceCommit: (sourceCommit ?? '').slice(0, 12) },
});

describe('states of the branch and its pull request', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await Harness.start();
  });
  afterEach(() => harness.stop());

  /** Files that the work branch would bring into the base: what a pull request shows. */
  const pullRequestShows = () =>
    harness.remote.git('diff', '--name-only', `main...${WORK}`).split('\n').filter(Boolean);

  it('empty repository: a README on the base branch first, then the branch', async () => {
    const empty = await Harness.start({ empty: true });
    try {
      const result = await empty.run({ ...ONE, 'README.md': '# Orders\n' });
      expect(result).toMatchObject({ outcome: 'pushed', startedFrom: 'base', needsNewPullRequest: true });
      expect([...empty.remote.tree('main').keys()]).toEqual(['README.md']);
      expect(empty.remote.log(WORK).map(({ id }) => id)).toEqual([result.commit, empty.remote.tip('main')]);
      expect(empty.remote.read(WORK, 'README.md')).toBe('# Orders\n');
      expect(statusOf(result, 'README.md')).toBe('updated');
    } finally {
      await empty.stop();
    }
  });

  it('base branch missing: says which', async () => {
    await expect(harness.run(ONE, { baseBranch: 'develop' })).rejects.toMatchObject({
      code: 'BASE_BRANCH_MISSING',
      params: { baseBranch: 'develop' },
    });
  });

  it('merged by fast-forward and deleted: starts from the base, and rebuilds nothing that is there', async () => {
    await harness.run(ONE);
    harness.remote.merge(WORK, 'main', 'fast-forward');
    harness.remote.deleteBranch(WORK);
    expect(await harness.run(ONE, merged('0'.repeat(40)))).toMatchObject({
      outcome: 'unchanged',
      startedFrom: 'base',
      needsNewPullRequest: false,
    });
    const next = await harness.run(TWO, merged('0'.repeat(40)));
    expect(next).toMatchObject({ outcome: 'pushed', startedFrom: 'base', needsNewPullRequest: true });
    expect(pullRequestShows()).toEqual(['.amplication/generation.json', 'src/a.ts']);
  });

  it.each(['merge-commit', 'squash', 'fast-forward'] as const)(
    'merged by %s and still there: goes on from the base, with both tips as parents, and nothing is rewritten',
    async (how) => {
      const { remote } = harness;
      await harness.run(ONE);
      const user = harness.userCommit(WORK, { 'src/b.ts': 'b\nmine\n' });
      const base = remote.merge(WORK, 'main', how);
      expect(await harness.run(ONE, merged(user))).toMatchObject({
        outcome: 'unchanged',
        startedFrom: 'merged',
      });

      const edited = harness.userCommit('main', { 'src/b.ts': 'b\nmine\nlater\n' });
      const result = await harness.run(TWO, merged(user));
      expect(result).toMatchObject({ outcome: 'pushed', startedFrom: 'merged', needsNewPullRequest: true });
      expect(remote.log(WORK)[0]?.parents).toEqual([user, edited]);
      expect(remote.read(WORK, 'src/b.ts')).toBe('b\nmine\nlater\n');
      expect(pullRequestShows()).toEqual(['.amplication/generation.json', 'src/a.ts']);
      expect(remote.log('main').map(({ id }) => id)).toContain(base);
    },
  );

  it('merged by fast-forward, both tips equal: one parent', async () => {
    await harness.run(ONE);
    const tip = harness.remote.merge(WORK, 'main', 'fast-forward');
    const result = await harness.run(TWO, merged(tip));
    expect(result.startedFrom).toBe('merged');
    expect(harness.remote.log(WORK)[0]?.parents).toEqual([tip]);
  });

  it('moved since the merge: plans on the branch, asks for a new pull request, says so', async () => {
    const first = await harness.run(ONE);
    harness.remote.merge(WORK, 'main', 'squash');
    const user = harness.userCommit(WORK, { 'src/b.ts': 'b\nmine\n' });
    const result = await harness.run(TWO, merged(first.commit));
    expect(result).toMatchObject({ outcome: 'pushed', startedFrom: 'branch', needsNewPullRequest: true });
    expect(harness.remote.log(WORK)[0]?.parents).toEqual([user]);
    expect(result.report.notes.join()).toContain('was merged and the branch has moved since');
  });

  it('declined: goes on with the branch; only a build with changes asks for a new pull request', async () => {
    const first = await harness.run(ONE);
    const declined: Partial<SyncRequest> = { pullRequest: { state: 'declined' } };
    expect(await harness.run(ONE, declined)).toMatchObject({
      outcome: 'unchanged',
      needsNewPullRequest: false,
    });
    const next = await harness.run(TWO, declined);
    expect(next).toMatchObject({ outcome: 'pushed', startedFrom: 'branch', needsNewPullRequest: true });
    expect(harness.remote.log(WORK)[0]?.parents).toEqual([first.commit]);
  });

  it('no pull request though the branch has changes: asks for one even when nothing is to be pushed', async () => {
    await harness.run(ONE);
    expect(await harness.run(ONE)).toMatchObject({ outcome: 'unchanged', needsNewPullRequest: true });
  });

  it('base branch changed: plans on the branch all the same', async () => {
    const first = await harness.run(ONE);
    harness.remote.commit('develop', { 'dev.txt': 'dev\n' }, { from: 'main' });
    const result = await harness.run(TWO, { ...OPEN, baseBranch: 'develop' });
    expect(result).toMatchObject({ outcome: 'pushed', startedFrom: 'branch' });
    expect(harness.remote.log(WORK)[0]?.parents).toEqual([first.commit]);
  });

  it('base moved ahead: leaves it to Bitbucket, and says so', async () => {
    await harness.run(ONE);
    const same = await harness.run(TWO, OPEN);
    expect(same.baseMovedAhead).toBe(false);
    harness.userCommit('main', { 'docs/b.txt': 'b\n' });
    const result = await harness.run(ONE, OPEN);
    expect(result.baseMovedAhead).toBe(true);
    expect(result.report.notes).toEqual([
      'The base branch has moved ahead of this branch since it was made.',
    ]);
    expect(harness.remote.read(WORK, 'docs/b.txt')).toBeNull();
  });

  it('merged between look-up and push: looks again and goes on from the base', async () => {
    const first = await harness.run(ONE);
    let state: PullRequestState = { state: 'open' };
    const result = await harness.run(TWO, {
      ...OPEN,
      lookUpPullRequest: () => Promise.resolve(state),
      beforePush: () => {
        if (state.state === 'open') {
          harness.remote.merge(WORK, 'main', 'squash');
          state = { state: 'merged', sourceCommit: (first.commit ?? '').slice(0, 12) };
        }
        return Promise.resolve();
      },
    });
    expect(result).toMatchObject({
      outcome: 'pushed',
      startedFrom: 'merged',
      rounds: 2,
      needsNewPullRequest: true,
    });
    const [last] = harness.remote.log(WORK);
    expect(last?.parents).toEqual([expect.any(String), harness.remote.tip('main')]);
    expect(harness.remote.git('rev-parse', `${last?.parents[0]}^@`)).toBe(first.commit);
    expect(pullRequestShows()).toEqual(['.amplication/generation.json', 'src/a.ts']);
  });

  it('merged and closed between look-up and push: is not brought back, starts from the base', async () => {
    const first = await harness.run(ONE);
    let state: PullRequestState = { state: 'open' };
    const result = await harness.run(TWO, {
      ...OPEN,
      lookUpPullRequest: () => Promise.resolve(state),
      beforePush: () => {
        if (state.state === 'open') {
          harness.remote.merge(WORK, 'main', 'squash');
          harness.remote.deleteBranch(WORK);
          state = { state: 'merged', sourceCommit: first.commit ?? '' };
        }
        return Promise.resolve();
      },
    });
    expect(result).toMatchObject({ outcome: 'pushed', startedFrom: 'base', rounds: 2 });
    expect(harness.remote.log(WORK)[0]?.parents).toEqual([harness.remote.tip('main')]);
  });

  describe('the record of the last generation', () => {
    const MANIFEST = '.amplication/generation.json';
    const known = (path: string, blob: string) =>
      Promise.resolve(path === 'src/a.ts' && blob === harness.store('a\n') ? {} : null);

    it.each([
      ['missing', null],
      ['damaged', '<<<<<<< yours\n'],
      ['newer', JSON.stringify({ version: 9, resourceId: RESOURCE, contents: [] })],
    ])('%s: what our records know is pristine, all else is the user’s', async (_name, content) => {
      await harness.run(ONE);
      harness.userCommit(WORK, { [MANIFEST]: content });
      const result = await harness.run(
        { 'src/a.ts': 'a2\n', 'src/b.ts': 'b2\n' },
        { ...OPEN, generatedAs: known },
      );
      expect(harness.remote.read(WORK, 'src/a.ts')).toBe('a2\n');
      expect(harness.remote.read(WORK, 'src/b.ts')).toBe('b\n');
      expect(result.report.entries).toEqual([
        { path: 'src/a.ts', status: 'updated' },
        { path: 'src/b.ts', status: 'conflict', note: 'both added' },
      ]);
      expect(result.report.notes.join()).toContain('was rebuilt');
    });

    it('edited by the user: is fetched and believed', async () => {
      await harness.run(ONE);
      const text = harness.remote.read(WORK, MANIFEST) ?? '';
      harness.userCommit(WORK, { [MANIFEST]: text.replace('{\n', '{\n\n'), 'src/b.ts': 'b\nmine\n' });
      await harness.server.takeCounts();
      const result = await harness.run({ 'src/a.ts': 'a2\n', 'src/b.ts': 'zero\nb\n' }, OPEN);
      expect(result.report.notes.join()).not.toContain('was rebuilt');
      expect(harness.remote.read(WORK, 'src/b.ts')).toBe('zero\nb\nmine\n');
      expect((await harness.server.takeCounts()).requests).toBe(7);
    });

    it('of another resource: refuses', async () => {
      await harness.run(ONE);
      const other = { ...OPEN, resourceId: 'another-resource' };
      await expect(harness.run(TWO, other)).rejects.toMatchObject({ code: 'ROOT_OWNED_BY_OTHER_RESOURCE' });
    });
  });

  it('a repository first generated by the replaced system: keeps what is there, updates from the next build on', async () => {
    harness.userCommit('main', { 'src/a.ts': 'old\n', 'src/b.ts': 'b\n' });
    const first = await harness.run(ONE);
    expect(first.report.notes.join()).not.toContain('was rebuilt');
    expect(first.report.entries).toEqual([{ path: 'src/a.ts', status: 'conflict', note: 'both added' }]);
    expect(harness.remote.read(WORK, 'src/a.ts')).toBe('old\n');
    await harness.run({ ...ONE, 'src/b.ts': 'b2\n' }, OPEN);
    expect(harness.remote.read(WORK, 'src/b.ts')).toBe('b2\n');
  });

  it('two resources under different roots: each touches its own', async () => {
    const orders = { rootDirectory: 'services/orders' };
    const billing = {
      rootDirectory: 'services/billing',
      resourceId: 'billing',
      workBranch: 'amplication-billing',
    };
    await harness.run(ONE, orders);
    harness.remote.merge(WORK, 'main', 'merge-commit');
    await harness.run(ONE, billing);
    harness.remote.merge('amplication-billing', 'main', 'merge-commit');
    harness.remote.deleteBranch(WORK);
    const result = await harness.run(TWO, orders);
    expect(result.report.counts).toMatchObject({ updated: 1, unchanged: 1, added: 0 });
    expect(harness.remote.read(WORK, 'services/billing/src/a.ts')).toBe('a\n');
  });
});
