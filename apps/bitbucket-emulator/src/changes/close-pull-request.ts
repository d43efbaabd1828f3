import type { Emulator } from '../emulator';
import type { MergeStrategy, PullRequest, Repository, User } from '../state/model';
import { emitPullRequest } from '../webhooks/events';
import { afterRefsChanged } from './refs';
import { merge, type MergeOutcome } from '../git/merge';
import { readHeads } from '../git/read';
import { tryGit } from '../git/run-git';

export interface MergeWish {
  strategy: MergeStrategy;
  message?: string | undefined;
  closeSourceBranch: boolean;
}

function defaultMessage(pullRequest: PullRequest): string {
  const { source, id, title, description } = pullRequest;
  const rest = description ? `\n\n${description}` : '';
  return `Merged in ${source.branch} (pull request #${id})\n\n${title}${rest}\n`;
}

/** Merges an open pull request with real git, then does what Bitbucket does after a merge. */
export function mergePullRequest(
  emulator: Emulator,
  repository: Repository,
  pullRequest: PullRequest,
  user: User,
  wish: MergeWish,
): Promise<MergeOutcome> {
  return emulator.queue.run(`merge ${repository.uuid}`, async () => {
    const directory = await emulator.repositories.open(repository);
    const heads = await readHeads(directory);
    const destination = heads[pullRequest.destination.branch];
    const source = heads[pullRequest.source.branch];
    if (pullRequest.state !== 'OPEN' || !destination || !source) {
      return { merged: false, reason: 'moved', text: 'The pull request or one of its branches is closed.' };
    }
    const outcome = await merge(directory, {
      strategy: wish.strategy,
      destinationBranch: pullRequest.destination.branch,
      destination,
      source,
      message: wish.message ?? defaultMessage(pullRequest),
      committer: `${user.displayName} <${user.email}>`,
      seconds: emulator.clock.now() / 1000,
    });
    if (!outcome.merged) return outcome;
    pullRequest.state = 'MERGED';
    pullRequest.mergeCommit = outcome.commit;
    pullRequest.source.commit = source;
    pullRequest.destination.commit = destination;
    pullRequest.closedByUuid = user.uuid;
    pullRequest.closeSourceBranch = wish.closeSourceBranch;
    pullRequest.updatedOn = emulator.clock.timestamp();
    if (wish.closeSourceBranch && pullRequest.source.branch !== repository.mainBranch) {
      // With the value that was merged: a commit pushed meanwhile keeps the branch.
      await tryGit(directory, ['update-ref', '-d', `refs/heads/${pullRequest.source.branch}`, source]);
    }
    emitPullRequest(emulator, repository, user, 'fulfilled', pullRequest);
    await afterRefsChanged(emulator, repository, user);
    return outcome;
  });
}

/** Declines an open pull request; it can never be opened again. */
export function declinePullRequest(
  emulator: Emulator,
  repository: Repository,
  pullRequest: PullRequest,
  user: User,
  reason: string,
): void {
  pullRequest.state = 'DECLINED';
  pullRequest.reason = reason;
  pullRequest.closedByUuid = user.uuid;
  pullRequest.updatedOn = emulator.clock.timestamp();
  emitPullRequest(emulator, repository, user, 'rejected', pullRequest);
  emulator.store.changed();
}
