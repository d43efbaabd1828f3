import { DomainError } from '@amplication/contracts';
import type { CommitObject } from '../objects/commit-object';
import type { GitConfig } from '../process/environment';
import type { GitFailure } from './failure';
import type { Remote } from './remote';

export interface PushRequest {
  branch: string;
  /** The tip that the branch must still have; null: the branch must not exist. */
  expected: string | null;
  /** The base branch at the tip that was fetched, which the first commit of a new branch has as its parent. */
  base: { branch: string; tip: string };
  commit: string;
  commitObject: CommitObject;
  /** From the second round on: find out what the server has, so that no whole tree is sent. */
  negotiate: boolean;
}

/** The server lacks `atomic`; git notices before anything is sent. */
const NOT_ATOMIC = /does not support --atomic/;

/**
 * The only push there is: a compare-and-set. `--force-with-lease` makes the server accept it only while the branch is
 * at `expected`. The lease alone would be a force (git was seen to rewrite history under it), so the commit must have
 * that very tip as its first parent. Null when the push was accepted.
 *
 * A new branch has no tip to compare. It is pushed together with the base branch, which is to stay at the tip that was
 * fetched: git compares that with what the server shows and sends nothing for it, and gives up both if it differs. So
 * a repository that was put in the place of the one that was fetched is not pushed to, unless it has the same base tip.
 */
export async function pushCompareAndSet(remote: Remote, request: PushRequest): Promise<GitFailure | null> {
  assertBuildsOnExpected(request);
  const { branch, expected, base } = request;
  if (expected !== null) return push(remote, request, [leased(branch, expected)], []);
  const leases = [leased(base.branch, base.tip), leased(branch, '')];
  const together = await push(
    remote,
    request,
    ['--atomic', ...leases],
    [`${base.tip}:refs/heads/${base.branch}`],
  );
  if (together === null || !NOT_ATOMIC.test(together.stderr)) return together;
  return push(remote, request, [leased(branch, '')], []);
}

async function push(
  remote: Remote,
  { branch, commit, negotiate }: PushRequest,
  options: readonly string[],
  unchanged: readonly string[],
): Promise<GitFailure | null> {
  const config: GitConfig = negotiate ? [['push.negotiate', 'true']] : [];
  const always = ['--quiet', '--no-verify', '--recurse-submodules=no'];
  const refspecs = [...unchanged, `${commit}:refs/heads/${branch}`];
  const result = await remote.run(['push', ...always, ...options, 'origin', ...refspecs], { config });
  return result.ok ? null : result.failure;
}

function leased(branch: string, tip: string): string {
  return `--force-with-lease=refs/heads/${branch}:${tip}`;
}

function assertBuildsOnExpected({ expected, base, commitObject }: PushRequest): void {
  const firstParent = commitObject.parents[0] ?? null;
  if (firstParent !== (expected ?? base.tip)) {
    throw new DomainError(
      'INTERNAL',
      'A commit was about to be pushed over a tip that it does not build on.',
    );
  }
}
