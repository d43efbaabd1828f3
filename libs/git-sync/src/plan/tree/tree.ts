import type { FileMarks, FileMode, GeneratedFile } from '../../types';

/** An entry of a git tree that is not itself a folder. Mode 120000 is a symlink, 160000 a submodule. */
export interface TreeEntry {
  mode: string;
  blob: string;
}

/** Every file of a commit: path in the repository -> entry, in git's order. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** The entry as a file that a generator could have made, or undefined for a symlink, a submodule or nothing. */
export function asFile(entry: TreeEntry | undefined): GeneratedFile | undefined {
  if (entry === undefined) return undefined;
  // 100664 is a historical spelling of 100644 that git still reads.
  if (entry.mode === '100664') return { mode: '100644', blob: entry.blob };
  return isFileMode(entry.mode) ? { mode: entry.mode, blob: entry.blob } : undefined;
}

export function isFileMode(mode: unknown): mode is FileMode {
  return mode === '100644' || mode === '100755';
}

export function sameFile(a: GeneratedFile, b: GeneratedFile): boolean {
  return a.blob === b.blob && a.mode === b.mode;
}

/** The marks of a file, and nothing else of it. */
export function marksOf({ once, key }: FileMarks): FileMarks {
  return { ...(once === undefined ? {} : { once }), ...(key === undefined ? {} : { key }) };
}
