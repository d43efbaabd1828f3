import { IGNORE_FILE } from './ignore-rules';
import { type ManifestEntry, type ManifestFiles, MANIFEST_PATH } from './manifest';
import type { Change } from './tree/change';
import { fromRoot, inRoot } from './tree/paths';
import { movedTree, renames } from './tree/renames';
import { asFile, sameFile, type Tree } from './tree/tree';
import { clashFinder } from './tree/type-clash';

export interface RootChange {
  /** Renames and deletions that come before the plan's own changes. */
  changes: Change[];
  /** The start tree as it is after them. */
  tip: Tree;
  /** The manifest's files, with `movedTo` following. */
  files: ManifestFiles;
  /** New path in the repository -> old one. */
  origins: ReadonlyMap<string, string>;
  /** Paths that stay in the old folder because the new place is taken. */
  leftBehind: string[];
}

/**
 * The root directory of the resource was changed: each file of the manifest moves with its content, hand edits
 * included, and so does the old root's ignore file. What the manifest does not know stays where it is.
 */
export function changeRoot(oldRoot: string, newRoot: string, files: ManifestFiles, tip: Tree): RootChange {
  const wishes = new Map<string, { to: string; entry?: ManifestEntry }>();
  for (const [path, entry] of files) {
    wishes.set(inRoot(oldRoot, path), { to: inRoot(newRoot, path), entry });
    const inside = entry.movedTo === undefined ? null : fromRoot(oldRoot, entry.movedTo);
    if (entry.movedTo !== undefined && inside !== null) {
      wishes.set(entry.movedTo, { to: inRoot(newRoot, inside) });
    }
  }
  // The rules of the repository's own root stay valid for everything below it.
  if (oldRoot !== '') wishes.set(inRoot(oldRoot, IGNORE_FILE), { to: inRoot(newRoot, IGNORE_FILE) });

  const leaving = new Set([...wishes.keys(), inRoot(oldRoot, MANIFEST_PATH)]);
  const clashes = clashFinder(tip, new Set([...wishes.values()].map(({ to }) => to)), leaving);
  const moves = new Map<string, string>();
  const deletions = [inRoot(oldRoot, MANIFEST_PATH)].filter((path) => tip.has(path));
  const leftBehind: string[] = [];
  for (const [from, { to, entry }] of wishes) {
    const file = asFile(tip.get(from));
    if (file === undefined) continue;
    const taken = tip.has(to) && !leaving.has(to);
    if (!taken && clashes.at(to) === null) moves.set(from, to);
    else if (entry !== undefined && taken && sameFile(file, entry)) deletions.push(from);
    else leftBehind.push(from);
  }
  const targets = new Set(moves.values());
  return {
    changes: [
      ...renames(moves),
      ...deletions.filter((path) => !targets.has(path)).map((path) => ({ kind: 'delete' as const, path })),
    ],
    tip: movedTree(tip, moves, deletions),
    files: followed(files, moves),
    origins: new Map([...moves].map(([from, to]) => [to, from])),
    leftBehind: leftBehind.sort(),
  };
}

function followed(files: ManifestFiles, moves: ReadonlyMap<string, string>): ManifestFiles {
  return new Map(
    [...files].map(([path, entry]) => {
      const place = entry.movedTo === undefined ? undefined : moves.get(entry.movedTo);
      return [path, place === undefined ? entry : { ...entry, movedTo: place }];
    }),
  );
}
