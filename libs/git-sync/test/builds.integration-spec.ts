import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blobId } from '../src/git/objects/blob-id';
import { Harness, statusOf, WORK } from './harness';

const OPEN = { pullRequest: { state: 'open' } } as const;

describe.each([true, false])('builds, with partial clone %s', (partialClone) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await Harness.start({ partialClone });
  });
  afterEach(() => harness.stop());

  it('makes the branch, updates it beside hand edits, and says when there is nothing to do', async () => {
    const { remote, server } = harness;
    const first = await harness.run({ 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' });
    expect(first).toMatchObject({
      outcome: 'pushed',
      startedFrom: 'base',
      rounds: 1,
      needsNewPullRequest: true,
    });
    expect(remote.tip(WORK)).toBe(first.commit);
    expect((await server.takeCounts()).requests).toBe(5);

    const user = harness.userCommit(WORK, { 'src/b.ts': 'b\nmine\n', '.amplicationignore': '*.md\n' });
    const next = { 'src/a.ts': 'a2\n', 'src/b.ts': 'first\nb\n', 'notes.md': 'generated' };
    const second = await harness.run(next, OPEN);
    expect(second).toMatchObject({ outcome: 'pushed', startedFrom: 'branch', needsNewPullRequest: false });
    expect(remote.read(WORK, 'src/b.ts')).toBe('first\nb\nmine\n');
    expect(remote.read(WORK, 'notes.md')).toBeNull();
    expect(['src/a.ts', 'src/b.ts', 'notes.md'].map((path) => statusOf(second, path))).toEqual([
      'updated',
      'merged',
      'ignored',
    ]);
    const [ours, theirs] = remote.log(WORK);
    expect(ours?.parents).toEqual([user]);
    expect(theirs).toMatchObject({ id: user, author: 'Ada User <ada@example.com>' });
    expect((await server.takeCounts()).requests).toBe(partialClone ? 7 : 5);

    const third = await harness.run(next, OPEN);
    expect(third).toMatchObject({
      outcome: 'unchanged',
      commit: null,
      needsNewPullRequest: false,
    });
    expect((await server.takeCounts()).requests).toBe(2);
    expect(remote.tip(WORK)).toBe(ours?.id);
  });

  it('writes message, trailers, author and dates from the build alone', async () => {
    const generation = { 'a.txt': 'a\n' };
    const request = harness.request(generation);
    const first = await harness.engine.run({
      ...request,
      commit: { ...request.commit, title: 'Orders\nfield', body: 'Why it was built.\r\n' },
    });
    const raw = harness.remote.git('cat-file', 'commit', WORK);
    const base = harness.remote.tip('main');
    expect(raw).toContain('author Amplication <bot@example.com> 1800000001 +0000\ncommitter Amplication');
    expect(raw.slice(raw.indexOf('\n\n') + 2)).toBe(
      [
        'Orders field\n',
        'Why it was built.\n',
        '1 added.\n',
        `Amplication-Build-Id: build-1\nAmplication-Resource-Id: ${request.resourceId}\nAmplication-Base-Commit: ${base}`,
      ].join('\n'),
    );
    harness.remote.deleteBranch(WORK);
    const again = await harness.newEngine().run({
      ...request,
      commit: { ...request.commit, title: 'Orders\nfield', body: 'Why it was built.\r\n' },
    });
    expect(again.commit).toBe(first.commit);
  });

  it('keeps modes, binaries, symlinks, submodules and a missing final newline', async () => {
    const { remote } = harness;
    const binary = Buffer.from([0, 1, 2, 255, 0]);
    await harness.run({
      'run.sh': { mode: '100755', content: '#!/bin/sh\n' },
      'logo.png': binary,
      'end.txt': 'a\nb',
    });
    expect(remote.tree(WORK).get('run.sh')).toMatch(/^100755/);
    expect(remote.tree(WORK).get('logo.png')).toBe(`100644 ${blobId(binary)}`);

    harness.userCommit(WORK, {
      link: { mode: '120000', content: 'run.sh' },
      vendor: { mode: '160000', content: '1'.repeat(40) },
      'logo.png': Buffer.from([0, 9]),
      'end.txt': 'a\nb\nmine',
      'run.sh': { mode: '100644', content: '#!/bin/sh\n' },
    });
    const result = await harness.run(
      {
        'run.sh': { mode: '100755', content: '#!/bin/sh\nnew\n' },
        'logo.png': Buffer.from([0, 7]),
        'end.txt': 'zero\na\nb',
        link: 'generated',
        vendor: 'generated',
        'vendor-2/file': 'ok',
      },
      OPEN,
    );
    const tree = remote.tree(WORK);
    expect(tree.get('link')).toMatch(/^120000/);
    expect(tree.get('vendor')).toBe(`160000 ${'1'.repeat(40)}`);
    expect(tree.get('run.sh')).toBe(`100644 ${blobId(Buffer.from('#!/bin/sh\nnew\n'))}`);
    expect(tree.get('logo.png')).toBe(`100644 ${blobId(Buffer.from([0, 9]))}`);
    expect(remote.read(WORK, 'end.txt')).toBe('zero\na\nb\nmine');
    expect(result.report.entries.filter(({ status }) => status === 'conflict')).toEqual([
      { path: 'link', status: 'conflict', note: 'a symbolic link is in the way' },
      { path: 'logo.png', status: 'conflict', note: 'binary' },
      { path: 'vendor', status: 'conflict', note: 'a submodule is in the way' },
    ]);
  });

  it('follows a moved file, now and later', async () => {
    const { remote } = harness;
    const content = (first: string) => `${first}\n${'line of some length\n'.repeat(5)}`;
    await harness.run({ 'src/order.ts': content('one'), 'src/other.ts': 'x\n' });
    harness.userCommit(WORK, { 'src/order.ts': null, 'lib/order.ts': content('one') });
    const second = await harness.run({ 'src/order.ts': content('two'), 'src/other.ts': 'x\n' }, OPEN);
    expect(remote.read(WORK, 'src/order.ts')).toBeNull();
    expect(remote.read(WORK, 'lib/order.ts')).toBe(content('two'));
    expect(second.report.entries).toEqual([
      { path: 'lib/order.ts', status: 'updated', note: 'moved from `src/order.ts`' },
    ]);
    harness.userCommit(WORK, { 'lib/order.ts': `${content('two')}mine\n` });
    await harness.run({ 'src/order.ts': content('three'), 'src/other.ts': 'x\n' }, OPEN);
    expect(remote.read(WORK, 'lib/order.ts')).toBe(`${content('three')}mine\n`);
    expect(remote.read(WORK, 'src/order.ts')).toBeNull();
  });

  it('moves the files when the root directory changes', async () => {
    const { remote } = harness;
    await harness.run({ 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' });
    harness.userCommit(WORK, { 'src/b.ts': 'b\nmine\n', 'src/user.ts': 'user\n' });
    const result = await harness.run(
      { 'src/a.ts': 'a2\n', 'src/b.ts': 'b\n' },
      { ...OPEN, rootDirectory: 'services/orders', previousRootDirectory: '' },
    );
    expect([...remote.tree(WORK).keys()]).toEqual([
      'README.md',
      'docs/a.txt',
      'services/orders/.amplication/generation.json',
      'services/orders/src/a.ts',
      'services/orders/src/b.ts',
      'src/user.ts',
    ]);
    expect(remote.read(WORK, 'services/orders/src/a.ts')).toBe('a2\n');
    expect(remote.read(WORK, 'services/orders/src/b.ts')).toBe('b\nmine\n');
    expect(statusOf(result, 'services/orders/src/a.ts')).toBe('updated');
    expect(statusOf(result, 'services/orders/src/b.ts')).toBe('kept-yours');
    const again = await harness.run(
      { 'src/a.ts': 'a2\n', 'src/b.ts': 'b\n' },
      { ...OPEN, rootDirectory: 'services/orders', previousRootDirectory: '' },
    );
    expect(again.outcome).toBe('unchanged');
  });

  it('lets the generator win only conflicting hunks of text, and only when told so', async () => {
    const { remote } = harness;
    const text = (top: string, bottom: string) => `${top}\n1\n2\n3\n4\n${bottom}\n`;
    await harness.run({ 'a.txt': text('top', 'bottom'), 'b.txt': text('top', 'bottom') });
    harness.userCommit(WORK, { 'a.txt': text('mine', 'bottom'), 'b.txt': text('mine', 'bottom') });
    const next = { 'a.txt': text('generated', 'new'), 'b.txt': text('generated', 'new') };
    const kept = await harness.run({ ...next, 'b.txt': text('top', 'bottom') }, OPEN);
    expect(remote.read(WORK, 'a.txt')).toBe(text('mine', 'new'));
    expect(kept.report.entries[0]).toEqual({
      path: 'a.txt',
      status: 'conflict',
      note: 'your lines stay where both sides changed them',
      hunk: 'generated',
    });
    const taken = await harness.run(next, { ...OPEN, strategy: 'take-generated' });
    expect(remote.read(WORK, 'b.txt')).toBe(text('generated', 'new'));
    expect(statusOf(taken, 'b.txt')).toBe('conflict');
  });
});
