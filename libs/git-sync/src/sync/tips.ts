import { DomainError } from '@amplication/contracts';
import { fetchBranches, isEmpty } from '../git/fetch';
import { pushCompareAndSet } from '../git/push';
import type { GitFailure } from '../git/failure';
import { writeCommit } from '../git/write-commit';
import { type Build, readCommit } from './build';
import { README, README_PATH } from './first-commit';
import type { Tips } from './start';

export type TipsReading = { tips: Tips } | { failed: GitFailure };

/**
 * Fetches the tips of both branches; `seen`: an earlier round of this build has done so. An empty repository first gets a base branch with a README; the push of it can
 * be refused, as any push. Throws `BASE_BRANCH_MISSING`.
 */
export async function fetchTips(
  build: Build,
  { round, seen }: { round: number; seen: boolean },
): Promise<TipsReading> {
  const { request, context, remote } = build;
  const { base, work } = await fetchBranches(remote, context.directory, {
    baseBranch: request.baseBranch,
    workBranch: request.workBranch,
    round,
    warm: seen || isKnown(build),
  });
  if (base !== null) return { tips: { base, work } };
  if (!(await isEmpty(remote))) {
    throw new DomainError(
      'BASE_BRANCH_MISSING',
      `The base branch ${JSON.stringify(request.baseBranch)} does not exist in the repository.`,
      { params: { baseBranch: request.baseBranch } },
    );
  }
  return pushFirstCommit(build);
}

/** Both branches must be known: of an unknown one, a fetch without depth would bring the whole history. */
function isKnown({ borrowed, request }: Build): boolean {
  const known = borrowed?.branches;
  return (
    known !== undefined && known[request.baseBranch] !== undefined && known[request.workBranch] !== undefined
  );
}

async function pushFirstCommit(build: Build): Promise<TipsReading> {
  const { request, context, remote } = build;
  await request.assertHeld();
  const commit = await writeCommit(context, request.blobs, {
    parents: [],
    changes: [
      { kind: 'write', path: README_PATH, mode: '100644', content: { from: 'bytes', bytes: README } },
    ],
    message: 'Start the repository\n',
    author: request.commit.author,
    date: request.commit.date,
  });
  const failed = await pushCompareAndSet(remote, {
    branch: request.baseBranch,
    expected: null,
    startsFrom: null,
    commit,
    commitObject: await readCommit(build, commit),
    negotiate: false,
  });
  return failed === null ? { tips: { base: commit, work: null } } : { failed };
}
