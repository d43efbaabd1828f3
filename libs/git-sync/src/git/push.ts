import { DomainError } from '@amplication/contracts';
import type { CommitObject } from './commit-object';
import type { GitConfig } from './environment';
import type { GitFailure } from './failure';
import type { Remote } from './remote';

export interface PushRequest {
  branch: string;
  /** The tip that the branch must still have; null: the branch must not exist. */
  expected: string | null;
  /** First parent of a commit that creates a branch; null for the first commit of a repository. */
  startsFrom: string | null;
  commit: string;
  commitObject: CommitObject;
  /** From the second round on: find out what the server has, so that no whole tree is sent. */
  negotiate: boolean;
}

/**
 * The only push there is: a compare-and-set. `--force-with-lease` makes the server accept it only while the branch is
 * at `expected`. The lease alone would be a force (git was seen to rewrite history under it), so the commit must have
 * that very tip as its first parent. Null when the push was accepted.
 */
export async function pushCompareAndSet(remote: Remote, request: PushRequest): Promise<GitFailure | null> {
  assertBuildsOnExpected(request);
  const ref = `refs/heads/${request.branch}`;
  const config: GitConfig = request.negotiate ? [['push.negotiate', 'true']] : [];
  const result = await remote.run(
    [
      'push',
      '--quiet',
      '--no-verify',
      '--recurse-submodules=no',
      `--force-with-lease=${ref}:${request.expected ?? ''}`,
      'origin',
      `${request.commit}:${ref}`,
    ],
    { config },
  );
  return result.ok ? null : result.failure;
}

function assertBuildsOnExpected({ expected, startsFrom, commitObject }: PushRequest): void {
  const firstParent = commitObject.parents[0] ?? null;
  if (firstParent !== (expected ?? startsFrom)) {
    throw new DomainError(
      'INTERNAL',
      'A commit was about to be pushed over a tip that it does not build on.',
    );
  }
}
