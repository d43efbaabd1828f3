import { ApiError, badRequest } from '../../http/api-error';
import type { PullRequest } from '../../state/model';
import { emitPullRequest } from '../../webhooks/events';
import { bodyOf, flag, text } from '../body';
import type { RepositoryCall } from '../operation';
import { endpointOf, refuseOtherRepository, refuseWithoutChanges, reviewersOf } from './endpoints';

/**
 * Opens a pull request. While one is open for the same branches, Bitbucket is reported to change and return that
 * one; the setting `duplicatePullRequest` chooses between this and a 400.
 */
export async function createPullRequest(call: RepositoryCall): Promise<PullRequest> {
  const { emulator, repository, user } = call;
  const body = bodyOf(call.request);
  const title = text(body, 'title');
  const sourceName = text(body, 'source.branch.name');
  if (!title) throw badRequest('Bad request', { title: ['required key not provided'] });
  if (!sourceName) throw badRequest('Bad request', { source: ['required key not provided'] });
  refuseOtherRepository(call, body);
  const destinationName = text(body, 'destination.branch.name') ?? repository.mainBranch ?? 'main';
  const source = await endpointOf(call, 'source', sourceName);
  const destination = await endpointOf(call, 'destination', destinationName);
  if (source.branch === destination.branch) throw badRequest('There are no changes to be pulled');
  await refuseWithoutChanges(call, source, destination);
  const details = {
    title,
    description: text(body, 'description') ?? '',
    draft: flag(body, 'draft') ?? false,
    closeSourceBranch: flag(body, 'close_source_branch') ?? false,
    reviewers: reviewersOf(call, body, user.uuid),
    updatedOn: emulator.clock.timestamp(),
  };
  const open = repository.pullRequests.find(
    (one) =>
      one.state === 'OPEN' &&
      one.source.branch === source.branch &&
      one.destination.branch === destination.branch,
  );
  if (open && emulator.settings.duplicatePullRequest === 'refuse') {
    throw new ApiError(400, 'There is already an open pull request for these branches.', {
      data: { id: open.id },
    });
  }
  if (open) {
    Object.assign(open, details);
    emitPullRequest(emulator, repository, user, 'updated', open);
    return open;
  }
  const pullRequest: PullRequest = {
    ...details,
    id: Math.max(0, ...repository.pullRequests.map((one) => one.id)) + 1,
    state: 'OPEN',
    authorUuid: user.uuid,
    source,
    destination,
    mergeCommit: null,
    closedByUuid: null,
    reason: '',
    approvals: [],
    createdOn: details.updatedOn,
    comments: [],
  };
  repository.pullRequests.push(pullRequest);
  emitPullRequest(emulator, repository, user, 'created', pullRequest);
  return pullRequest;
}

/**
 * `PUT`: the body is the whole pull request. What it leaves out is blanked, the title too
 * (https://github.com/git-town/git-town/issues/4900); only the destination stays.
 */
export async function updatePullRequest(call: RepositoryCall, pullRequest: PullRequest): Promise<void> {
  const { emulator, repository, user } = call;
  if (pullRequest.state !== 'OPEN') throw badRequest('Only open pull requests can be edited.');
  const body = bodyOf(call.request);
  const destinationName = text(body, 'destination.branch.name') ?? pullRequest.destination.branch;
  if (destinationName !== pullRequest.destination.branch) {
    pullRequest.destination = await endpointOf(call, 'destination', destinationName);
  }
  pullRequest.reviewers = reviewersOf(call, body, pullRequest.authorUuid);
  pullRequest.title = text(body, 'title') ?? '';
  pullRequest.description = text(body, 'description') ?? '';
  pullRequest.closeSourceBranch = flag(body, 'close_source_branch') ?? false;
  pullRequest.draft = flag(body, 'draft') ?? pullRequest.draft;
  pullRequest.updatedOn = emulator.clock.timestamp();
  emitPullRequest(emulator, repository, user, 'updated', pullRequest);
}
