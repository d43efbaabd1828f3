import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { badRequest, notFound } from '../../http/api-error';
import type { CommitStatus, Repository } from '../../state/model';
import { emitStatus } from '../../webhooks/events';
import { filterAndSort } from '../bbql';
import { bodyOf, text } from '../body';
import { created, ok, param, repositoryOperation, type RepositoryCall } from '../operation';
import { numberedPage } from '../paging';
import { representStatus } from '../../represent/commit';
import { resolveVisible } from './commits';

const STATES = ['FAILED', 'INPROGRESS', 'STOPPED', 'SUCCESSFUL'] as const;

function stateOf(value: string | undefined): CommitStatus['state'] {
  const state = STATES.find((one) => one === value);
  if (!state) throw badRequest('Bad request', { state: [`one of ${STATES.join(', ')}`] });
  return state;
}

function find(repository: Repository, commit: string, key: string): CommitStatus | undefined {
  return repository.statuses.find((one) => one.commit === commit && one.key === key);
}

/** Stores a build status; the key makes it one: a second one with it replaces the first. */
async function upsert(
  emulator: Emulator,
  call: RepositoryCall,
  fixedKey: string | null,
): Promise<CommitStatus> {
  const { repository } = call;
  const commit = await resolveVisible(emulator, repository, param(call.request, 'commit'));
  const body = bodyOf(call.request);
  const key = fixedKey ?? text(body, 'key');
  if (!key) throw badRequest('Bad request', { key: ['required key not provided'] });
  const before = find(repository, commit, key);
  if (fixedKey !== null && !before) throw notFound('Build status not found');
  const url = text(body, 'url') ?? before?.url;
  if (!url) throw badRequest('Bad request', { url: ['required key not provided'] });
  const now = emulator.clock.timestamp();
  const status: CommitStatus = {
    commit,
    key,
    state: stateOf(text(body, 'state') ?? before?.state),
    name: text(body, 'name') ?? before?.name ?? key,
    url,
    description: text(body, 'description') ?? before?.description ?? '',
    refname: text(body, 'refname') ?? before?.refname ?? null,
    createdOn: before?.createdOn ?? now,
    updatedOn: now,
  };
  repository.statuses = [...repository.statuses.filter((one) => one !== before), status];
  emitStatus(emulator, repository, call.user, status, before === undefined);
  return status;
}

/** Build statuses of commits. */
export function statusOperations(router: Router, emulator: Emulator): void {
  const all = { scopes: ['repository'], access: 'read' } as const;
  const path = '/commit/:commit/statuses';
  repositoryOperation(router, emulator, { ...all, method: 'get', path }, async ({ repository, request }) => {
    const commit = await resolveVisible(emulator, repository, param(request, 'commit'));
    const items = repository.statuses
      .filter((one) => one.commit === commit)
      .map((one) => representStatus(emulator, repository, one));
    return ok(numberedPage(emulator, request, filterAndSort(items, request.query), (item) => item));
  });
  const write = { scopes: ['repository'], access: 'write' } as const;
  repositoryOperation(router, emulator, { ...write, method: 'post', path: `${path}/build` }, async (call) =>
    created(representStatus(emulator, call.repository, await upsert(emulator, call, null))),
  );
  const one = `${path}/build/:key`;
  repositoryOperation(
    router,
    emulator,
    { ...all, method: 'get', path: one },
    async ({ repository, request }) => {
      const commit = await resolveVisible(emulator, repository, param(request, 'commit'));
      const status = find(repository, commit, param(request, 'key'));
      if (!status) throw notFound('Build status not found');
      return ok(representStatus(emulator, repository, status));
    },
  );
  repositoryOperation(router, emulator, { ...write, method: 'put', path: one }, async (call) =>
    ok(representStatus(emulator, call.repository, await upsert(emulator, call, param(call.request, 'key')))),
  );
}
