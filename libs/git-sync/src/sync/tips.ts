import { own } from '@amplication/foundation';
import { DomainError } from '@amplication/contracts';
import { fetchBranches, isEmpty } from '../git/remote/fetch';
import type { Build } from './build';
import { README, README_PATH } from './first-commit';
import type { Tips } from './start';

/**
 * Fetches the tips of both branches; `seen`: an earlier round of this build has done so. Null when the repository was
 * empty: it has a base branch with a README now. Throws `BASE_BRANCH_MISSING`.
 */
export async function fetchTips(
  build: Build,
  { round, seen }: { round: number; seen: boolean },
): Promise<Tips | null> {
  const { request, context, remote } = build;
  const { base, work } = await fetchBranches(remote, context.directory, {
    baseBranch: request.baseBranch,
    workBranch: request.workBranch,
    round,
    warm: seen || isKnown(build),
  });
  if (base !== null) return { base, work };
  if (!(await isEmpty(remote))) {
    throw new DomainError(
      'BASE_BRANCH_MISSING',
      `The base branch ${JSON.stringify(request.baseBranch)} does not exist in the repository.`,
      { params: { baseBranch: request.baseBranch } },
    );
  }
  await request.assertHeld();
  await request.startRepository(new Map([[README_PATH, README]]));
  return null;
}

/** Both branches must be known: of an unknown one, a fetch without depth would bring the whole history. */
function isKnown({ borrowed, request }: Build): boolean {
  const known = borrowed?.branches;
  if (known === undefined) return false;
  return [request.baseBranch, request.workBranch].every((branch) => own(known, branch) !== undefined);
}
