import type { Emulator } from '../emulator';
import type { PullRequest, Repository, User } from '../state/model';
import { emitPullRequest, emitPush, type BranchChange } from '../webhooks/events';
import { isAncestor, readHeads } from '../git/read';
import { git } from '../git/run-git';

function changesBetween(before: Record<string, string>, after: Record<string, string>): BranchChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [old, now] = [before[name] ?? null, after[name] ?? null];
    return old === now ? [] : [{ name, old, now }];
  });
}

/** The first pushed branch of an empty repository becomes its main branch. */
async function chooseMainBranch(directory: string, repository: Repository): Promise<void> {
  if (repository.mainBranch !== null) return;
  const names = Object.keys(repository.heads);
  const main = ['main', 'master'].find((name) => names.includes(name)) ?? names[0];
  if (main === undefined) return;
  await git(directory, ['symbolic-ref', 'HEAD', `refs/heads/${main}`]);
  repository.mainBranch = main;
}

/** Open pull requests follow their branches; one whose commits reached the destination by a push is merged. */
async function followBranches(
  emulator: Emulator,
  directory: string,
  repository: Repository,
  user: User,
  changes: BranchChange[],
): Promise<void> {
  for (const pullRequest of repository.pullRequests.filter((one) => one.state === 'OPEN')) {
    const source = changes.find((change) => change.name === pullRequest.source.branch);
    const destination = changes.find((change) => change.name === pullRequest.destination.branch);
    if (!source?.now && !destination?.now) continue;
    const before = { ...pullRequest.destination };
    if (source?.now) pullRequest.source.commit = source.now;
    if (destination?.now) pullRequest.destination.commit = destination.now;
    pullRequest.updatedOn = emulator.clock.timestamp();
    if (destination?.now && (await wasMergedByPush(directory, pullRequest, before.commit))) {
      pullRequest.state = 'MERGED';
      pullRequest.mergeCommit = destination.now;
      pullRequest.closedByUuid = user.uuid;
      emitPullRequest(emulator, repository, user, 'fulfilled', pullRequest);
    } else if (source?.now) {
      emitPullRequest(emulator, repository, user, 'updated', pullRequest);
    }
  }
}

async function wasMergedByPush(
  directory: string,
  pullRequest: PullRequest,
  before: string,
): Promise<boolean> {
  const { source, destination } = pullRequest;
  return (
    (await isAncestor(directory, source.commit, destination.commit)) &&
    !(await isAncestor(directory, source.commit, before))
  );
}

/**
 * Looks what moved since the last look, and does what Bitbucket does then: main branch, pull requests, webhooks.
 * Called after each push, whether it succeeded or was cut off, and after each change of ours.
 */
export function afterRefsChanged(emulator: Emulator, repository: Repository, user: User): Promise<void> {
  return emulator.queue.run(`heads ${repository.uuid}`, async () => {
    const directory = await emulator.repositories.open(repository);
    const before = repository.heads;
    const after = await readHeads(directory);
    const changes = changesBetween(before, after);
    if (changes.length === 0) return;
    repository.heads = after;
    repository.updatedOn = emulator.clock.timestamp();
    for (const { name, old } of changes) {
      if (old === null) emulator.branchSeenAt.set(`${repository.uuid} ${name}`, Date.now());
    }
    await chooseMainBranch(directory, repository);
    await followBranches(emulator, directory, repository, user, changes);
    await emitPush(emulator, repository, user, changes);
    emulator.store.changed();
  });
}
