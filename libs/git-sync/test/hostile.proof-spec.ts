import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncRequest } from '../src/index';
import { type Generation, Harness, statusOf, WORK } from './harness';
import type { Files } from './remote-repository';

const OPEN: Partial<SyncRequest> = { pullRequest: { state: 'open' } };

describe('hostile input', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await Harness.start();
  });
  afterEach(() => harness.stop());

  it.each(['../outside', '/etc/x', '.git/config', 'a/.GIT/x', 'git~1/x', 'a\0b', 'x'.repeat(256)])(
    'a generated path %j is refused before anything is asked of the server',
    async (path) => {
      await expect(harness.run({ [path]: 'x' })).rejects.toMatchObject({ code: 'PATH_REFUSED' });
      expect(harness.server.counts.requests).toBe(0);
    },
  );

  it.each([
    '--upload-pack=touch /tmp/x',
    '-x',
    'a..b',
    'a b',
    'a~1',
    'x.lock',
    '@{1}',
    'a//b',
    '',
    'a*b',
    'main',
  ])('a branch name %j is refused', async (workBranch) => {
    await expect(harness.run({ a: 'x' }, { workBranch })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    expect(harness.server.counts.requests).toBe(0);
  });

  it.each([
    'file:///etc',
    'ext::sh -c true',
    'ssh://x/y',
    '--upload-pack=x',
    'http://user:secret@127.0.0.1/x',
  ])('an address %j is refused', async (url) => {
    const request = { repository: { uuid: '{x}', url } };
    await expect(harness.run({ a: 'x' }, request)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('a symlinked folder where a file is to go: nothing is written through it', async () => {
    const target = join(harness.root, 'outside');
    harness.userCommit('main', { src: { mode: '120000', content: target } });
    const result = await harness.run({ 'src/a.ts': 'a\n', 'b.ts': 'b\n' });
    expect(statusOf(result, 'src/a.ts')).toBe('conflict');
    expect(harness.remote.tree(WORK).get('src')).toMatch(/^120000/);
    expect(existsSync(target)).toBe(false);
  });

  it.each([
    ['a symlink', { '.amplication': { mode: '120000', content: '/tmp' } }],
    ['a file', { '.amplication': 'mine' }],
    ['a folder', { '.amplication/generation.json/x': 'mine' }],
  ])('%s in the place of the manifest: says so', async (_name, files: Files) => {
    harness.userCommit('main', files);
    await expect(harness.run({ a: 'x' })).rejects.toMatchObject({ code: 'CONFLICT', action: 'resolve' });
    expect(harness.remote.tip(WORK)).toBeNull();
  });

  it('odd names in the user’s tree stay as they are', async () => {
    const odd = ['a\\nb', 'say \\"x\\"', 'tab\\tx', '-rf', '*', ':(top)x', '\\377\\376'];
    harness.userCommit('main', Object.fromEntries(odd.map((name) => [name, 'mine\n'])));
    const before = harness.remote.git('ls-tree', '-r', '-z', 'main');
    await harness.run({ 'a.ts': 'a\n' });
    await harness.run({ 'a.ts': 'a2\n' }, OPEN);
    const after = harness.remote
      .git('ls-tree', '-r', '-z', WORK)
      .split('\0')
      .filter((entry) => !/\t(a\.ts|\.amplication\/generation\.json)$/.test(entry))
      .join('\0');
    expect(after).toBe(before);
  });

  it('an ignore file too large to be one: says so', async () => {
    await harness.run({ 'a.ts': 'a\n' });
    harness.userCommit(WORK, { '.amplicationignore': '*.x\n'.repeat(20_000) });
    await expect(harness.run({ 'a.ts': 'b\n' }, OPEN)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('a server that filters but gives out no single objects', async () => {
    await harness.run({ 'a.ts': 'a\n' });
    harness.userCommit(WORK, { 'a.ts': 'a\nmine\n' });
    harness.remote.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
    harness.server.behaviour.refuseProtocol2 = true;
    await harness.run({ 'a.ts': 'first\na\n' }, OPEN);
    expect(harness.remote.read(WORK, 'a.ts')).toBe('first\na\nmine\n');
  });

  it('a blob of 200 MB, also at a generated path: is kept, and not held in memory', async () => {
    await harness.run({ 'a.ts': 'a\n', 'big.txt': 'small\n' });
    const big = Buffer.alloc(200 * 1024 * 1024, 'mine\n');
    harness.userCommit(WORK, { 'big.txt': big, 'other.bin': big });
    const before = process.memoryUsage();
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
    const result = await harness.run({ 'a.ts': 'b\n', 'big.txt': 'changed\n' }, OPEN);
    clearInterval(watch);
    expect(result.report.entries).toContainEqual({
      path: 'big.txt',
      status: 'conflict',
      note: 'too large to be merged',
    });
    expect(harness.remote.read(WORK, 'a.ts')).toBe('b\n');
    expect(peak - before.rss).toBeLessThan(100 * 1024 * 1024);
  }, 120_000);

  it('a repository of 100,000 files', async () => {
    const files: Files = {};
    for (let index = 0; index < 100_000; index += 1) files[`pkg-${index % 300}/src/file-${index}.ts`] = 'x\n';
    harness.userCommit('main', files);
    const generation: Generation = {};
    for (let index = 0; index < 200; index += 1) generation[`src/file-${index}.ts`] = `${index}\n`;
    const first = await harness.run(generation, { rootDirectory: 'services/orders' });
    expect(first.report.counts.added).toBe(200);
    const started = performance.now();
    const second = await harness.run(
      { ...generation, 'src/file-1.ts': 'changed\n' },
      { ...OPEN, rootDirectory: 'services/orders' },
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(second.report.counts).toMatchObject({ updated: 1, unchanged: 199 });
  }, 120_000);
});
