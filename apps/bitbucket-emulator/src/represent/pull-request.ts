import type { Emulator } from '../emulator';
import type { Comment, PullRequest, Repository } from '../state/model';
import { link, representUser } from './account';
import { markup } from './markup';
import { repositoryPage, repositoryPath, representRepositoryShort } from './repository';

function endpoint(
  emulator: Emulator,
  repository: Repository,
  side: { branch: string; commit: string },
): object {
  return {
    branch: { name: side.branch },
    // Shortened to 12 characters: https://github.com/abhinav/git-spice/issues/1421
    commit: { hash: side.commit.slice(0, emulator.settings.pullRequestHashLength) },
    repository: representRepositoryShort(emulator, repository),
  };
}

export function pullRequestPage(emulator: Emulator, repository: Repository, id: number): string {
  return `${repositoryPage(emulator, repository)}/pull-requests/${id}`;
}

function links(emulator: Emulator, repository: Repository, id: number): object {
  const self = `${repositoryPath(emulator, repository)}/pullrequests/${id}`;
  const names = ['commits', 'approve', 'diff', 'diffstat', 'comments', 'activity', 'merge', 'decline'];
  return {
    self: link(self),
    html: link(pullRequestPage(emulator, repository, id)),
    ...Object.fromEntries(names.map((name) => [name, link(`${self}/${name}`)])),
  };
}

function participants(emulator: Emulator, pullRequest: PullRequest): object[] {
  const uuids = new Set([...pullRequest.reviewers, ...pullRequest.approvals]);
  return [...uuids].map((uuid) => ({
    type: 'participant',
    user: representUser(emulator, emulator.store.user(uuid)),
    role: pullRequest.reviewers.includes(uuid) ? 'REVIEWER' : 'PARTICIPANT',
    approved: pullRequest.approvals.includes(uuid),
    state: pullRequest.approvals.includes(uuid) ? 'approved' : null,
    participated_on: pullRequest.approvals.includes(uuid) ? pullRequest.updatedOn : null,
  }));
}

export function representPullRequest(
  emulator: Emulator,
  repository: Repository,
  pullRequest: PullRequest,
): object {
  const { store, settings } = emulator;
  const closedBy = pullRequest.closedByUuid;
  return {
    type: 'pullrequest',
    id: pullRequest.id,
    title: pullRequest.title,
    description: pullRequest.description,
    rendered: {
      title: markup(pullRequest.title),
      description: markup(pullRequest.description),
      reason: markup(pullRequest.reason),
    },
    summary: markup(pullRequest.description),
    state: pullRequest.state,
    draft: pullRequest.draft,
    queued: false,
    author: representUser(emulator, store.user(pullRequest.authorUuid)),
    source: endpoint(emulator, repository, pullRequest.source),
    destination: endpoint(emulator, repository, pullRequest.destination),
    merge_commit:
      pullRequest.mergeCommit === null
        ? null
        : { hash: pullRequest.mergeCommit.slice(0, settings.pullRequestHashLength) },
    comment_count: pullRequest.comments.filter((comment) => !comment.deleted).length,
    task_count: 0,
    close_source_branch: pullRequest.closeSourceBranch,
    closed_by: closedBy === null ? null : representUser(emulator, store.user(closedBy)),
    reason: pullRequest.reason,
    created_on: pullRequest.createdOn,
    updated_on: pullRequest.updatedOn,
    reviewers: pullRequest.reviewers.map((uuid) => representUser(emulator, store.user(uuid))),
    participants: participants(emulator, pullRequest),
    links: links(emulator, repository, pullRequest.id),
  };
}

export function representComment(
  emulator: Emulator,
  repository: Repository,
  pullRequest: PullRequest,
  comment: Comment,
): object {
  const self = `${repositoryPath(emulator, repository)}/pullrequests/${pullRequest.id}/comments/${comment.id}`;
  const page = pullRequestPage(emulator, repository, pullRequest.id);
  return {
    type: 'pullrequest_comment',
    id: comment.id,
    created_on: comment.createdOn,
    updated_on: comment.updatedOn,
    content: markup(comment.deleted ? '' : comment.raw),
    user: representUser(emulator, emulator.store.user(comment.authorUuid)),
    deleted: comment.deleted,
    pending: false,
    ...(comment.parentId !== null && { parent: { type: 'pullrequest_comment', id: comment.parentId } }),
    ...(comment.inline && { inline: comment.inline }),
    pullrequest: {
      type: 'pullrequest',
      id: pullRequest.id,
      title: pullRequest.title,
      draft: pullRequest.draft,
      links: { self: link(self.replace(/\/comments\/.*/, '')), html: link(page) },
    },
    links: { self: link(self), html: link(`${page}#comment-${comment.id}`) },
  };
}
