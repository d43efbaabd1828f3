import { cp, rm } from 'node:fs/promises';
import type { Request, Router } from 'express';
import type { Emulator } from '../emulator';
import { ApiError } from '../http/api-error';
import { makeRepository } from '../state/factory';
import { slugify } from '../state/identity';
import type { BitbucketWorkspace, Repository, User } from '../state/model';
import { isTaken, relocate, removeRepository } from '../changes/relocate';
import { objectOf, optionalString } from './parse';

type Body = Record<string, unknown>;

function repositoryAt(emulator: Emulator, workspace: string, selector: string): Repository {
  const repository = emulator.store.findRepository(workspace, selector);
  if (!repository) throw new ApiError(404, 'no such repository');
  return repository;
}

function workspaceNamed(emulator: Emulator, selector: string): BitbucketWorkspace {
  const workspace = emulator.store.findWorkspace(selector);
  if (!workspace) throw new ApiError(404, 'workspace: no such Bitbucket workspace');
  return workspace;
}

/** Who does it: `user`, else an owner of the Bitbucket workspace. */
function actorOf(emulator: Emulator, repository: Repository, body: Body): User {
  const named = optionalString(body, 'user');
  const members = Object.entries(emulator.store.workspaceOf(repository).members);
  const selector = named ?? members.find(([, role]) => role === 'owner')?.[0] ?? '';
  const user = emulator.store.findUser(selector);
  if (!user) throw new ApiError(404, 'user: no such user');
  return user;
}

/** Renames a repository, moves it to another Bitbucket workspace, or both. */
export function moveRepository(emulator: Emulator, repository: Repository, body: Body): void {
  const name = optionalString(body, 'name');
  const slug = optionalString(body, 'slug') ?? (name === undefined ? undefined : slugify(name));
  if (slug === '') throw new ApiError(400, 'name: it gives no slug');
  const to = optionalString(body, 'workspace');
  const place = {
    name: name ?? slug,
    slug,
    ...(to !== undefined && { workspace: workspaceNamed(emulator, to) }),
  };
  const actor = actorOf(emulator, repository, body);
  if (isTaken(emulator, repository, place)) throw new ApiError(409, 'a repository is there already');
  relocate(emulator, repository, actor, place);
}

/** Another repository with the same commits and branches, as after `git push --mirror`. */
async function copyRepository(emulator: Emulator, original: Repository, body: Body): Promise<Repository> {
  const to = optionalString(body, 'workspace');
  const workspace = to === undefined ? emulator.store.workspaceOf(original) : workspaceNamed(emulator, to);
  const slug = optionalString(body, 'slug') ?? original.slug;
  if (emulator.store.findRepository(workspace.slug, slug))
    throw new ApiError(409, `${slug} is there already`);
  const from = await emulator.repositories.open(original);
  const copy = makeRepository(workspace, slug, {
    content: original.content,
    mainBranch: original.mainBranch,
    heads: { ...original.heads },
    createdOn: emulator.clock.timestamp(),
    updatedOn: emulator.clock.timestamp(),
    materialised: true,
  });
  await rm(emulator.repositories.path(copy), { recursive: true, force: true });
  await cp(from, emulator.repositories.path(copy), { recursive: true });
  emulator.store.state.repositories.push(copy);
  return copy;
}

/** `/_emulator/repositories/{workspace}/{slug}`: what an owner does to a repository at Bitbucket's site. */
export function repositoryRoutes(router: Router, emulator: Emulator): void {
  const path = '/repositories/:workspace/:slug';
  const find = ({ params }: Request<{ workspace: string; slug: string }>): Repository =>
    repositoryAt(emulator, params.workspace, params.slug);
  router.patch(path, (request, response) => {
    const repository = find(request);
    moveRepository(emulator, repository, objectOf(request.body));
    emulator.store.changed();
    response.json({ uuid: repository.uuid, fullName: emulator.store.fullName(repository) });
  });
  router.delete(path, async (request, response) => {
    await removeRepository(emulator, find(request));
    emulator.store.changed();
    response.status(204).end();
  });
  router.post(`${path}/copies`, async (request, response) => {
    const copy = await copyRepository(emulator, find(request), objectOf(request.body));
    emulator.store.changed();
    response.status(201).json({ uuid: copy.uuid, fullName: emulator.store.fullName(copy) });
  });
}
