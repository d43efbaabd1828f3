import { firstFree } from '../resources/slug';

/** Not `amplication/…`: git cannot hold that beside a branch `amplication`, which other tools of that name make. */
const PREFIX = 'amplication-';

/** What the work branch of a resource starts with; every branch that could clash with it does so too. */
export function workBranchStem(resourceSlug: string): string {
  return `${PREFIX}${resourceSlug}`;
}

/**
 * The branch that a resource's builds are pushed to: `amplication-<slug>`, with a number when `taken` holds it or a
 * branch below it (git holds no branch beside a folder of the same name). Case does not count: on some machines git
 * keeps branches in files whose names differ by more than that.
 */
export function chooseWorkBranch(resourceSlug: string, taken: Iterable<string>): string {
  const names = new Set<string>();
  for (const branch of taken) {
    const parts = branch.toLowerCase().split('/');
    parts.forEach((_, index) => names.add(parts.slice(0, index + 1).join('/')));
  }
  return firstFree(workBranchStem(resourceSlug), (candidate) => names.has(candidate));
}
