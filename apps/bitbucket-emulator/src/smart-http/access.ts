import type { Request } from 'express';
import type { Emulator } from '../emulator';
import { withinLimit } from '../http/rate-limit';
import { checkAccessToken } from '../oauth/tokens';
import { accessOf, mayAccess } from '../state/access';
import type { Repository, User } from '../state/model';

export type GitService = 'git-upload-pack' | 'git-receive-pack';

export type GitAccess =
  | { ok: true; user: User; repository: Repository }
  | { ok: false; status: 301; movedTo: Repository }
  | { ok: false; status: 401 | 403 | 404 | 429; text: string };

const NO_ACCESS =
  'You may not have access to this repository or it no longer exists in this workspace. ' +
  'If you think this repository exists and you have access, make sure you are authenticated.';

/** The token of `Basic x-token-auth:<token>` or of `Bearer <token>`. */
function tokenOf(request: Request): string | null {
  const [, scheme, value] = /^(\S+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (scheme?.toLowerCase() === 'bearer') return value ?? null;
  if (scheme?.toLowerCase() !== 'basic') return null;
  const text = Buffer.from(value ?? '', 'base64').toString();
  return text.startsWith('x-token-auth:') ? text.slice('x-token-auth:'.length) : null;
}

/** Who may fetch or push. The text is what git shows after `remote:`. */
export function checkGitAccess(
  emulator: Emulator,
  request: Request,
  names: { workspace: string; repository: string },
  service: GitService,
): GitAccess {
  const token = tokenOf(request);
  const check = token ? checkAccessToken(emulator, token) : null;
  if (!check?.ok) return { ok: false, status: 401, text: 'Invalid username or password' };
  const { user, scopes } = check;
  emulator.requests.note(request, { user: user.username });
  if (!withinLimit(emulator, user, 'git')) {
    return { ok: false, status: 429, text: 'Rate limit for this resource has been exceeded' };
  }
  const scope = service === 'git-receive-pack' ? 'repository:write' : 'repository';
  if (!scopes.has(scope)) {
    return { ok: false, status: 403, text: 'Your credentials lack one or more required privilege scopes.' };
  }
  // By uuid, too, REST only: that git takes it is documented nowhere.
  const isUuid = [names.workspace, names.repository].some((name) => name.startsWith('{'));
  const repository = isUuid ? null : emulator.store.findRepository(names.workspace, names.repository);
  const former = repository ? null : emulator.store.findFormer(names.workspace, names.repository);
  if (former && emulator.settings.oldAddresses === 'redirect') {
    return { ok: false, status: 301, movedTo: former };
  }
  if (!repository || accessOf(emulator.store, user, repository) === 'none') {
    return { ok: false, status: 404, text: NO_ACCESS };
  }
  if (service === 'git-receive-pack' && !mayAccess(emulator.store, user, repository, 'write')) {
    return { ok: false, status: 403, text: 'Forbidden' };
  }
  return { ok: true, user, repository };
}
