import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { badRequest, notFound } from '../../http/api-error';
import type { BranchRestriction, Repository } from '../../state/model';
import { at, bodyOf, list, number, text } from '../body';
import { created, noContent, ok, param, repositoryOperation, type RepositoryCall } from '../operation';
import { numberedPage } from '../paging';
import { link, representUser } from '../../represent/account';
import { repositoryPath } from '../../represent/repository';

function represent(emulator: Emulator, repository: Repository, restriction: BranchRestriction): object {
  return {
    type: 'branchrestriction',
    id: restriction.id,
    kind: restriction.kind,
    branch_match_kind: restriction.branchMatchKind,
    pattern: restriction.pattern,
    ...(restriction.branchType !== null && { branch_type: restriction.branchType }),
    ...(restriction.value !== null && { value: restriction.value }),
    users: restriction.users.map((uuid) => representUser(emulator, emulator.store.user(uuid))),
    groups: [],
    links: { self: link(`${repositoryPath(emulator, repository)}/branch-restrictions/${restriction.id}`) },
  };
}

function read(call: RepositoryCall): Omit<BranchRestriction, 'id'> {
  const body = bodyOf(call.request);
  const kind = text(body, 'kind');
  if (!kind) throw badRequest('Bad request', { kind: ['required key not provided'] });
  const users = (list(body, 'users') ?? []).map((item) => {
    const uuid = typeof item === 'object' && item !== null ? at({ item }, 'item.uuid') : undefined;
    const user = typeof uuid === 'string' ? call.emulator.store.findUser(uuid) : null;
    if (!user) throw badRequest('Bad request', { users: ['User not found.'] });
    return user.uuid;
  });
  return {
    kind,
    pattern: text(body, 'pattern') ?? '',
    branchMatchKind: text(body, 'branch_match_kind') === 'branching_model' ? 'branching_model' : 'glob',
    branchType: text(body, 'branch_type') ?? null,
    value: number(body, 'value') ?? null,
    users,
  };
}

function find(call: RepositoryCall): BranchRestriction {
  const found = call.repository.restrictions.find((one) => String(one.id) === param(call.request, 'id'));
  if (!found) throw notFound('Branch restriction not found.');
  return found;
}

/** Branch restrictions; `push`, `delete` and `force` with a glob are held by the pre-receive hook. */
export function restrictionOperations(router: Router, emulator: Emulator): void {
  const all = { path: '/branch-restrictions', scopes: ['repository:admin'], access: 'admin' } as const;
  const one = { ...all, path: '/branch-restrictions/:id' } as const;
  repositoryOperation(router, emulator, { ...all, method: 'get' }, ({ repository, request }) =>
    ok(
      numberedPage(emulator, request, repository.restrictions, (item) =>
        represent(emulator, repository, item),
      ),
    ),
  );
  repositoryOperation(router, emulator, { ...all, method: 'post' }, (call) => {
    const { repository } = call;
    const id = Math.max(0, ...repository.restrictions.map((item) => item.id)) + 1;
    const restriction = { id, ...read(call) };
    repository.restrictions.push(restriction);
    return created(represent(emulator, repository, restriction));
  });
  repositoryOperation(router, emulator, { ...one, method: 'get' }, (call) =>
    ok(represent(emulator, call.repository, find(call))),
  );
  repositoryOperation(router, emulator, { ...one, method: 'put' }, (call) => {
    const restriction = Object.assign(find(call), read(call));
    return ok(represent(emulator, call.repository, restriction));
  });
  repositoryOperation(router, emulator, { ...one, method: 'delete' }, (call) => {
    const gone = find(call);
    call.repository.restrictions = call.repository.restrictions.filter((item) => item !== gone);
    return noContent();
  });
}
