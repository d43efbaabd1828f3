import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { SyncRequest } from '../src/index';
import { type Generation, Harness, WORK } from './harness';

const ONE: Generation = { 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' };
const OPEN: Partial<SyncRequest> = { pullRequest: { state: 'open' } };
const COLD = 3;
const WARM = 2;

describe('cache', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await Harness.start({ partialClone: false });
  });
  afterEach(() => harness.stop());

  const cached = (suffix: string): string[] =>
    readdirSync(harness.options.cacheDirectory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(suffix))
      .map((name) => join(harness.options.cacheDirectory, name));

  /** Requests of a build that finds nothing to do. */
  const requestsOfUnchanged = async (overrides: Partial<SyncRequest> = {}) => {
    await harness.server.takeCounts();
    expect(await harness.run(ONE, { ...OPEN, ...overrides })).toMatchObject({ outcome: 'unchanged' });
    return (await harness.server.takeCounts()).requests;
  };

  it('spares requests, also to another process', async () => {
    await harness.run(ONE);
    expect(await requestsOfUnchanged()).toBe(WARM);
    await harness.server.takeCounts();
    await harness.newEngine().run(harness.request({ ...ONE, 'src/a.ts': 'a2\n' }, OPEN));
    expect((await harness.server.takeCounts()).requests).toBe(4);
  });

  it.each(['.pack', '.idx'])(
    'flipped bytes in a %s are noticed, and the cache is rebuilt',
    async (suffix) => {
      await harness.run(ONE);
      for (const file of cached(suffix)) {
        chmodSync(file, 0o644);
        const bytes = readFileSync(file);
        bytes.fill(0, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 8);
        writeFileSync(file, bytes);
      }
      const result = await harness.run({ ...ONE, 'src/a.ts': 'a2\n' }, OPEN);
      expect(result.outcome).toBe('pushed');
      expect(harness.remote.read(WORK, 'src/a.ts')).toBe('a2\n');
      expect(await harness.run({ ...ONE, 'src/a.ts': 'a2\n' }, OPEN)).toMatchObject({ outcome: 'unchanged' });
    },
  );

  it.each([
    [
      'a pack is cut off',
      () => cached('.pack').forEach((file) => (chmodSync(file, 0o644), truncateSync(file, 30))),
    ],
    ['a pack is gone', () => cached('.pack').forEach((file) => rmSync(file))],
    ['its state is no JSON', () => cached('state.json').forEach((file) => writeFileSync(file, '{'))],
    [
      'it names a folder that is gone',
      () => cached('current').forEach((file) => writeFileSync(file, 'g-none\n')),
    ],
    ['shallow is garbage', () => cached('shallow').forEach((file) => writeFileSync(file, 'garbage\n'))],
  ])('%s: the build does not notice', async (_name, damage) => {
    await harness.run(ONE);
    damage();
    expect(await harness.run({ ...ONE, 'src/a.ts': 'a2\n' }, OPEN)).toMatchObject({ outcome: 'pushed' });
    expect(await harness.run({ ...ONE, 'src/a.ts': 'a2\n' }, OPEN)).toMatchObject({ outcome: 'unchanged' });
  });

  it('never answers for a token that may not see the repository', async () => {
    await harness.run(ONE);
    harness.server.behaviour.token = 'someone else';
    await expect(harness.run(ONE, OPEN)).rejects.toMatchObject({ code: 'CONNECTION_NEEDS_RECONNECT' });
  });

  it('may be deleted while a build uses it', async () => {
    await harness.run(ONE);
    const result = await harness.run(
      { ...ONE, 'src/a.ts': 'a2\n' },
      {
        ...OPEN,
        beforePush: () => Promise.resolve(rmSync(harness.options.cacheDirectory, { recursive: true })),
      },
    );
    expect(result.outcome).toBe('pushed');
  });

  it('stays within its limit: what was not used for longest goes first', async () => {
    const build = (uuid: string) => ({ repository: { uuid, url: harness.server.url('shop') } });
    const size = () =>
      [...cached('.pack'), ...cached('.idx')].reduce((sum, file) => sum + statSync(file).size, 0);
    await harness.run(ONE, build('{a}'));
    const a = size();
    await harness.run(ONE, build('{b}'));
    const b = size() - a;
    // Room for two entries, not for a third one.
    const engine = harness.newEngine({ cacheLimitBytes: a + b + Math.floor(b / 2) });
    const requests = async (uuid: string) => {
      await harness.server.takeCounts();
      await engine.run(harness.request(ONE, { ...OPEN, ...build(uuid) }));
      return (await harness.server.takeCounts()).requests;
    };
    expect(await requests('{a}')).toBe(WARM);
    expect(await requests('{c}')).toBe(COLD);
    expect(await requests('{a}')).toBe(WARM);
    expect(await requests('{b}')).toBe(COLD);
  });

  it('starts anew before it holds too many packs', async () => {
    for (let index = 0; index < 16; index += 1) {
      await harness.run({ ...ONE, 'src/a.ts': `${index}\n` }, OPEN);
      expect(cached('.pack').length).toBeLessThanOrEqual(24);
    }
    expect(harness.remote.read(WORK, 'src/a.ts')).toBe('15\n');
  }, 60_000);

  it('serves four builds at once', async () => {
    await harness.run(ONE);
    const branches = [1, 2, 3, 4].map((number) => `${WORK}-${number}`);
    const results = await Promise.all(branches.map((workBranch) => harness.run(ONE, { workBranch })));
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(4).fill('pushed'));
    expect(branches.map((branch) => harness.remote.tip(branch))).toEqual(results.map(({ commit }) => commit));
    expect(await requestsOfUnchanged()).toBe(WARM);
  });

  it('removes what a killed process left behind, and leaves alone what others use', async () => {
    const folder = (pid: number) =>
      join(harness.options.workDirectory, `build-${hostname()}-${pid}-0123456789ab`);
    mkdirSync(folder(4_194_305), { recursive: true });
    mkdirSync(folder(process.ppid));
    await harness.newEngine().run(harness.request(ONE));
    expect(readdirSync(harness.options.workDirectory)).toEqual([folder(process.ppid).split('/').pop()]);
  });
});
