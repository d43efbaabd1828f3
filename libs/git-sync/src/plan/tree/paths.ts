import { DomainError } from '@amplication/contracts';
import { trimEnd } from '@amplication/foundation';

const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 4_096;

/** Code points that HFS+ leaves out when it compares names (git's utf8.c, `next_hfs_char`). */
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
// eslint-disable-next-line no-control-regex
const NEVER_IN_A_NAME = /[\u0000-\u001f\u007f\\\ufffd]|\p{Surrogate}/u;

/**
 * Why a path must not be written into a repository, or null when it is safe: relative, without `.`, `..`, `.git` in
 * any spelling that a file system folds to it, control characters, backslashes, or names over 255 bytes.
 * git's fast-import takes all of these, so nothing else stands between such a path and a user's disk.
 */
export function unsafePathReason(path: string): string | null {
  if (path === '') return 'it is empty';
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'it is absolute';
  if (NEVER_IN_A_NAME.test(path)) return 'it holds a character that is not allowed in file names';
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return 'it is too long';
  for (const name of path.split('/')) {
    if (name === '') return 'it holds an empty name';
    if (name === '.' || name === '..') return 'it leaves its folder';
    if (Buffer.byteLength(name) > MAX_NAME_BYTES) return 'a name in it is longer than 255 bytes';
    if (isDotGit(name)) return 'it writes into the folder of git itself';
  }
  return null;
}

/** Throws `PATH_REFUSED` for a path that is not safe to write. */
export function assertSafePath(path: string): void {
  const reason = unsafePathReason(path);
  if (reason !== null) {
    throw new DomainError('PATH_REFUSED', `The path ${JSON.stringify(path)} is refused: ${reason}.`, {
      params: { path },
    });
  }
}

/** `.git` as Linux, macOS (case, ignorable code points) and Windows (`git~1`, trailing dots, streams) read it. */
function isDotGit(name: string): boolean {
  const [beforeStream = ''] = name.replace(IGNORED_BY_HFS, '').normalize('NFC').toLowerCase().split(':', 1);
  const folded = trimEnd(beforeStream, '. ');
  return folded === '.git' || /^git~\d+$/.test(folded);
}

/** A path relative to the root directory, as a path of the repository. */
export function inRoot(root: string, path: string): string {
  return root === '' ? path : `${root}/${path}`;
}

/** A path of the repository relative to the root directory, or null when it is outside. */
export function fromRoot(root: string, path: string): string | null {
  if (root === '') return path;
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
}

/** The folders above a path, innermost first: `a/b/c` gives `a/b`, `a`. */
export function* foldersAbove(path: string): Generator<string> {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    yield path.slice(0, end);
  }
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Order of UTF-16 code units: the same on every machine, whatever its locale. */
export function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
