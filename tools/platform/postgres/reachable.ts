import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SetupError } from '../setup-error';
import type { SystemUser } from './system-user';

/** Whether a user may enter every folder on the way to `path`, as far as the path exists. */
export function isReachable(path: string, user: SystemUser): boolean {
  for (let folder = existing(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}

/**
 * Makes a folder of a known name in a place where others write too (the system's temporary folder). Refuses one that
 * somebody else put there.
 */
export function makeOwnFolder(path: string, mode: number): void {
  mkdirSync(path, { recursive: true, mode });
  const found = lstatSync(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new SetupError(`${path} belongs to somebody else. Remove it, or set TMPDIR to another folder.`);
  }
}
