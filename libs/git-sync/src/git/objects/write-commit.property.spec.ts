import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import type { Change } from '../../plan/tree/change';
import { unsafePathReason } from '../../plan/tree/paths';
import type { GitContext } from '../process/git-process';
import { blobId } from './blob-id';
import { writeCommit } from './write-commit';

const safePath = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .filter((path) => unsafePathReason(path) === null && !path.includes('/'));
const writes = fc.uniqueArray(
  fc.record({
    path: safePath,
    mode: fc.constantFrom('100644' as const, '100755' as const),
    content: fc.uint8Array({ maxLength: 40 }),
  }),
  { selector: ({ path }) => path, minLength: 1, maxLength: 6 },
);

describe('writing a commit', () => {
  let context: GitContext;
  beforeAll(() => {
    const directory = mkdtempSync(join(tmpdir(), 'git-sync-commit-'));
    execFileSync('git', ['init', '-q', '--bare', directory]);
    context = { git: 'git', directory, signal: new AbortController().signal, timeoutMs: 60_000 };
  });
  afterAll(() => rmSync(context.directory, { recursive: true, force: true }));

  const write = (changes: Change[], parents: string[] = []) =>
    writeCommit(
      context,
      { read: () => Promise.resolve(null), keep: () => Promise.resolve() },
      {
        parents,
        changes,
        message: 'Build 1\n',
        author: { name: 'A <b> c', email: 'x@example.com\n' },
        date: new Date('2026-11-24T10:00:00.900Z'),
      },
    );

  it(
    'the same build on the same parent is the same commit, whatever the order of its changes',
    () =>
      fc.assert(
        fc.asyncProperty(writes, async (files) => {
          const changes = files.map(({ path, mode, content }): Change => {
            return { kind: 'write', path, mode, content: { from: 'bytes', bytes: Buffer.from(content) } };
          });
          const commit = await write(changes);
          expect(commit).toMatch(/^[0-9a-f]{40}$/);
          expect(await write(changes.toReversed())).toBe(commit);
        }),
        { numRuns: proofRuns({ sample: 100, whole: 1_000 }) },
      ),
    600_000,
  );

  it('writes each path and byte as given', async () => {
    const files = ['a"b', 'say \\x', 'sp ace', 'ümläut', '-rf', 'a/b/c'].map((path) => ({
      path,
      bytes: Buffer.from([0, 10, 255, ...Buffer.from(path)]),
    }));
    const commit = await write(
      files.map(({ path, bytes }) => ({
        kind: 'write',
        path,
        mode: '100644',
        content: { from: 'bytes', bytes },
      })),
    );
    const listing = execFileSync('git', ['ls-tree', '-r', '-z', commit], {
      cwd: context.directory,
      encoding: 'utf8',
    });
    expect(listing.split('\0').filter(Boolean).sort()).toEqual(
      files.map(({ path, bytes }) => `100644 blob ${blobId(bytes)}\t${path}`).sort(),
    );
    const raw = execFileSync('git', ['cat-file', 'commit', commit], {
      cwd: context.directory,
      encoding: 'utf8',
    });
    expect(raw).toContain('author A b c <x@example.com> 1795514400 +0000\n');
  });

  it('says when a generated file is no longer stored', async () => {
    await expect(
      write([
        { kind: 'write', path: 'a', mode: '100644', content: { from: 'generation', blob: '1'.repeat(40) } },
      ]),
    ).rejects.toMatchObject({ code: 'ARTIFACT_MISSING' });
  });
});
