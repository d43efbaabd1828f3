import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The oldest git that git-sync is measured and tested with. */
const OLDEST = [2, 39] as const;

/**
 * Makes sure that git can be run and is new enough. Returns its version, such as `2.39.5`.
 * Throws an Error whose message says what to do.
 */
export async function requireGit(git = 'git'): Promise<string> {
  const wanted = `git ${OLDEST.join('.')} or newer is needed`;
  const output = await promisify(execFile)(git, ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => stdout,
    (cause: unknown) => {
      throw new Error(`${wanted}, but "${git}" cannot be run. Install git and start again.`, { cause });
    },
  );
  const version = parseGitVersion(output);
  if (version === null || !isNewEnough(version))
    throw new Error(`${wanted}, but this is ${output.trim()}. Update git and start again.`);
  return version;
}

/** `git version 2.39.5 (Apple Git-154)` -> `2.39.5`; null for anything else. */
export function parseGitVersion(output: string): string | null {
  return /^git version (\d+\.\d+(?:\.\d+)?)/.exec(output)?.[1] ?? null;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
