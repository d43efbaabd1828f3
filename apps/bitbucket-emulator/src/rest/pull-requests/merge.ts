import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { declinePullRequest, mergePullRequest } from '../../changes/close-pull-request';
import { ApiError, badRequest } from '../../http/api-error';
import type { MergeStrategy, PullRequest } from '../../state/model';
import { bodyOf, flag, text } from '../body';
import { noContent, ok, repositoryOperation, type Answer, type RepositoryCall } from '../operation';
import { representUser } from '../../represent/account';
import { representPullRequest } from '../../represent/pull-request';
import { repositoryPath } from '../../represent/repository';
import { pullRequestOf } from './find';

const STRATEGIES = ['merge_commit', 'squash', 'fast_forward'] as const;

function strategyOf(value: string | undefined): MergeStrategy {
  const strategy = STRATEGIES.find((one) => one === (value ?? 'merge_commit'));
  if (!strategy) throw badRequest('Bad request', { merge_strategy: [`one of ${STRATEGIES.join(', ')}`] });
  return strategy;
}

async function mergeNow(call: RepositoryCall): Promise<Answer> {
  const { emulator, repository, user, request } = call;
  const pullRequest = pullRequestOf(call);
  if (pullRequest.state !== 'OPEN') throw badRequest('Only open pull requests can be merged.');
  const body = bodyOf(request);
  const outcome = await mergePullRequest(emulator, repository, pullRequest, user, {
    strategy: strategyOf(text(body, 'merge_strategy')),
    message: text(body, 'message'),
    closeSourceBranch: flag(body, 'close_source_branch') ?? pullRequest.closeSourceBranch,
  });
  if (!outcome.merged) throw new ApiError(outcome.reason === 'moved' ? 409 : 400, outcome.text);
  if (request.query.async !== 'true') return ok(representPullRequest(emulator, repository, pullRequest));
  const task = `${repositoryPath(emulator, repository)}/pullrequests/${pullRequest.id}/merge/task-status/1`;
  return { status: 202, headers: { Location: task } };
}

function participant(emulator: Emulator, call: RepositoryCall, pullRequest: PullRequest): object {
  return {
    type: 'participant',
    user: representUser(emulator, call.user),
    role: pullRequest.reviewers.includes(call.user.uuid) ? 'REVIEWER' : 'PARTICIPANT',
    approved: true,
    state: 'approved',
    participated_on: emulator.clock.timestamp(),
  };
}

/** Ends of a pull request's life: merge, decline; and approval. */
export function mergeOperations(router: Router, emulator: Emulator): void {
  const write = { scopes: ['pullrequest:write'], access: 'write' } as const;
  const one = '/pullrequests/:id';
  repositoryOperation(router, emulator, { ...write, method: 'post', path: `${one}/merge` }, mergeNow);
  const task = { scopes: ['pullrequest'], access: 'read', method: 'get' } as const;
  repositoryOperation(router, emulator, { ...task, path: `${one}/merge/task-status/:task` }, (call) =>
    ok({
      task_status: 'SUCCESS',
      merge_result: representPullRequest(emulator, call.repository, pullRequestOf(call)),
    }),
  );
  repositoryOperation(router, emulator, { ...write, method: 'post', path: `${one}/decline` }, (call) => {
    const pullRequest = pullRequestOf(call);
    if (pullRequest.state !== 'OPEN') throw badRequest('Only open pull requests can be declined.');
    const reason = text(bodyOf(call.request), 'reason') ?? '';
    declinePullRequest(emulator, call.repository, pullRequest, call.user, reason);
    return ok(representPullRequest(emulator, call.repository, pullRequest));
  });
  const approve = { ...write, access: 'read', path: `${one}/approve` } as const;
  repositoryOperation(router, emulator, { ...approve, method: 'post' }, (call) => {
    const pullRequest = pullRequestOf(call);
    pullRequest.approvals = [...new Set([...pullRequest.approvals, call.user.uuid])];
    return ok(participant(emulator, call, pullRequest));
  });
  repositoryOperation(router, emulator, { ...approve, method: 'delete' }, (call) => {
    const pullRequest = pullRequestOf(call);
    pullRequest.approvals = pullRequest.approvals.filter((uuid) => uuid !== call.user.uuid);
    return noContent();
  });
}
