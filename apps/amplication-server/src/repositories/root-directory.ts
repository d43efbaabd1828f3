import { unsafePathReason } from '@amplication/artifacts';

/**
 * The folder of a repository in the one way in which we write it: no slash at either end, no `.` part, '' for the
 * root. Returns what is wrong with it instead, as the end of a sentence, if nothing may be written there.
 */
export function normaliseRootDirectory(input: string): { path: string } | { problem: string } {
  const names = input
    .trim()
    .split('/')
    .filter((name) => name !== '' && name !== '.');
  const path = names.join('/');
  if (path === '') return { path };
  const reason = unsafePathReason(path);
  if (reason !== null) return { problem: `cannot be used: ${reason}` };
  // The folder of the manifest belongs to the root above it.
  if (names.some((name) => name.toLowerCase() === '.amplication'))
    return { problem: 'cannot be used: it leads into .amplication' };
  return { path };
}
