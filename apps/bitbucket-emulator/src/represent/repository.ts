import type { Emulator } from '../emulator';
import type { BitbucketWorkspace, Project, Repository } from '../state/model';
import { apiUrl, inUrl, link, representOwner, representWorkspace } from './account';

export function representProject(
  emulator: Emulator,
  workspace: BitbucketWorkspace,
  project: Project,
): object {
  return {
    type: 'project',
    uuid: project.uuid,
    key: project.key,
    name: project.name,
    description: project.description,
    is_private: project.isPrivate,
    created_on: project.createdOn,
    updated_on: project.createdOn,
    has_publicly_visible_repos: false,
    owner: representOwner(emulator, workspace),
    links: {
      html: link(`${emulator.url}/${workspace.slug}/workspace/projects/${project.key}`),
      avatar: link(`${emulator.url}/account/${workspace.slug}/avatar/`),
    },
  };
}

export function repositoryPath(emulator: Emulator, repository: Repository): string {
  return apiUrl(emulator, `/repositories/${emulator.store.fullName(repository)}`);
}

export function repositoryPage(emulator: Emulator, repository: Repository): string {
  return `${emulator.url}/${emulator.store.fullName(repository)}`;
}

/** The short form that stands inside other objects. */
export function representRepositoryShort(emulator: Emulator, repository: Repository): object {
  return {
    type: 'repository',
    full_name: emulator.store.fullName(repository),
    name: repository.name,
    uuid: repository.uuid,
    links: {
      self: link(repositoryPath(emulator, repository)),
      html: link(repositoryPage(emulator, repository)),
      avatar: link(`${emulator.url}/account/${emulator.store.workspaceOf(repository).slug}/avatar/`),
    },
  };
}

function representLinks(emulator: Emulator, repository: Repository): object {
  const self = repositoryPath(emulator, repository);
  const page = repositoryPage(emulator, repository);
  return {
    self: link(self),
    html: link(page),
    avatar: link(`${emulator.url}/account/${emulator.store.workspaceOf(repository).slug}/avatar/`),
    pullrequests: link(`${self}/pullrequests`),
    commits: link(`${self}/commits`),
    forks: link(`${self}/forks`),
    watchers: link(`${self}/watchers`),
    downloads: link(`${self}/downloads`),
    clone: [{ name: 'https', href: `${page}.git` }],
    hooks: link(`${self}/hooks`),
  };
}

/** A repository with everything; `mainbranch` is null while it is empty. */
export function representRepository(emulator: Emulator, repository: Repository): object {
  const workspace = emulator.store.workspaceOf(repository);
  const project = workspace.projects.find((one) => one.key === repository.projectKey);
  return {
    type: 'repository',
    full_name: emulator.store.fullName(repository),
    links: representLinks(emulator, repository),
    name: repository.name,
    slug: repository.slug,
    description: repository.description,
    scm: 'git',
    website: null,
    owner: representOwner(emulator, workspace),
    workspace: representWorkspace(emulator, workspace),
    is_private: repository.isPrivate,
    ...(project && { project: representProject(emulator, workspace, project) }),
    fork_policy: repository.forkPolicy,
    created_on: repository.createdOn,
    updated_on: repository.updatedOn,
    size: repository.mainBranch === null ? 0 : 4096,
    language: repository.language,
    uuid: repository.uuid,
    mainbranch: repository.mainBranch === null ? null : { name: repository.mainBranch, type: 'branch' },
    has_issues: false,
    has_wiki: repository.hasWiki,
  };
}

/** Path of a Bitbucket workspace's repository list with the uuid in it: what `next` links carry. */
export function repositoriesPathByUuid(workspace: BitbucketWorkspace): string {
  return `/2.0/repositories/${inUrl(workspace.uuid)}`;
}
