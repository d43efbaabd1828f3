import { describe, expect, it } from '@jest/globals';
import type { ManifestEntry } from './manifest';
import { changeRoot } from './root-change';
import type { TreeEntry } from './tree/tree';

const blob = (name: string) => name.padEnd(40, '0');
const manifest = (files: Record<string, { blob: string; movedTo?: string }>) =>
  new Map<string, ManifestEntry>(
    Object.entries(files).map(([path, entry]) => [
      path,
      { mode: '100644', ...entry, blob: blob(entry.blob) },
    ]),
  );
const tree = (files: Record<string, string | TreeEntry>) =>
  new Map<string, TreeEntry>(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === 'string' ? { mode: '100644', blob: blob(file) } : file,
    ]),
  );

describe('a root directory that is changed', () => {
  it('takes along what the user moved inside of it, and the manifest follows', () => {
    const files = manifest({ 'a.ts': { blob: 'a', movedTo: 'old/lib/a.ts' }, 'b.ts': { blob: 'b' } });
    const change = changeRoot('old', 'new', files, tree({ 'old/lib/a.ts': 'edited', 'old/b.ts': 'b' }));
    expect(change.changes).toEqual([
      { kind: 'rename', from: 'old/lib/a.ts', to: 'new/lib/a.ts' },
      { kind: 'rename', from: 'old/b.ts', to: 'new/b.ts' },
    ]);
    expect(change.tip).toEqual(tree({ 'new/lib/a.ts': 'edited', 'new/b.ts': 'b' }));
    expect(change.files).toEqual(
      manifest({ 'a.ts': { blob: 'a', movedTo: 'new/lib/a.ts' }, 'b.ts': { blob: 'b' } }),
    );
    expect(change.origins).toEqual(
      new Map([
        ['new/lib/a.ts', 'old/lib/a.ts'],
        ['new/b.ts', 'old/b.ts'],
      ]),
    );
  });

  it('leaves where it is what the user moved out of it', () => {
    const files = manifest({ 'a.ts': { blob: 'a', movedTo: 'shared/a.ts' } });
    const before = tree({ 'shared/a.ts': 'a' });
    const change = changeRoot('old', 'new', files, before);
    expect(change).toMatchObject({ changes: [], leftBehind: [] });
    expect(change.tip).toEqual(before);
    expect(change.files).toEqual(files);
  });

  it('leaves the ignore file of the repository itself, whose rules go on being valid below', () => {
    const before = tree({ 'a.ts': 'a', '.amplicationignore': 'i' });
    const change = changeRoot('', 'new', manifest({ 'a.ts': { blob: 'a' } }), before);
    expect(change.changes).toEqual([{ kind: 'rename', from: 'a.ts', to: 'new/a.ts' }]);
    expect(change.tip).toEqual(tree({ 'new/a.ts': 'a', '.amplicationignore': 'i' }));
  });

  it('leaves behind what was edited or moved and whose new place is taken, by name', () => {
    const change = changeRoot(
      'old',
      'new',
      manifest({
        'z.ts': { blob: 'z' },
        'b.ts': { blob: 'b' },
        'm.ts': { blob: 'm', movedTo: 'old/moved/m.ts' },
      }),
      tree({
        'old/z.ts': 'edited',
        'new/z.ts': 'mine',
        'old/b.ts': 'b',
        'new/b.ts': 'mine',
        'old/moved/m.ts': 'm',
        'new/moved/m.ts': 'mine',
      }),
    );
    expect(change.leftBehind).toEqual(['old/moved/m.ts', 'old/z.ts']);
    // Nothing of the user's was in it, and the generated content comes again.
    expect(change.changes).toEqual([{ kind: 'delete', path: 'old/b.ts' }]);
    expect(change.tip.get('new/z.ts')).toEqual({ mode: '100644', blob: blob('mine') });
  });

  it('leaves behind, as generated or not, what would have to stand below a file', () => {
    const files = manifest({ 'a.ts': { blob: 'a' }, 'b.ts': { blob: 'b' } });
    const before = tree({ 'old/b.ts': 'b', 'old/a.ts': 'edited', new: 'a file' });
    const change = changeRoot('old', 'new', files, before);
    expect(change).toMatchObject({ changes: [], leftBehind: ['old/a.ts', 'old/b.ts'] });
    expect(change.tip).toEqual(before);
  });

  it('moves no link that stands where a file was', () => {
    const before = tree({ 'old/a.ts': { mode: '120000', blob: blob('link') } });
    const change = changeRoot('old', 'new', manifest({ 'a.ts': { blob: 'a' } }), before);
    expect(change).toMatchObject({ changes: [], leftBehind: [] });
    expect(change.tip).toEqual(before);
  });

  it('moves out of a folder of itself without a stop when nobody is in the way', () => {
    const change = changeRoot('a/b', 'a', manifest({ 'x.ts': { blob: 'x' } }), tree({ 'a/b/x.ts': 'x' }));
    expect(change.changes).toEqual([{ kind: 'rename', from: 'a/b/x.ts', to: 'a/x.ts' }]);
  });
});
