import type { Access, Repository, User } from './model';
import type { Store } from './store';

const RANK = { none: 0, read: 1, write: 2, admin: 3 } as const;

/** The right that a user has on a repository: owners of the Bitbucket workspace are administrators. */
export function accessOf(store: Store, user: User, repository: Repository): Access | 'none' {
  const role = store.workspaceOf(repository).members[user.uuid];
  const own = repository.access[user.uuid];
  if (role === 'owner') return 'admin';
  if (own) return own;
  if (role) return repository.memberAccess;
  return repository.isPrivate ? 'none' : 'read';
}

/** Whether the user's right is at least the one needed. */
export function mayAccess(store: Store, user: User, repository: Repository, needed: Access): boolean {
  return RANK[accessOf(store, user, repository)] >= RANK[needed];
}
