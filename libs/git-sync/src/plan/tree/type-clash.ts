import { foldersAbove } from './paths';
import { asFile, type Tree } from './tree';

/** Finds which places of the start tree cannot take a file. */
export interface ClashFinder {
  /** What is in the way of a file at this path of the repository, in a few words, or null. */
  at(path: string): string | null;
}

/**
 * A file cannot be written where the tree holds a folder, a symlink or a submodule, nor below something that is not a
 * folder. What the plan itself deletes (`deleted`) is not in the way.
 */
export function clashFinder(
  tip: Tree,
  wanted: ReadonlySet<string>,
  deleted: ReadonlySet<string>,
): ClashFinder {
  const folders = wantedFolders(tip, wanted, deleted);
  return {
    at(path) {
      const entry = tip.get(path);
      if (entry !== undefined && asFile(entry) === undefined) return kindOf(entry.mode);
      if (folders.has(path)) return 'a folder';
      for (const folder of foldersAbove(path)) {
        const above = tip.get(folder);
        if (above !== undefined && !deleted.has(folder)) return `${kindOf(above.mode)} above it`;
      }
      return null;
    },
  };
}

function kindOf(mode: string): string {
  if (mode === '120000') return 'a symbolic link';
  return mode === '160000' ? 'a submodule' : 'a file';
}

/** The wanted paths that are folders of the tree, once the deletions are done. */
function wantedFolders(tip: Tree, wanted: ReadonlySet<string>, deleted: ReadonlySet<string>): Set<string> {
  const folders = new Set<string>();
  let lastFolder: string | null = null;
  for (const path of tip.keys()) {
    if (deleted.has(path)) continue;
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    if (folder === lastFolder) continue;
    lastFolder = folder;
    for (const above of foldersAbove(path)) if (wanted.has(above)) folders.add(above);
  }
  return folders;
}
