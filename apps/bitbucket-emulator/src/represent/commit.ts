import type { Emulator } from '../emulator';
import type { CommitRecord } from '../git/read';
import type { CommitStatus, Repository } from '../state/model';
import { link, representUser } from './account';
import { markup } from './markup';
import { repositoryPage, repositoryPath, representRepositoryShort } from './repository';

function person(emulator: Emulator, type: 'author' | 'committer', raw: string, email: string): object {
  const user = emulator.store.state.users.find((one) => one.email === email);
  return { type, raw, ...(user && { user: representUser(emulator, user) }) };
}

export function representCommitShort(emulator: Emulator, repository: Repository, hash: string): object {
  return {
    type: 'commit',
    hash,
    links: {
      self: link(`${repositoryPath(emulator, repository)}/commit/${hash}`),
      html: link(`${repositoryPage(emulator, repository)}/commits/${hash}`),
    },
  };
}

export function representCommit(emulator: Emulator, repository: Repository, commit: CommitRecord): object {
  const self = `${repositoryPath(emulator, repository)}/commit/${commit.hash}`;
  return {
    type: 'commit',
    hash: commit.hash,
    date: commit.date,
    author: person(emulator, 'author', commit.author, commit.authorEmail),
    committer: person(emulator, 'committer', commit.committer, commit.committerEmail),
    message: commit.message,
    summary: markup(commit.message),
    rendered: { message: markup(commit.message) },
    parents: commit.parents.map((hash) => representCommitShort(emulator, repository, hash)),
    repository: representRepositoryShort(emulator, repository),
    links: {
      self: link(self),
      html: link(`${repositoryPage(emulator, repository)}/commits/${commit.hash}`),
      diff: link(`${repositoryPath(emulator, repository)}/diff/${commit.hash}`),
      comments: link(`${self}/comments`),
      statuses: link(`${self}/statuses`),
    },
  };
}

export function representBranch(
  emulator: Emulator,
  repository: Repository,
  name: string,
  target: CommitRecord,
): object {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return {
    type: 'branch',
    name,
    target: representCommit(emulator, repository, target),
    merge_strategies: ['merge_commit', 'squash', 'fast_forward'],
    default_merge_strategy: 'merge_commit',
    links: {
      self: link(`${repositoryPath(emulator, repository)}/refs/branches/${path}`),
      commits: link(`${repositoryPath(emulator, repository)}/commits/${path}`),
      html: link(`${repositoryPage(emulator, repository)}/branch/${path}`),
    },
  };
}

export function representStatus(emulator: Emulator, repository: Repository, status: CommitStatus): object {
  const commit = `${repositoryPath(emulator, repository)}/commit/${status.commit}`;
  return {
    type: 'build',
    key: status.key,
    state: status.state,
    name: status.name,
    url: status.url,
    description: status.description,
    refname: status.refname,
    created_on: status.createdOn,
    updated_on: status.updatedOn,
    commit: representCommitShort(emulator, repository, status.commit),
    repository: representRepositoryShort(emulator, repository),
    links: { self: link(`${commit}/statuses/build/${encodeURIComponent(status.key)}`), commit: link(commit) },
  };
}
