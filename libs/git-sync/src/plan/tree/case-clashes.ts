import { foldersAbove } from './paths';
import type { Tree } from './tree';

/**
 * For each of the paths about to be added: another file or folder of the tree that differs from it, or from a folder
 * above it, only in case or in Unicode form. macOS and Windows take both for the same file.
 */
export function caseClashes(tip: Tree, added: readonly string[]): Map<string, string> {
  const clashes = new Map<string, string>();
  if (added.length === 0) return clashes;
  const byFolded = new Map<string, Set<string>>();
  for (const path of added) {
    for (const name of withFolders(path)) {
      const folded = fold(name);
      byFolded.set(folded, (byFolded.get(folded) ?? new Set()).add(name));
    }
  }
  const others = new Map<string, string>();
  const look = (name: string) => {
    for (const spelling of byFolded.get(fold(name)) ?? []) {
      if (spelling !== name && !others.has(spelling)) others.set(spelling, name);
    }
  };
  let lastFolder: string | null = null;
  for (const path of [...tip.keys(), ...added]) {
    look(path);
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    if (folder === lastFolder) continue;
    lastFolder = folder;
    for (const above of foldersAbove(path)) look(above);
  }
  for (const path of added) {
    const other = withFolders(path).map((name) => others.get(name));
    const first = other.find((name) => name !== undefined);
    if (first !== undefined) clashes.set(path, first);
  }
  return clashes;
}

function withFolders(path: string): string[] {
  return [path, ...foldersAbove(path)];
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
