import { DomainError } from '@amplication/contracts';

/** Code points that HFS+ ignores in names (git's utf8.c, next_hfs_char): `.g\u200cit` is `.git` there. */
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** Names that some file system opens as `.git`; NTFS knows it also by its short name `git~1`. */
const DOT_GIT = /^(\.git|git~\d+)$/i;
const LONE_SURROGATE = /\p{Surrogate}/u;
const CONTROL_CHARACTER = /\p{Control}/u;
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 4096;

/**
 * Why a path may not be written to a repository, or null when it is safe: relative, with `/` between names,
 * and nothing in it that any file system would read as `.git`, a parent folder, a drive or a stream.
 */
export function unsafePathReason(path: string): string | null {
  if (path === '') return 'it is empty';
  if (LONE_SURROGATE.test(path)) return 'it is not valid Unicode';
  if (path.includes('\0')) return 'it holds a NUL character';
  if (path.includes('\\')) return 'it holds a backslash';
  if (path.startsWith('/')) return 'it is absolute';
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `it is longer than ${MAX_PATH_BYTES} bytes`;
  for (const name of path.split('/')) {
    const reason = unsafeNameReason(name);
    if (reason !== null) return reason;
  }
  return null;
}

function unsafeNameReason(name: string): string | null {
  if (name === '') return 'it holds an empty name';
  if (name === '.' || name === '..') return `it holds the name "${name}"`;
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `it holds a name of more than ${MAX_NAME_BYTES} bytes`;
  if (CONTROL_CHARACTER.test(name)) return 'it holds a control character';
  // NTFS: what follows a colon is a stream of the file before it, and `C:` is a drive.
  if (name.includes(':')) return 'it holds a colon';
  // Windows drops dots and spaces at the end of a name: `.git. ` opens `.git`, and `.. ` opens `..`.
  if (/[. ]$/.test(name)) return 'it holds a name that ends with a dot or a space';
  if (DOT_GIT.test(name.replace(IGNORED_BY_HFS, ''))) return 'it holds a spelling of ".git"';
  return null;
}

/**
 * Passes a path that is safe to write to a repository (see `unsafePathReason`).
 * Throws `DomainError` PATH_REFUSED with `params.path` and `params.reason` for any other.
 */
export function assertSafePath(path: string): void {
  const reason = unsafePathReason(path);
  if (reason === null) return;
  throw new DomainError('PATH_REFUSED', `The path ${JSON.stringify(path)} is refused: ${reason}.`, {
    params: { path, reason },
  });
}
