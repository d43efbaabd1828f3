import type { Router } from 'express';
import type { Emulator } from '../emulator';
import type { Repository } from '../state/model';
import { defaultSettings } from '../state/settings';

function summary(emulator: Emulator, repository: Repository): object {
  return {
    uuid: repository.uuid,
    fullName: emulator.store.fullName(repository),
    name: repository.name,
    isPrivate: repository.isPrivate,
    mainBranch: repository.mainBranch,
    heads: repository.heads,
    hooks: repository.hooks.map(({ uuid, url, events, active }) => ({ uuid, url, events, active })),
    statuses: repository.statuses,
    defaultReviewers: repository.defaultReviewers,
    pullRequests: repository.pullRequests,
  };
}

/** Everything back to the seeds: users, repositories, consumers, settings, faults and logs. */
export async function reset(emulator: Emulator): Promise<void> {
  await emulator.repositories.removeAll();
  emulator.store.reset();
  Object.assign(emulator.settings, defaultSettings());
  emulator.faults.clear();
  emulator.requests.clear();
  emulator.webhooks.clear();
  emulator.branchSeenAt.clear();
  emulator.recentRequests.clear();
}

/** `/_emulator/state` and `/_emulator/reset`. */
export function stateRoutes(router: Router, emulator: Emulator): void {
  router.get('/state', (request, response) => {
    const { store } = emulator;
    const { users, workspaces, repositories, consumers, grants } = store.state;
    // Only repositories that somebody looked into or that are asked for: the seeds have more than 300.
    const wanted = repositories.filter(
      (one) =>
        request.query.repository === store.fullName(one) ||
        (request.query.repository === undefined && one.materialised),
    );
    response.json({
      users: users.map(({ uuid, username, displayName }) => ({ uuid, username, displayName })),
      workspaces: workspaces.map(({ uuid, slug, members }) => ({ uuid, slug, members })),
      consumers: consumers.map(({ key, name, callbackUrl, scopes, lockedUntil }) => ({
        key,
        name,
        callbackUrl,
        scopes,
        lockedUntil,
      })),
      grants: grants.map(({ id, consumerKey, userUuid, scopes, revoked }) => ({
        id,
        consumerKey,
        userUuid,
        scopes,
        revoked,
      })),
      repositoryCount: repositories.length,
      repositories: wanted.map((one) => summary(emulator, one)),
    });
  });
  router.post('/reset', async (_request, response) => {
    await reset(emulator);
    response.status(204).end();
  });
}
