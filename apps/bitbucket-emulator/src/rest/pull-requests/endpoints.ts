import { isAncestor, resolveCommit } from '../../git/read';
import { badRequest } from '../../http/api-error';
import { at, list, text } from '../body';
import type { RepositoryCall } from '../operation';
import { visibleHeads } from '../refs/branches';

type Side = 'source' | 'destination';

export interface Endpoint {
  branch: string;
  commit: string;
}

/** The branch of one side and the commit that it points at. */
export async function endpointOf(call: RepositoryCall, side: Side, branch: string): Promise<Endpoint> {
  const commit = (await visibleHeads(call.emulator, call.repository))[branch];
  if (!commit) {
    const message = `${side}: branch not found: ${branch}`;
    throw badRequest(message, { [side]: [`branch not found: ${branch}`] });
  }
  return { branch, commit };
}

/** 400 when the source holds nothing that the destination lacks. */
export async function refuseWithoutChanges(
  call: RepositoryCall,
  source: Endpoint,
  destination: Endpoint,
): Promise<void> {
  const directory = await call.emulator.repositories.open(call.repository);
  const exists = await resolveCommit(directory, destination.commit);
  if (exists && (await isAncestor(directory, source.commit, destination.commit))) {
    throw badRequest('There are no changes to be pulled');
  }
}

/** Forks are not modelled: a source repository in the body must be this one. */
export function refuseOtherRepository(call: RepositoryCall, body: Record<string, unknown>): void {
  const name = text(body, 'source.repository.full_name');
  const uuid = text(body, 'source.repository.uuid');
  const { repository, emulator } = call;
  if (
    (name !== undefined && name !== emulator.store.fullName(repository)) ||
    (uuid !== undefined && uuid !== repository.uuid)
  ) {
    throw badRequest('source: repository not found', { source: ['repository not found'] });
  }
}

/** Uuids of `reviewers`; one that cannot be a reviewer refuses the whole request, in Bitbucket's words. */
export function reviewersOf(
  call: RepositoryCall,
  body: Record<string, unknown>,
  authorUuid: string,
): string[] {
  const { store } = call.emulator;
  const { members } = store.workspaceOf(call.repository);
  const messages: string[] = [];
  const uuids = (list(body, 'reviewers') ?? []).map((item) => {
    const wanted = typeof item === 'object' && item !== null ? at({ item }, 'item.uuid') : undefined;
    const user = typeof wanted === 'string' ? store.findUser(wanted) : null;
    if (!user) messages.push('Malformed reviewers list');
    else if (user.uuid === authorUuid) {
      messages.push(`${user.displayName} is the author and cannot be included as a reviewer.`);
    } else if (!members[user.uuid]) {
      messages.push(
        `${user.displayName} is not a member of this workspace and cannot be added to this pull request`,
      );
    }
    return user?.uuid ?? '';
  });
  if (messages.length > 0) throw badRequest(messages[0] ?? '', { reviewers: messages });
  return [...new Set(uuids)];
}
