import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DomainError } from '@amplication/contracts';
import { gitEnvironment } from './environment';

/** Partial fetch, `cat-file --batch-command`, `--refetch` and `push.negotiate` are all here from this version on. */
const OLDEST = [2, 39] as const;

/** Throws `GIT_FAILED` when the binary is missing or too old. */
export async function assertGitVersion(git: string): Promise<void> {
  const { stdout } = await promisify(execFile)(git, ['--version'], {
    env: gitEnvironment('/nonexistent'),
  }).catch((cause: unknown) => {
    throw new DomainError('GIT_FAILED', `git was not found as ${JSON.stringify(git)}.`, { cause });
  });
  const [, major = '0', minor = '0'] = /^git version (\d+)\.(\d+)/.exec(stdout) ?? [];
  const isOld = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  if (isOld) {
    throw new DomainError(
      'GIT_FAILED',
      `git ${OLDEST.join('.')} or newer is needed; this is ${stdout.trim()}.`,
    );
  }
}
