import { describe, expect, it } from '@jest/globals';
import { conclude, type MergeOutcome } from './conclude';
import type { Decision } from './merge-table';
import type { PlannedFile } from './plan';

const blob = (name: string) => name.padEnd(40, '0');
const regular = (name: string) => ({ mode: '100644', blob: blob(name) }) as const;
const file = (path: string, decision: Decision, more: Partial<PlannedFile> = {}): PlannedFile => ({
  path,
  place: path,
  decision,
  moved: null,
  notes: [],
  beside: null,
  ...more,
});
const merge: Decision = {
  action: 'merge',
  base: blob('base'),
  yours: regular('yours'),
  generated: blob('next'),
  mode: '100644',
};
const concluded = (
  files: PlannedFile[],
  merges: Record<string, MergeOutcome> = {},
  context: Parameters<typeof conclude>[2] = { root: '' },
) => conclude({ files, manifest: new Map() }, new Map(Object.entries(merges)), context);

describe('conclude', () => {
  it('counts each file once, by what happens to it, and lists all but the unchanged by their path', () => {
    const { report } = concluded(
      [
        file('z', { action: 'write', status: 'added', file: regular('z') }),
        file('b', { action: 'write', status: 'updated', file: regular('b') }),
        file('c', { action: 'write', status: 'merged', file: regular('c') }),
        file('d', { action: 'delete' }),
        file('e', { action: 'leave', status: 'unchanged' }),
        file('f', { action: 'leave', status: 'kept-yours', note: 'no longer generated' }),
        file('g', { action: 'leave', status: 'deleted-by-you' }),
        file('h', { action: 'leave', status: 'ignored' }),
        file('i', { action: 'leave', status: 'conflict', note: 'both added' }),
        file('a', { action: 'leave', status: 'unchanged' }, { place: 'mine/a', moved: 'now' }),
      ],
      {},
    );
    expect(report.counts).toEqual({
      added: 1,
      updated: 1,
      merged: 1,
      keptYours: 1,
      conflicts: 1,
      deleted: 1,
      deletedByYou: 1,
      ignored: 1,
      moved: 1,
      unchanged: 1,
    });
    expect(report.entries).toEqual([
      { path: 'b', status: 'updated' },
      { path: 'c', status: 'merged' },
      { path: 'd', status: 'deleted' },
      { path: 'f', status: 'kept-yours', note: 'no longer generated' },
      { path: 'g', status: 'deleted-by-you' },
      { path: 'h', status: 'ignored' },
      { path: 'i', status: 'conflict', note: 'both added' },
      { path: 'mine/a', status: 'moved', note: 'moved from `a`' },
      { path: 'z', status: 'added' },
    ]);
    expect(report.notes).toEqual([]);
  });

  it('deletes before it writes, so that a file can take the place of a folder', () => {
    const { changes } = concluded([
      file('a', { action: 'write', status: 'added', file: regular('a') }),
      file('a/b', { action: 'delete' }),
      file('a/c', { action: 'delete' }),
      file('d', { action: 'write', status: 'updated', file: { mode: '100755', blob: blob('d') } }),
    ]);
    expect(changes).toEqual([
      { kind: 'delete', path: 'a/b' },
      { kind: 'delete', path: 'a/c' },
      { kind: 'write', path: 'a', mode: '100644', content: { from: 'generation', blob: blob('a') } },
      { kind: 'write', path: 'd', mode: '100755', content: { from: 'generation', blob: blob('d') } },
    ]);
  });

  it('writes what was merged', () => {
    const { changes, report } = concluded([file('a', merge)], {
      a: { kind: 'merged', file: '/tmp/a', blob: blob('both') },
    });
    expect(changes).toEqual([
      {
        kind: 'write',
        path: 'a',
        mode: '100644',
        content: { from: 'file', file: '/tmp/a', blob: blob('both') },
      },
    ]);
    expect(report.entries).toEqual([{ path: 'a', status: 'merged' }]);
  });

  it('writes nothing when the merge is what the branch has, and calls it kept', () => {
    const same: MergeOutcome = { kind: 'merged', file: '/tmp/a', blob: blob('yours') };
    const { changes, report } = concluded([file('a', merge)], { a: same });
    expect(changes).toEqual([]);
    expect(report.entries).toEqual([{ path: 'a', status: 'kept-yours' }]);

    const executable = concluded([file('a', { ...merge, mode: '100755' })], { a: same });
    expect(executable.changes).toEqual([
      {
        kind: 'write',
        path: 'a',
        mode: '100755',
        content: { from: 'file', file: '/tmp/a', blob: blob('yours') },
      },
    ]);
    expect(executable.report.entries).toEqual([{ path: 'a', status: 'merged' }]);
  });

  it('shows the generated side of a conflict, and says whose lines were taken', () => {
    const conflict = { kind: 'conflict', file: '/tmp/a', hunk: 'generated\n' } as const;
    const yours = concluded([file('a', merge)], {
      a: { ...conflict, blob: blob('yours'), decidedFor: 'yours' },
    });
    expect(yours.changes).toEqual([]);
    expect(yours.report.entries).toEqual([
      {
        path: 'a',
        status: 'conflict',
        note: 'your lines stay where both sides changed them',
        hunk: 'generated\n',
      },
    ]);
    const taken = concluded([file('a', merge)], {
      a: { ...conflict, blob: blob('decided'), decidedFor: 'generated' },
    });
    expect(taken.changes).toMatchObject([{ kind: 'write', content: { blob: blob('decided') } }]);
    expect(taken.report.entries).toEqual([
      {
        path: 'a',
        status: 'conflict',
        note: 'the generated lines were taken where both sides changed them',
        hunk: 'generated\n',
      },
    ]);
  });

  it('leaves alone what cannot be merged as text, and says why', () => {
    const { changes, report } = concluded([file('a', merge)], {
      a: { kind: 'kept', reason: 'it is binary' },
    });
    expect(changes).toEqual([]);
    expect(report.entries).toEqual([{ path: 'a', status: 'conflict', note: 'it is binary' }]);
    expect(report.counts).toMatchObject({ conflicts: 1, unchanged: 0 });
  });

  it('leaves a file whole that is the team’s, and puts the new text beside it', () => {
    const whole: Decision = { ...merge, whole: true };
    const outcome: MergeOutcome = { kind: 'kept', reason: 'why' };
    const beside = concluded(
      [file('a', whole, { place: 'root/a', beside: 'a.generated.txt' })],
      { 'root/a': outcome },
      { root: 'root' },
    );
    expect(beside.changes).toEqual([
      {
        kind: 'write',
        path: 'root/a.generated.txt',
        mode: '100644',
        content: { from: 'generation', blob: blob('next') },
      },
    ]);
    expect(beside.report.entries).toEqual([
      { path: 'root/a', status: 'not-placed', note: 'why; the new text is in `root/a.generated.txt`' },
    ]);
    expect(beside.report.counts.conflicts).toBe(1);
    expect(beside.manifest).toEqual(
      new Map([['a.generated.txt', { mode: '100644', blob: blob('next'), once: true, beside: 'a' }]]),
    );

    const taken = concluded([file('a', whole)], { a: outcome });
    expect(taken).toMatchObject({ changes: [], manifest: new Map() });
    expect(taken.report.entries).toEqual([
      { path: 'a', status: 'not-placed', note: 'why; the new text is among the files of this build' },
    ]);
    const merged = concluded([file('a', whole, { beside: 'a.generated.txt' })], {
      a: { kind: 'merged', file: '/tmp/a', blob: blob('both') },
    });
    expect(merged.report.entries).toEqual([{ path: 'a', status: 'merged' }]);
    expect(merged.manifest.size).toBe(0);
  });

  it('does not go on without a merge that was planned', () => {
    expect(() => concluded([file('a', merge)])).toThrow('a was planned to be merged but was not');
  });

  it('says where a moved file comes from, with its other notes, and no more of one that was moved earlier', () => {
    const updated: Decision = { action: 'write', status: 'updated', file: regular('a') };
    const moved = { place: 'mine/a', notes: ['differs only in case from `A`'] };
    const { report } = concluded(
      [
        file('a', updated, { ...moved, moved: 'now' }),
        file('b', { action: 'leave', status: 'unchanged' }, { place: 'mine/b', moved: 'earlier' }),
        file('c', updated, { place: 'mine/c', moved: 'earlier' }),
      ],
      {},
      { root: 'services/orders' },
    );
    expect(report.entries).toEqual([
      {
        path: 'mine/a',
        status: 'updated',
        note: 'moved from `services/orders/a`; differs only in case from `A`',
      },
      { path: 'mine/c', status: 'updated', note: 'moved from `services/orders/c`' },
    ]);
    expect(report.counts).toMatchObject({ updated: 2, moved: 0, unchanged: 1 });
  });

  it('says of each file of a root that was moved where it comes from, unchanged ones too', () => {
    const { report } = concluded(
      [file('a', { action: 'leave', status: 'unchanged' }, { place: 'new/a' })],
      {},
      { root: 'new', origins: new Map([['new/a', 'old/a']]) },
    );
    expect(report.entries).toEqual([{ path: 'new/a', status: 'moved', note: 'moved from `old/a`' }]);
  });
});
