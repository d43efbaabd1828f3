import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@amplication/contracts';
import { cpSync, renameSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PushStep, SyncRequest } from '../src/index';
import { basic, type Generation, Harness, WORK } from './harness';
import { RemoteRepository } from './remote-repository';

const ONE: Generation = { 'src/a.ts': 'a\n' };
const TWO: Generation = { 'src/a.ts': 'a2\n' };
const OPEN: Partial<SyncRequest> = { pullRequest: { state: 'open' } };

describe('pushes', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await Harness.start();
  });
  afterEach(() => harness.stop());

  const once = (action: () => void) => {
    let done = false;
    return () => {
      if (!done) action();
      done = true;
    };
  };

  it.each([true, false])(
    'the branch moves during the build: plans again (partial clone %s)',
    async (partial) => {
      harness.remote.allowPartialClone(partial);
      const first = await harness.run(ONE);
      const race = once(() => harness.userCommit(WORK, { 'mine.txt': 'mine\n' }));
      const result = await harness.run(TWO, { ...OPEN, beforePush: () => Promise.resolve(race()) });
      expect(result).toMatchObject({ outcome: 'pushed', rounds: 2 });
      expect(harness.remote.log(WORK).slice(0, 3)).toMatchObject([
        { id: result.commit },
        { author: 'Ada User <ada@example.com>' },
        { id: first.commit },
      ]);
    },
  );

  it('the branch moves between the lease and the write of the ref: the server refuses, plans again', async () => {
    await harness.run(ONE);
    harness.server.behaviour.beforeReceive = once(() => harness.userCommit(WORK, { 'mine.txt': 'mine\n' }));
    const result = await harness.run(TWO, OPEN);
    expect(result.rounds).toBe(2);
    expect(harness.remote.read(WORK, 'mine.txt')).toBe('mine\n');
  });

  it('the base moves during a first build: plans again on it', async () => {
    const race = once(() => harness.userCommit('main', { 'new.txt': 'new\n' }));
    const result = await harness.run(ONE, { beforePush: () => Promise.resolve(race()) });
    expect(harness.remote.log(WORK)[0]?.id).toBe(result.commit);
    expect(harness.remote.read(WORK, 'src/a.ts')).toBe('a\n');
  });

  it('a branch that appears during a first build is not overwritten', async () => {
    const race = once(() => harness.remote.commit(WORK, { 'mine.txt': 'mine\n' }, { from: 'main' }));
    const result = await harness.run(ONE, { beforePush: () => Promise.resolve(race()) });
    expect(result).toMatchObject({ rounds: 2, startedFrom: 'branch' });
    expect(harness.remote.read(WORK, 'mine.txt')).toBe('mine\n');
  });

  describe('another repository in the place of the one that was fetched', () => {
    const swap = (other: RemoteRepository) => {
      const { directory } = harness.remote;
      renameSync(directory, `${directory}.moved`);
      renameSync(other.directory, directory);
    };
    const moved = () => new RemoteRepository(`${harness.remote.directory}.moved`);
    const unrelated = () => {
      const other = RemoteRepository.create(harness.root, 'other', { partialClone: true });
      other.commit('main', { 'README.md': '# Shop\n', 'docs/a.txt': 'a\n' }, { author: 'Eve' });
      return other;
    };
    /** A copy of the repository that somebody has gone on with: it has the tip that was fetched, further down. */
    const grown = () => {
      const directory = join(harness.root, 'grown.git');
      cpSync(harness.remote.directory, directory, { recursive: true });
      const other = new RemoteRepository(directory);
      other.commit('main', { 'grown.txt': 'grown\n' });
      return other;
    };
    const locate = () => Promise.resolve(harness.server.url('shop.git.moved').replace(/\.git$/, ''));

    it.each([
      ['an unrelated one', unrelated],
      ['a copy that has grown', grown],
    ])('%s, before the push of a new branch: it is not touched, the right one is', async (_name, make) => {
      const other = make();
      const before = other.git('for-each-ref');
      const race = once(() => swap(other));
      const result = await harness.run(ONE, { locate, beforePush: () => Promise.resolve(race()) });
      expect(result).toMatchObject({ outcome: 'pushed', rounds: 2 });
      expect(harness.remote.git('for-each-ref')).toBe(before);
      expect(moved().tip(WORK)).toBe(result.commit);
    });

    it.each([
      ['a new branch', false],
      ['a branch that exists', true],
    ])('an unrelated one, in the middle of the push of %s', async (_name, exists) => {
      if (exists) await harness.run(ONE);
      const other = unrelated();
      const before = other.git('for-each-ref');
      harness.server.behaviour.beforeReceive = once(() => swap(other));
      const result = await harness
        .run(TWO, { ...(exists ? OPEN : {}), locate })
        .catch((error: unknown) => error);
      expect(harness.remote.git('for-each-ref')).toBe(before);
      expect(result).toMatchObject({ outcome: 'pushed' });
      expect(moved().read(WORK, 'src/a.ts')).toBe('a2\n');
    });

    it('tips that are not confirmed are not pushed on', async () => {
      const seen: unknown[] = [];
      const confirmTips = (tips: unknown) => Promise.resolve(seen.push(tips) > 1);
      const result = await harness.run(ONE, { confirmTips });
      expect(result.rounds).toBe(2);
      expect(harness.steps).toHaveLength(1);
      expect(seen).toEqual(Array(2).fill({ base: harness.remote.tip('main'), work: null }));
    });

    it('no repository at the address: goes on where it is now, or says that it is gone', async () => {
      renameSync(harness.remote.directory, `${harness.remote.directory}.moved`);
      const result = await harness.run(ONE, { locate });
      expect(moved().tip(WORK)).toBe(result.commit);
      const gone = () => Promise.reject(new DomainError('REPOSITORY_GONE'));
      await expect(harness.run(ONE, { locate: gone })).rejects.toMatchObject({ code: 'REPOSITORY_GONE' });
      await expect(harness.run(ONE)).rejects.toMatchObject({ code: 'REPOSITORY_GONE' });
    });

    it('a server without atomic pushes gets the branch all the same', async () => {
      harness.remote.git('config', 'receive.advertiseAtomic', 'false');
      expect(harness.remote.tip(WORK)).toBeNull();
      const { commit } = await harness.run(ONE);
      expect(harness.remote.tip(WORK)).toBe(commit);
    });
  });

  it('gives up after five rounds, with all of the user’s commits in place', async () => {
    await harness.run(ONE);
    let count = 0;
    const beforePush = () => {
      count += 1;
      harness.userCommit(WORK, { 'mine.txt': `${count}\n` });
      return Promise.resolve();
    };
    await expect(harness.run(TWO, { ...OPEN, beforePush })).rejects.toMatchObject({
      code: 'BRANCH_KEEPS_MOVING',
    });
    expect(count).toBe(5);
    expect(harness.remote.read(WORK, 'mine.txt')).toBe('5\n');
    expect(harness.remote.git('rev-list', '--count', WORK)).toBe('7');
  });

  it.each([1, 2])('the answer to a push that landed is lost (%s times): one commit', async (times) => {
    await harness.run(ONE);
    harness.server.behaviour.loseAnswersToPush = times;
    const result = await harness.run(TWO, OPEN);
    expect(result.outcome).toBe('pushed');
    expect(harness.remote.tip(WORK)).toBe(result.commit);
    expect(harness.remote.log(WORK)).toHaveLength(3);
  });

  it('the answer is lost and a user pushes on top: counts as pushed', async () => {
    await harness.run(ONE);
    harness.server.behaviour.loseAnswersToPush = 2;
    harness.server.behaviour.onRequest = (name) => {
      if (name === 'done POST git-receive-pack') {
        harness.server.behaviour.onRequest = null;
        harness.userCommit(WORK, { 'mine.txt': 'mine\n' });
      }
    };
    const result = await harness.run(TWO, OPEN);
    expect(result.outcome).toBe('pushed');
    expect(harness.remote.log(WORK).map(({ id }) => id)[1]).toBe(result.commit);
    expect(harness.remote.log(WORK)).toHaveLength(4);
  });

  describe('an earlier try was killed after it recorded its push', () => {
    let step: PushStep;
    const resume = (overrides: Partial<SyncRequest> = {}) =>
      harness.newEngine().run({ ...harness.request(TWO, OPEN), pushing: step, ...overrides });

    beforeEach(async () => {
      await harness.run(ONE);
      await harness.run(TWO, { ...OPEN, beforePush: (made) => Promise.resolve(void (step = made)) });
    });

    it('and landed: one commit, with the report of then', async () => {
      const result = await resume();
      expect(result).toMatchObject({ outcome: 'pushed', commit: step.commit, needsNewPullRequest: false });
      expect(result.report).toEqual(step.report);
      expect(harness.remote.log(WORK)).toHaveLength(3);
    });

    it('and landed, and a user pushed on top', async () => {
      harness.userCommit(WORK, { 'src/a.ts': 'a2\nmine\n' });
      expect(await resume()).toMatchObject({ outcome: 'pushed', commit: step.commit });
      expect(harness.remote.log(WORK)).toHaveLength(4);
    });

    it('and did not land: pushes', async () => {
      harness.remote.git('update-ref', `refs/heads/${WORK}`, step.branchTip ?? '');
      const result = await resume();
      expect(result.outcome).toBe('pushed');
      expect(harness.remote.log(WORK)).toHaveLength(3);
      expect(harness.remote.tip(WORK)).toBe(result.commit);
    });

    it('and was merged and closed meanwhile: nothing to open', async () => {
      harness.remote.merge(WORK, 'main', 'squash');
      harness.remote.deleteBranch(WORK);
      const pullRequest = { state: 'merged', sourceCommit: step.commit.slice(0, 12) } as const;
      expect(await resume({ pullRequest })).toMatchObject({
        outcome: 'pushed',
        needsNewPullRequest: false,
      });
      expect(harness.remote.tip(WORK)).toBeNull();
    });

    it('and came too late for the merge: goes on from the base', async () => {
      harness.remote.git('update-ref', 'refs/heads/before', step.branchTip ?? '');
      harness.remote.merge('before', 'main', 'squash');
      const pullRequest = { state: 'merged', sourceCommit: step.branchTip ?? '' } as const;
      expect(await resume({ pullRequest })).toMatchObject({
        startedFrom: 'merged',
        needsNewPullRequest: true,
      });
      expect(harness.remote.log(WORK)[0]?.parents).toEqual([step.commit, harness.remote.tip('main')]);
    });
  });

  it('a token that expires during the build is renewed once, and the push tried again', async () => {
    await harness.run(ONE);
    let asked = 0;
    const result = await harness.run(TWO, {
      ...OPEN,
      authorization: (options) => {
        if (options?.renew === true) asked += 1;
        return Promise.resolve(basic(asked > 0 ? 'new-token' : 'good-token'));
      },
      beforePush: () => {
        harness.server.behaviour.token = 'new-token';
        return Promise.resolve();
      },
    });
    expect(result).toMatchObject({ outcome: 'pushed', rounds: 1 });
    expect(asked).toBe(1);
  });

  it('a token that expires in the middle of a push is renewed, and the push tried again', async () => {
    await harness.run(ONE);
    harness.server.behaviour.onRequest = (name) => {
      if (name === 'POST git-receive-pack') harness.server.behaviour.token = 'new-token';
    };
    const result = await harness.run(TWO, {
      ...OPEN,
      authorization: (options) =>
        Promise.resolve(basic(options?.renew === true ? 'new-token' : 'good-token')),
    });
    expect(result).toMatchObject({ outcome: 'pushed', rounds: 1 });
    expect(harness.remote.tip(WORK)).toBe(result.commit);
  });

  it('a token that is refused even when new: reconnect', async () => {
    harness.server.behaviour.token = 'another';
    await expect(harness.run(ONE)).rejects.toMatchObject({
      code: 'CONNECTION_NEEDS_RECONNECT',
      action: 'reconnect',
    });
  });

  it('a protected branch or a hook: Bitbucket’s own words reach the user', async () => {
    await harness.run(ONE);
    harness.remote.refusePushes('Permission denied to update branch amplication-orders.');
    await expect(harness.run(TWO, OPEN)).rejects.toMatchObject({
      code: 'BRANCH_RESTRICTED',
      message: expect.stringContaining('Permission denied to update branch amplication-orders.'),
    });
    expect(harness.remote.log(WORK)).toHaveLength(2);
  });

  it('another branch stands in the way of the name', async () => {
    harness.remote.commit('amplication', { 'x.txt': 'x\n' }, { from: 'main' });
    await expect(harness.run(ONE, { workBranch: 'amplication/orders' })).rejects.toMatchObject({
      code: 'BRANCH_NAME_CLASH',
    });
  });

  it('beforePush stops the build: nothing is pushed', async () => {
    const stop = new Error('the lease is lost');
    await expect(harness.run(ONE, { beforePush: () => Promise.reject(stop) })).rejects.toBe(stop);
    expect(harness.remote.tip(WORK)).toBeNull();
  });

  it.each([
    [429, 'BITBUCKET_RATE_LIMITED'],
    [500, 'BITBUCKET_SERVER_ERROR'],
    [403, 'REPOSITORY_NOT_WRITABLE'],
    [404, 'REPOSITORY_GONE'],
  ])('status %s is %s', async (status, code) => {
    harness.server.behaviour.status = status;
    await expect(harness.run(ONE)).rejects.toMatchObject({ code });
  });

  it('a redirect is not followed, and the other host sees nothing', async () => {
    const seen: string[] = [];
    const other = createServer((request, response) => {
      seen.push(JSON.stringify(request.headers));
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    harness.server.behaviour.redirectTo = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await expect(harness.run(ONE)).rejects.toMatchObject({ code: 'REPOSITORY_GONE' });
    await new Promise((resolve) => other.close(resolve));
    expect(seen).toEqual([]);
  });

  it('an abort ends git and rejects with its reason; a time limit is GIT_TIMEOUT', async () => {
    harness.server.behaviour.latencyMs = 60_000;
    const controller = new AbortController();
    harness.server.behaviour.onRequest = () => controller.abort(new Error('lease lost'));
    await expect(harness.run(ONE, { signal: controller.signal })).rejects.toThrow('lease lost');
    harness.server.behaviour.onRequest = null;
    await expect(harness.run(ONE, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'GIT_TIMEOUT' });
  });
});
