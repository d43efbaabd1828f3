import { notFound } from '../../http/api-error';
import type { PullRequest } from '../../state/model';
import { param, type RepositoryCall } from '../operation';

/** The pull request of the path. */
export function pullRequestOf(call: RepositoryCall): PullRequest {
  const id = param(call.request, 'id');
  const found = call.repository.pullRequests.find((one) => String(one.id) === id);
  if (!found) throw notFound(`Pull request ${id} does not exist.`);
  return found;
}
