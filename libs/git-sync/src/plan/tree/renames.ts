import type { Change } from './change';
import { foldersAbove } from './paths';
import type { Tree, TreeEntry } from './tree';

/**
 * The changes that move files, each from a place to another. A target can be another file's source, or a folder of one:
 * then all go by a place of their own.
 */
export function renames(moves: ReadonlyMap<string, string>): Change[] {
  const pairs = [...moves];
  const folders = new Set(pairs.flatMap(([from]) => [...foldersAbove(from)]));
  const isInTheWay = (to: string) =>
    folders.has(to) || [to, ...foldersAbove(to)].some((path) => moves.has(path));
  if (!pairs.some(([, to]) => isInTheWay(to))) {
    return pairs.map(([from, to]) => ({ kind: 'rename', from, to }));
  }
  const halfway = (index: number) => `.amplication-root-change/${index}`;
  return [
    ...pairs.map(([from], index) => ({ kind: 'rename' as const, from, to: halfway(index) })),
    ...pairs.map(([, to], index) => ({ kind: 'rename' as const, from: halfway(index), to })),
  ];
}

/** The tree as it is after deletions and moves. */
export function movedTree(tip: Tree, moves: ReadonlyMap<string, string>, deletions: readonly string[]): Tree {
  const tree = new Map<string, TreeEntry>(tip);
  for (const path of [...deletions, ...moves.keys()]) tree.delete(path);
  for (const [from, to] of moves) {
    const entry = tip.get(from);
    if (entry !== undefined) tree.set(to, entry);
  }
  return tree;
}
