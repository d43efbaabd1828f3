import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { ApiError, badRequest, notFound } from '../../http/api-error';
import { accessOf } from '../../state/access';
import { slugify } from '../../state/identity';
import type { Repository, User } from '../../state/model';
import { isTaken, relocate, removeRepository } from '../../changes/relocate';
import { filterAndSort } from '../bbql';
import { bodyOf, flag, text } from '../body';
import {
  created,
  noContent,
  ok,
  operation,
  param,
  repositoryOperation,
  type Answer,
  type Call,
} from '../operation';
import { numberedPage } from '../paging';
import { repositoriesPathByUuid, repositoryPath, representRepository } from '../../represent/repository';
import { createRepository } from './create';

const ROLES: Record<string, string[]> = {
  member: ['read', 'write', 'admin'],
  contributor: ['write', 'admin'],
  admin: ['admin'],
  owner: ['admin'],
};

function hasRole(emulator: Emulator, user: User, repository: Repository, role: unknown): boolean {
  const access = accessOf(emulator.store, user, repository);
  if (access === 'none') return false;
  if (role === undefined) return true;
  const rights = ROLES[String(role)];
  if (!rights) throw badRequest(`Invalid role: ${String(role)}`);
  return rights.includes(access);
}

/** Changes a repository, or makes it when the slug is free. Another name is another slug: the uuid stays. */
function putRepository(call: Call): Answer {
  const { request, emulator } = call;
  const { store, clock } = emulator;
  const repository = store.findRepository(param(request, 'workspace'), param(request, 'repository'));
  if (!repository) return created(representRepository(emulator, createRepository(call)));
  if (accessOf(store, call.user, repository) !== 'admin') {
    throw new ApiError(403, 'Access denied. You must have admin access.');
  }
  const body = bodyOf(request);
  const name = text(body, 'name') ?? repository.name;
  const slug = name === repository.name ? repository.slug : slugify(name);
  if (slug === '' || isTaken(emulator, repository, { slug })) {
    throw badRequest('Bad request', { name: ['You already have a repository with this name.'] });
  }
  Object.assign(repository, {
    description: text(body, 'description') ?? repository.description,
    isPrivate: flag(body, 'is_private') ?? repository.isPrivate,
    updatedOn: clock.timestamp(),
  });
  relocate(emulator, repository, call.user, { name, slug });
  const headers = { Location: repositoryPath(emulator, repository) };
  return { status: 200, body: representRepository(emulator, repository), headers };
}

/** Repositories of a Bitbucket workspace: list, get, create, change, delete. */
export function repositoryOperations(router: Router, emulator: Emulator): void {
  const list = {
    method: 'get',
    path: '/repositories/:workspace',
    scopes: ['repository'],
    limit: 'repositories',
  } as const;
  operation(router, emulator, list, (call) => {
    const selector = param(call.request, 'workspace');
    const workspace = emulator.store.findWorkspace(selector);
    if (!workspace) throw notFound(`No workspace with identifier '${selector}'.`);
    const items = emulator.store
      .repositoriesOf(workspace)
      .filter((one) => hasRole(emulator, call.user, one, call.request.query.role))
      .map((one) => representRepository(emulator, one));
    return ok(
      numberedPage(emulator, call.request, filterAndSort(items, call.request.query), (item) => item, {
        // The next link names the workspace by uuid, as Bitbucket's own do.
        nextPath: repositoriesPathByUuid(workspace),
      }),
    );
  });

  const one = { path: '', scopes: ['repository'] };
  repositoryOperation(router, emulator, { ...one, method: 'get', access: 'read' }, ({ repository }) =>
    ok(representRepository(emulator, repository)),
  );

  const admin = ['repository:admin'];
  const path = '/repositories/:workspace/:repository';
  operation(router, emulator, { method: 'post', path, scopes: admin, limit: 'repositories' }, (call) =>
    ok(representRepository(emulator, createRepository(call))),
  );

  operation(router, emulator, { method: 'put', path, scopes: admin, limit: 'repositories' }, (call) =>
    putRepository(call),
  );

  const remove = { path: '', scopes: ['repository:delete'], method: 'delete', access: 'admin' } as const;
  repositoryOperation(router, emulator, remove, async ({ repository }) => {
    await removeRepository(emulator, repository);
    return noContent();
  });
}
