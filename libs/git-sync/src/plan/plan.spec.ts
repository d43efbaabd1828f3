import { describe, expect, it } from '@jest/globals';
import type { GeneratedFile } from '../types';
import { conclude } from './conclude';
import type { ManifestEntry } from './manifest';
import { moveCandidates } from './moved-files';
import { assertWritable, planFiles, type PlanInput } from './plan';
import { changeRoot } from './root-change';
import type { TreeEntry } from './tree/tree';

const blob = (name: string) => name.padEnd(40, '0');
const generated = (files: Record<string, string>) =>
  new Map<string, GeneratedFile>(
    Object.entries(files).map(([path, name]) => [path, { mode: '100644', blob: blob(name) }]),
  );
const tree = (files: Record<string, string | TreeEntry>) =>
  new Map<string, TreeEntry>(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === 'string' ? { mode: '100644', blob: blob(file) } : file,
    ]),
  );
const plan = (input: Partial<PlanInput>) => {
  const whole: PlanInput = {
    root: '',
    previous: new Map(),
    tip: new Map(),
    next: new Map(),
    ignored: () => false,
    moves: new Map(),
    renamed: new Set(),
    stuck: new Map(),
    ...input,
  };
  const made = planFiles(whole);
  return { ...made, ...conclude(made, new Map(), { root: whole.root }) };
};

describe('plan', () => {
  it('keeps the previous entry of what is ignored, and drops what is no longer generated', () => {
    const { manifest, report, changes } = plan({
      previous: generated({ ignored: 'a', gone: 'a', kept: 'a' }),
      tip: tree({ ignored: 'x', gone: 'a', kept: 'a' }),
      next: generated({ ignored: 'b', kept: 'b', 'new-ignored': 'b' }),
      ignored: (path) => path.includes('ignored'),
    });
    expect(manifest).toEqual(generated({ ignored: 'a', kept: 'b' }));
    expect(report.entries).toEqual([
      { path: 'gone', status: 'deleted' },
      { path: 'ignored', status: 'ignored' },
      { path: 'kept', status: 'updated' },
      { path: 'new-ignored', status: 'ignored' },
    ]);
    expect(changes.map(({ kind }) => kind)).toEqual(['delete', 'write']);
  });

  it.each([
    ['a folder', { 'src/mine.ts': 'x' }, 'src', 'a folder is in the way'],
    ['a symlink', { src: { mode: '120000', blob: blob('x') } }, 'src', 'a symbolic link is in the way'],
    ['a submodule', { src: { mode: '160000', blob: blob('x') } }, 'src', 'a submodule is in the way'],
    ['a file above', { src: 'x' }, 'src/a/b.ts', 'a file above it is in the way'],
    [
      'a symlink above',
      { src: { mode: '120000', blob: blob('x') } },
      'src/a.ts',
      'a symbolic link above it is in the way',
    ],
  ])('%s where a file is meant: leaves it', (_name, files, path, note) => {
    for (const previous of [new Map(), generated({ [path]: 'a' })]) {
      const { changes, report } = plan({ previous, tip: tree(files), next: generated({ [path]: 'b' }) });
      expect(changes).toEqual([]);
      expect(report.entries).toEqual([{ path, status: 'conflict', note }]);
    }
  });

  it('turns a generated file into a folder and back', () => {
    const there = plan({
      previous: generated({ src: 'a' }),
      tip: tree({ src: 'a' }),
      next: generated({ 'src/a.ts': 'b' }),
    });
    expect(there.changes).toMatchObject([
      { kind: 'delete', path: 'src' },
      { kind: 'write', path: 'src/a.ts' },
    ]);
    const back = plan({
      previous: generated({ 'src/a.ts': 'b' }),
      tip: tree({ 'src/a.ts': 'b' }),
      next: generated({ src: 'a' }),
    });
    expect(back.changes).toMatchObject([
      { kind: 'delete', path: 'src/a.ts' },
      { kind: 'write', path: 'src' },
    ]);
  });

  it('reports names that differ only in case or form from another file or folder', () => {
    const { report } = plan({
      tip: tree({ 'Readme.md': 'x', 'SRC/mine.ts': 'x', 'caf\u0065\u0301.txt': 'x' }),
      next: generated({ 'README.md': 'b', 'src/a.ts': 'b', 'caf\u00e9.txt': 'b', 'other.ts': 'b' }),
    });
    expect(report.entries.map(({ path, note }) => [path, note])).toEqual([
      ['README.md', 'differs only in case from `Readme.md`'],
      ['café.txt', 'differs only in case from `cafe\u0301.txt`'],
      ['other.ts', undefined],
      ['src/a.ts', 'differs only in case from `SRC`'],
    ]);
  });

  it('says whether a file was moved now or earlier, and the manifest keeps where it is', () => {
    const next = generated({ 'a.ts': 'b', 'b.ts': 'b', 'c.ts': 'b' });
    const { files, manifest } = plan({
      previous: new Map([
        ['a.ts', { mode: '100644' as const, blob: blob('a'), movedTo: 'x/a.ts' }],
        ['b.ts', { mode: '100644' as const, blob: blob('a') }],
        ['c.ts', { mode: '100644' as const, blob: blob('a') }],
      ]),
      tip: tree({ 'x/a.ts': 'a', 'x/b.ts': 'a', 'c.ts': 'a' }),
      moves: new Map([['b.ts', 'x/b.ts']]),
      next,
    });
    expect(files.map(({ place, moved }) => [place, moved])).toEqual([
      ['x/a.ts', 'earlier'],
      ['x/b.ts', 'now'],
      ['c.ts', null],
    ]);
    expect(manifest).toEqual(
      new Map([
        ['a.ts', { mode: '100644', blob: blob('b'), movedTo: 'x/a.ts' }],
        ['b.ts', { mode: '100644', blob: blob('b'), movedTo: 'x/b.ts' }],
        ['c.ts', { mode: '100644', blob: blob('b') }],
      ]),
    );
  });

  it('looks for what is in the way only of a file that it would write', () => {
    const { report } = plan({
      previous: generated({ gone: 'a' }),
      tip: tree({ 'mine/x.ts': 'x', 'gone/x.ts': 'x', 'new/x.ts': 'x' }),
      next: generated({ mine: 'b', new: 'b' }),
      ignored: (path) => path === 'mine',
    });
    expect(report.entries).toEqual([
      { path: 'gone', status: 'deleted-by-you' },
      { path: 'mine', status: 'ignored' },
      { path: 'new', status: 'conflict', note: 'a folder is in the way' },
    ]);
  });

  it('says of names that differ only in case nothing where both are there already', () => {
    const { report } = plan({
      previous: generated({ 'README.md': 'a', 'gone.md': 'a' }),
      tip: tree({ 'README.md': 'a', 'Readme.md': 'x', 'gone.md': 'a', 'Gone.md': 'x' }),
      next: generated({ 'README.md': 'b' }),
    });
    expect(report.entries.map(({ path, note }) => [path, note])).toEqual([
      ['README.md', undefined],
      ['gone.md', undefined],
    ]);
  });

  it('gives one place to one file', () => {
    const previous = new Map([
      ['a/x.ts', { mode: '100644' as const, blob: blob('a'), movedTo: 'c/x.ts' }],
      ['b/x.ts', { mode: '100644' as const, blob: blob('a'), movedTo: 'c/x.ts' }],
    ]);
    const { files } = plan({
      previous,
      tip: tree({ 'c/x.ts': 'a' }),
      next: generated({ 'a/x.ts': 'b', 'b/x.ts': 'c' }),
    });
    expect(files.map(({ place, decision }) => [place, decision.action])).toEqual([
      ['c/x.ts', 'write'],
      ['b/x.ts', 'leave'],
    ]);
  });

  it.each([
    ['../x', 'PATH_REFUSED'],
    ['.amplication/generation.json', 'PATH_REFUSED'],
    ['.Amplication/Generation.json', 'PATH_REFUSED'],
  ])('refuses to generate %s', (path, code) => {
    expect(() => assertWritable('', generated({ [path]: 'a' }))).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a file below a file, and an unsafe root', () => {
    const refused = expect.objectContaining({ code: 'PATH_REFUSED' });
    expect(() => assertWritable('', generated({ a: 'a', 'a/b': 'b' }))).toThrow(refused);
    expect(() => assertWritable('../x', generated({ a: 'a' }))).toThrow(refused);
    expect(() => assertWritable('x', generated({ a: 'a' }))).not.toThrow();
  });
});

describe('plan of files that are the team’s', () => {
  const teams = (files: Record<string, string>, more: Partial<ManifestEntry> = {}) =>
    new Map<string, ManifestEntry>(
      [...generated(files)].map(([path, file]) => [path, { ...file, once: true, ...more }]),
    );

  it('says nothing of them, and goes on knowing what was delivered, for what it is now', () => {
    const { changes, report, manifest } = plan({
      previous: teams({ edited: 'a', deleted: 'a', same: 'a', moved: 'a' }, { key: 'old' }),
      tip: tree({ edited: 'x', same: 'a', 'lib/moved': 'a' }),
      next: teams({ edited: 'b', deleted: 'b', same: 'b', moved: 'b' }, { key: 'new' }),
      moves: new Map([['moved', 'lib/moved']]),
    });
    expect(changes).toEqual([]);
    expect(report.entries).toEqual([{ path: 'lib/moved', status: 'moved', note: 'moved from `moved`' }]);
    expect(manifest).toEqual(
      new Map([
        ...teams({ deleted: 'a', edited: 'a' }, { key: 'new' }),
        ...teams({ moved: 'a' }, { key: 'new', movedTo: 'lib/moved' }),
        ...teams({ same: 'a' }, { key: 'new' }),
      ]),
    );
  });

  it('delivers one once nothing is in its way any more, and does not mind what is in that of a delivered one', () => {
    const blocked = plan({ tip: tree({ 'src/x': 'u' }), next: teams({ src: 'b' }) });
    expect(blocked.report.entries).toEqual([
      { path: 'src', status: 'conflict', note: 'a folder is in the way' },
    ]);
    expect(blocked.manifest.size).toBe(0);
    const delivered = plan({
      previous: teams({ src: 'a' }),
      tip: tree({ 'src/x': 'u' }),
      next: teams({ src: 'b' }),
    });
    expect(delivered.report.entries).toEqual([]);
    expect(delivered.manifest).toEqual(teams({ src: 'a' }));
  });

  it('takes what is generated now as delivered where a file is handed over, renamed or was there', () => {
    const { manifest } = plan({
      previous: new Map([...generated({ handed: 'a' }), ...teams({ renamed: 'a' })]),
      tip: tree({ handed: 'a', renamed: 'a', there: 'x' }),
      next: teams({ handed: 'b', renamed: 'b', there: 'b' }),
      renamed: new Set(['renamed']),
    });
    expect(manifest).toEqual(teams({ handed: 'b', renamed: 'b', there: 'b' }));
  });

  it.each([
    ['nothing there', {}, 'a.ts.generated.txt'],
    ['the user’s file there', { 'a.ts.generated.txt': 'u' }, null],
    ['a folder there', { 'a.ts.generated.txt/x': 'u' }, null],
    ['the text of an earlier build there', { 'a.ts.generated.txt': 't' }, 'a.ts.generated.txt'],
  ])('has a place for the new text beside one that may stay whole: %s', (name, files, beside) => {
    const earlier = name.startsWith('the text');
    const made = (more: Partial<PlanInput>) =>
      planFiles({
        root: '',
        previous: new Map([
          ...generated({ 'a.ts': 'a' }),
          ...(earlier ? teams({ 'a.ts.generated.txt': 't' }, { beside: 'a.ts' }) : []),
        ]),
        tip: tree({ 'a.ts': 'x', ...files }),
        next: teams({ 'a.ts': 'b' }),
        ignored: () => false,
        moves: new Map(),
        renamed: new Set(),
        stuck: new Map(),
        ...more,
      }).files.find(({ path }) => path === 'a.ts')?.beside;
    expect(made({})).toBe(beside);
    expect(made({ ignored: (path) => path.endsWith('.txt') })).toBeNull();
    expect(
      made({ next: new Map([...teams({ 'a.ts': 'b' }), ...generated({ 'a.ts.generated.txt': 'g' })]) }),
    ).toBe(earlier ? beside : null);
    expect(made({ next: generated({ 'a.ts': 'b' }) })).toBeNull();
  });

  it('keeps the new text beside a file until the team or the model takes one of them away', () => {
    const previous = new Map([
      ...teams({ 'a.ts': 'a' }),
      ...teams({ 'a.ts.generated.txt': 't' }, { beside: 'a.ts' }),
    ]);
    const next = teams({ 'a.ts': 'b' });
    const kept = plan({ previous, tip: tree({ 'a.ts': 'x', 'a.ts.generated.txt': 't' }), next });
    expect(kept).toMatchObject({ changes: [], manifest: previous });
    const deleted = plan({ previous, tip: tree({ 'a.ts': 'x' }), next });
    expect(deleted).toMatchObject({ changes: [], manifest: previous });
    expect([...kept.report.entries, ...deleted.report.entries]).toEqual([]);
    const gone = plan({ previous, tip: tree({ 'a.ts': 'x', 'a.ts.generated.txt': 't' }) });
    expect(gone.changes).toEqual([{ kind: 'delete', path: 'a.ts.generated.txt' }]);
    expect(gone.report.entries).toEqual([
      { path: 'a.ts', status: 'kept-yours', note: 'no longer generated' },
      { path: 'a.ts.generated.txt', status: 'deleted' },
    ]);
  });

  it('names an edited file whose new place is taken', () => {
    const { report, changes } = plan({
      root: 'api',
      previous: teams({ a: 'a', b: 'a' }),
      tip: tree({ 'api/a': 'x', 'api/b': 'a', 'api/c': 'u', 'api/d': 'u' }),
      next: teams({ c: 'b', d: 'b' }),
      stuck: new Map([
        ['a', 'c'],
        ['b', 'd'],
      ]),
    });
    expect(changes).toEqual([{ kind: 'delete', path: 'api/b' }]);
    expect(report.entries[0]).toEqual({
      path: 'api/a',
      status: 'not-placed',
      note: 'its new place, `api/c`, is taken',
    });
  });
});

describe('moved files', () => {
  const previous = generated({ 'src/a.ts': 'a', 'src/b.ts': 'b', 'src/c.ts': 'c' });
  const find = (files: Record<string, string>, next: Record<string, string> = {}) =>
    moveCandidates('', previous, generated(next), tree(files)).map(({ path, movedTo }) => [path, movedTo]);

  it('finds the exact blob at exactly one other place with the same base name', () => {
    expect(find({ 'lib/a.ts': 'a', 'src/b.ts': 'b', 'src/c.ts': 'x' })).toEqual([['src/a.ts', 'lib/a.ts']]);
  });

  it.each([
    ['another name', { 'lib/other.ts': 'a' }],
    ['two places', { 'lib/a.ts': 'a', 'lib2/a.ts': 'a' }],
    ['other content', { 'lib/a.ts': 'x' }],
    ['still there', { 'src/a.ts': 'x', 'lib/a.ts': 'a' }],
    ['nowhere', {}],
  ])('%s: none', (_name, files) => {
    expect(find(files)).toEqual([]);
  });

  it('a place that is generated itself is no place to move to', () => {
    expect(find({ 'lib/a.ts': 'a' }, { 'lib/a.ts': 'a' })).toEqual([]);
  });
});

describe('root change', () => {
  it('moves manifest and ignore file along, and leaves what is not ours', () => {
    const change = changeRoot(
      'old',
      'new',
      generated({ 'a.ts': 'a', 'b.ts': 'b' }),
      tree({
        'old/a.ts': 'x',
        'old/b.ts': 'b',
        'new/b.ts': 'mine',
        'old/mine.ts': 'x',
        'old/.amplicationignore': 'i',
        'old/.amplication/generation.json': 'm',
      }),
    );
    expect(change.changes).toEqual([
      { kind: 'rename', from: 'old/a.ts', to: 'new/a.ts' },
      { kind: 'rename', from: 'old/.amplicationignore', to: 'new/.amplicationignore' },
      { kind: 'delete', path: 'old/.amplication/generation.json' },
      { kind: 'delete', path: 'old/b.ts' },
    ]);
    expect([...change.tip.keys()].sort()).toEqual([
      'new/.amplicationignore',
      'new/a.ts',
      'new/b.ts',
      'old/mine.ts',
    ]);
    expect(change.leftBehind).toEqual([]);
  });

  it('moves into a folder of itself without losing a file', () => {
    const change = changeRoot(
      'a',
      'a/a',
      generated({ x: '1', 'a/x': '2' }),
      tree({ 'a/x': '1', 'a/a/x': '2' }),
    );
    expect(
      change.changes.map((step) => (step.kind === 'rename' ? `${step.from} ${step.to}` : step.kind)),
    ).toEqual([
      'a/x .amplication-root-change/0',
      'a/a/x .amplication-root-change/1',
      '.amplication-root-change/0 a/a/x',
      '.amplication-root-change/1 a/a/a/x',
    ]);
    expect(change.tip).toEqual(tree({ 'a/a/x': '1', 'a/a/a/x': '2' }));
  });
});
