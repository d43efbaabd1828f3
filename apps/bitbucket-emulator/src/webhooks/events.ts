import type { Emulator } from '../emulator';
import { isAncestor, readLog } from '../git/read';
import { representUser } from '../represent/account';
import { representCommit, representStatus } from '../represent/commit';
import { representComment, representPullRequest } from '../represent/pull-request';
import { repositoryPage, representRepository } from '../represent/repository';
import type { Comment, CommitStatus, PullRequest, Repository, User } from '../state/model';

/** A branch that moved: null as old is a new branch, null as now a deleted one. */
export interface BranchChange {
  name: string;
  old: string | null;
  now: string | null;
}

const MAX_COMMITS = 5;

function emit(emulator: Emulator, repository: Repository, actor: User, event: string, more: object): void {
  const hooks = repository.hooks.filter((hook) => hook.active && hook.events.includes(event));
  for (const hook of hooks) {
    emulator.webhooks.send(hook, event, {
      actor: representUser(emulator, actor),
      repository: representRepository(emulator, repository),
      ...more,
    });
  }
}

export function emitPullRequest(
  emulator: Emulator,
  repository: Repository,
  actor: User,
  event: 'created' | 'updated' | 'fulfilled' | 'rejected',
  pullRequest: PullRequest,
): void {
  const pullrequest = representPullRequest(emulator, repository, pullRequest);
  emit(emulator, repository, actor, `pullrequest:${event}`, { pullrequest });
}

export function emitComment(
  emulator: Emulator,
  repository: Repository,
  actor: User,
  pullRequest: PullRequest,
  comment: Comment,
): void {
  emit(emulator, repository, actor, 'pullrequest:comment_created', {
    pullrequest: representPullRequest(emulator, repository, pullRequest),
    comment: representComment(emulator, repository, pullRequest, comment),
  });
}

export function emitStatus(
  emulator: Emulator,
  repository: Repository,
  actor: User,
  status: CommitStatus,
  isNew: boolean,
): void {
  const event = isNew ? 'repo:commit_status_created' : 'repo:commit_status_updated';
  emit(emulator, repository, actor, event, { commit_status: representStatus(emulator, repository, status) });
}

/**
 * A repository was renamed (`repo:updated`, with what changed) or moved to another Bitbucket workspace.
 * https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Updated
 */
export function emitMoved(
  emulator: Emulator,
  repository: Repository,
  actor: User,
  event: 'repo:updated' | 'repo:transfer',
  before: { fullName: string; name: string },
): void {
  const changes = {
    name: { old: before.name, new: repository.name },
    full_name: { old: before.fullName, new: emulator.store.fullName(repository) },
  };
  emit(emulator, repository, actor, event, event === 'repo:updated' ? { changes } : {});
}

async function describe(emulator: Emulator, repository: Repository, change: BranchChange): Promise<object> {
  const directory = await emulator.repositories.open(repository);
  const { name, old, now } = change;
  const commits = now
    ? await readLog(directory, { include: [now], exclude: old ? [old] : [], limit: MAX_COMMITS + 1 })
    : [];
  const side = async (hash: string | null): Promise<object | null> => {
    if (hash === null) return null;
    const [commit] = await readLog(directory, { include: [hash], limit: 1 });
    return { type: 'branch', name, target: commit && representCommit(emulator, repository, commit) };
  };
  const page = repositoryPage(emulator, repository);
  return {
    old: await side(old),
    new: await side(now),
    created: old === null,
    closed: now === null,
    forced: old !== null && now !== null && !(await isAncestor(directory, old, now)),
    truncated: commits.length > MAX_COMMITS,
    commits: commits.slice(0, MAX_COMMITS).map((commit) => representCommit(emulator, repository, commit)),
    links: { html: { href: `${page}/branches/compare/${now ?? ''}..${old ?? ''}` } },
  };
}

export async function emitPush(
  emulator: Emulator,
  repository: Repository,
  actor: User,
  changes: BranchChange[],
): Promise<void> {
  const wanted = repository.hooks.some((hook) => hook.active && hook.events.includes('repo:push'));
  if (!wanted) return;
  const described = await Promise.all(changes.map((change) => describe(emulator, repository, change)));
  emit(emulator, repository, actor, 'repo:push', { push: { changes: described } });
}
