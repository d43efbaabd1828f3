import { describe, expect, it } from '@jest/globals';
import type { ManifestEntry } from './manifest';
import { knownPlace, moveCandidates } from './moved-files';
import type { TreeEntry } from './tree/tree';

const blob = (name: string) => name.padEnd(40, '0');
const entry = (name: string, movedTo?: string): ManifestEntry => ({
  mode: '100644',
  blob: blob(name),
  ...(movedTo === undefined ? {} : { movedTo }),
});
const tree = (files: Record<string, string>) =>
  new Map<string, TreeEntry>(
    Object.entries(files).map(([path, name]) => [path, { mode: '100644', blob: blob(name) }]),
  );
const find = (previous: Record<string, ManifestEntry>, tip: Record<string, string>, root = '') =>
  moveCandidates(root, new Map(Object.entries(previous)), new Set(), tree(tip));

describe('files that seem to have been moved', () => {
  it('are found by place and content, below a root directory too', () => {
    expect(find({ 'a.ts': entry('a') }, { 'shared/a.ts': 'a' }, 'services/orders')).toEqual([
      { path: 'a.ts', movedTo: 'shared/a.ts', blob: blob('a') },
    ]);
  });

  it('are not asked for again while they are where they were moved to, edited or not', () => {
    const previous = { 'src/a.ts': entry('a', 'lib/a.ts') };
    expect(find(previous, { 'lib/a.ts': 'edited', 'copy/a.ts': 'a' })).toEqual([]);
    expect(find(previous, { 'copy/a.ts': 'a' })).toMatchObject([{ movedTo: 'copy/a.ts' }]);
  });

  it('are not where another one was moved to', () => {
    const previous = { 'src/a.ts': entry('a'), 'src/b.ts': entry('b', 'lib/a.ts') };
    expect(find(previous, { 'lib/a.ts': 'a' })).toEqual([]);
  });

  it('are not where another one is generated', () => {
    const previous = { 'src/a.ts': entry('a'), 'lib/a.ts': entry('b') };
    expect(find(previous, { 'lib/a.ts': 'a' })).toEqual([]);
  });

  it('are nowhere when two are gone that were alike', () => {
    const previous = { 'src/a.ts': entry('a'), 'test/a.ts': entry('a') };
    expect(find(previous, { 'lib/a.ts': 'a' })).toEqual([]);
  });
});

describe('the known place of a moved file', () => {
  const moved = entry('a', 'lib/a.ts');

  it('is where it was moved to, as long as it is there', () => {
    expect(knownPlace('', 'src/a.ts', moved, tree({ 'lib/a.ts': 'edited' }))).toBe('lib/a.ts');
    expect(knownPlace('', 'src/a.ts', moved, tree({}))).toBeNull();
  });

  it('counts no more once something stands at the old place', () => {
    expect(knownPlace('', 'src/a.ts', moved, tree({ 'lib/a.ts': 'a', 'src/a.ts': 'x' }))).toBeNull();
  });

  it('is nowhere for a file that was not moved', () => {
    expect(knownPlace('', 'src/a.ts', entry('a'), tree({ 'lib/a.ts': 'a' }))).toBeNull();
  });
});
