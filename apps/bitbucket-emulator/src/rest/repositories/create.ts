import { ApiError, badRequest, notFound } from '../../http/api-error';
import { makeRepository } from '../../state/factory';
import { slugify } from '../../state/identity';
import type { BitbucketWorkspace, Project, Repository } from '../../state/model';
import { bodyOf, flag, text } from '../body';
import { param, type Call } from '../operation';

function chooseProject(workspace: BitbucketWorkspace, body: Record<string, unknown>): Project {
  const key = text(body, 'project.key');
  const uuid = text(body, 'project.uuid');
  if (key === undefined && uuid === undefined) {
    const [oldest] = workspace.projects;
    if (oldest) return oldest;
  }
  const chosen = workspace.projects.find((one) => one.key === key || one.uuid === uuid);
  if (!chosen) throw badRequest('Project not found.', { project: ['Project not found.'] });
  return chosen;
}

/**
 * `POST /repositories/{workspace}/{repo_slug}`: an empty repository. Without a project it falls into the oldest
 * one. Lack of the right to create is a 400 too, as the specification says.
 */
export function createRepository(call: Call): Repository {
  const { store, clock } = call.emulator;
  const selector = param(call.request, 'workspace');
  const workspace = store.findWorkspace(selector);
  if (!workspace) throw notFound(`No workspace with identifier '${selector}'.`);
  const role = workspace.members[call.user.uuid];
  if (role !== 'owner' && role !== 'create-project') {
    throw badRequest('You cannot create repositories in this workspace.');
  }
  const body = bodyOf(call.request);
  const slug = param(call.request, 'repository');
  if (slug !== slugify(slug) || slug === '') {
    throw badRequest(
      'Invalid slug. Slug must be lowercase, alphanumerical, and may also contain underscores, dashes, or dots.',
      {
        slug: [
          'Invalid slug. Slug must be lowercase, alphanumerical, and may also contain underscores, dashes, or dots.',
        ],
      },
    );
  }
  if ((text(body, 'scm') ?? 'git') !== 'git') throw badRequest('Bad request', { scm: ['scm must be git'] });
  const name = text(body, 'name') ?? slug;
  if (slugify(name) === '' || name.length > 128) {
    throw badRequest('Bad request', { name: ['Repository name is invalid.'] });
  }
  if (store.repositoriesOf(workspace).some((one) => one.slug === slug)) {
    throw new ApiError(400, 'Repository with this Slug and Owner already exists.', {
      fields: { name: ['You already have a repository with this name.'] },
    });
  }
  const repository = makeRepository(workspace, slug, {
    name,
    description: text(body, 'description') ?? '',
    isPrivate: flag(body, 'is_private') ?? false,
    projectKey: chooseProject(workspace, body).key,
    language: text(body, 'language') ?? '',
    hasWiki: flag(body, 'has_wiki') ?? false,
    forkPolicy: text(body, 'fork_policy') ?? 'allow_forks',
    content: 'empty',
    mainBranch: null,
    createdOn: clock.timestamp(),
    updatedOn: clock.timestamp(),
    access: { [call.user.uuid]: 'admin' },
  });
  store.state.repositories.push(repository);
  return repository;
}
