import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { badRequest } from '../../http/api-error';
import type { PullRequest } from '../../state/model';
import { comparator, filterAndSort } from '../bbql';
import { logPage } from '../commits/commits';
import { created, ok, repositoryOperation, type RepositoryCall } from '../operation';
import { numberedPage } from '../paging';
import { representStatus } from '../../represent/commit';
import { representPullRequest } from '../../represent/pull-request';
import { repositoryPath } from '../../represent/repository';
import { createPullRequest, updatePullRequest } from './create';
import { pullRequestOf } from './find';

const STATES = ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'];
/** Lists of pull requests give 50 at most, whatever is asked for. */
const PAGE_CAP = 50;

function wantedStates(query: Record<string, unknown>): string[] {
  if (query.state === undefined) return /\bstate\b/.test(String(query.q ?? '')) ? STATES : ['OPEN'];
  const states = (Array.isArray(query.state) ? query.state : [query.state]).map(String);
  if (states.some((state) => !STATES.includes(state))) throw badRequest('Invalid pull request state');
  return states;
}

function isListed(emulator: Emulator, pullRequest: PullRequest): boolean {
  const age = emulator.clock.now() - Date.parse(pullRequest.createdOn);
  return age >= emulator.settings.pullRequestLagMs;
}

function listPullRequests(emulator: Emulator, { repository, request }: RepositoryCall): object {
  const states = wantedStates(request.query);
  const items = repository.pullRequests
    .filter((one) => states.includes(one.state) && isListed(emulator, one))
    .map((one) => representPullRequest(emulator, repository, one))
    .sort(comparator('-updated_on'));
  return numberedPage(emulator, request, filterAndSort(items, request.query), (item) => item, {
    cap: PAGE_CAP,
  });
}

/** Pull requests: list, open, read, change; their commits, diff and statuses. */
export function pullRequestOperations(router: Router, emulator: Emulator): void {
  const read = { scopes: ['pullrequest'], access: 'read', method: 'get' } as const;
  const write = { scopes: ['pullrequest:write'], access: 'write' } as const;
  const all = '/pullrequests';
  const one = '/pullrequests/:id';
  repositoryOperation(router, emulator, { ...read, path: all }, (call) =>
    ok(listPullRequests(emulator, call)),
  );
  // Whoever may read may ask for a pull, but the source branch lies in this repository: write is needed for it.
  repositoryOperation(router, emulator, { ...write, method: 'post', path: all }, async (call) =>
    created(representPullRequest(emulator, call.repository, await createPullRequest(call))),
  );
  repositoryOperation(router, emulator, { ...read, path: one }, (call) =>
    ok(representPullRequest(emulator, call.repository, pullRequestOf(call))),
  );
  repositoryOperation(router, emulator, { ...write, method: 'put', path: one }, async (call) => {
    const pullRequest = pullRequestOf(call);
    await updatePullRequest(call, pullRequest);
    return ok(representPullRequest(emulator, call.repository, pullRequest));
  });
  repositoryOperation(router, emulator, { ...read, path: `${one}/commits` }, (call) => {
    const { source, destination } = pullRequestOf(call);
    const range = { include: [source.commit], exclude: [destination.commit] };
    return logPage(emulator, call.repository, call.request, range);
  });
  repositoryOperation(router, emulator, { ...read, path: `${one}/statuses` }, ({ repository, ...call }) => {
    const { source } = pullRequestOf({ repository, ...call });
    const statuses = repository.statuses
      .filter((status) => status.commit === source.commit)
      .map((status) => representStatus(emulator, repository, status));
    return ok(numberedPage(emulator, call.request, statuses, (item) => item));
  });
  for (const kind of ['diff', 'diffstat']) {
    repositoryOperation(router, emulator, { ...read, path: `${one}/${kind}` }, (call) => {
      const { source, destination } = pullRequestOf(call);
      const spec = `${source.commit}..${destination.commit}`;
      const location = `${repositoryPath(emulator, call.repository)}/${kind}/${spec}?topic=true`;
      return { status: 302, headers: { Location: location } };
    });
  }
}
