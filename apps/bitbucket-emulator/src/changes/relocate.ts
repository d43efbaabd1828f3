import type { Emulator } from '../emulator';
import { emitMoved } from '../webhooks/events';
import type { BitbucketWorkspace, Repository, User } from '../state/model';

/** A repository's new place: what is not given stays. */
export interface Place {
  workspace?: BitbucketWorkspace;
  slug?: string | undefined;
  name?: string | undefined;
}

/** Whether another repository has the address. */
export function isTaken(emulator: Emulator, repository: Repository, { workspace, slug }: Place): boolean {
  const { store } = emulator;
  return store
    .repositoriesOf(workspace ?? store.workspaceOf(repository))
    .some((one) => one !== repository && one.slug === (slug ?? repository.slug));
}

/**
 * Renames a repository or moves it to another Bitbucket workspace: its uuid, commits, pull requests and webhooks stay.
 * The old address is free at once. Webhooks receive `repo:updated` or `repo:transfer`.
 */
export function relocate(emulator: Emulator, repository: Repository, actor: User, place: Place): void {
  const { store, clock } = emulator;
  const [fullName, name, from] = [store.fullName(repository), repository.name, repository.workspaceUuid];
  repository.name = place.name ?? repository.name;
  repository.slug = place.slug ?? repository.slug;
  if (place.workspace) {
    repository.workspaceUuid = place.workspace.uuid;
    repository.projectKey = place.workspace.projects[0]?.key ?? repository.projectKey;
  }
  repository.updatedOn = clock.timestamp();
  const now = store.fullName(repository);
  if (now !== fullName) {
    const others = (repository.formerNames ?? []).filter((one) => one !== now);
    repository.formerNames = [...others, fullName];
  }
  if (now === fullName && name === repository.name) return;
  const event = from === repository.workspaceUuid ? 'repo:updated' : 'repo:transfer';
  emitMoved(emulator, repository, actor, event, { fullName, name });
}

/** Takes a repository away; its address is free at once. */
export async function removeRepository(emulator: Emulator, repository: Repository): Promise<void> {
  const { state } = emulator.store;
  state.repositories = state.repositories.filter((other) => other !== repository);
  await emulator.repositories.remove(repository);
}
