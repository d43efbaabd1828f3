import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { badRequest, notFound } from '../../http/api-error';
import { noContent, ok, param, repositoryOperation } from '../operation';
import { numberedPage } from '../paging';
import { representUser } from '../../represent/account';

/** Default reviewers. Bitbucket does not add them to a pull request made over the API: the client sends them. */
export function reviewerOperations(router: Router, emulator: Emulator): void {
  const read = { scopes: ['pullrequest'], access: 'read', method: 'get' } as const;
  repositoryOperation(router, emulator, { ...read, path: '/default-reviewers' }, ({ repository, request }) =>
    ok(
      numberedPage(emulator, request, repository.defaultReviewers, (uuid) =>
        representUser(emulator, emulator.store.user(uuid)),
      ),
    ),
  );
  const effective = '/effective-default-reviewers';
  repositoryOperation(router, emulator, { ...read, path: effective }, ({ repository, request }) =>
    ok(
      numberedPage(emulator, request, repository.defaultReviewers, (uuid) => ({
        type: 'default_reviewer',
        reviewer_type: 'repository',
        user: representUser(emulator, emulator.store.user(uuid)),
      })),
    ),
  );
  const one = { path: '/default-reviewers/:user', scopes: ['repository:admin'], access: 'admin' } as const;
  repositoryOperation(router, emulator, { ...one, method: 'put' }, ({ repository, request }) => {
    const user = emulator.store.findUser(param(request, 'user'));
    if (!user) throw badRequest('User not found.');
    if (!repository.defaultReviewers.includes(user.uuid)) repository.defaultReviewers.push(user.uuid);
    return ok(representUser(emulator, user));
  });
  repositoryOperation(router, emulator, { ...one, method: 'delete' }, ({ repository, request }) => {
    const user = emulator.store.findUser(param(request, 'user'));
    if (!user || !repository.defaultReviewers.includes(user.uuid)) throw notFound('User not found.');
    repository.defaultReviewers = repository.defaultReviewers.filter((uuid) => uuid !== user.uuid);
    return noContent();
  });
}
