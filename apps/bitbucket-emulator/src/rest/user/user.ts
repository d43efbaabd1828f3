import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { ApiError } from '../../http/api-error';
import { accessOf } from '../../state/access';
import type { BitbucketWorkspace, User } from '../../state/model';
import { filterAndSort } from '../bbql';
import { memberWorkspace, ok, operation } from '../operation';
import { numberedPage } from '../paging';
import {
  apiUrl,
  inUrl,
  link,
  representUser,
  representWorkspace,
  representWorkspaceBase,
} from '../../represent/account';
import { representRepositoryShort } from '../../represent/repository';

function workspacesOf(emulator: Emulator, user: User): BitbucketWorkspace[] {
  return emulator.store.state.workspaces
    .filter((workspace) => workspace.members[user.uuid])
    .sort((left, right) => (left.slug < right.slug ? -1 : 1));
}

/** `/user` and what belongs to the signed-in account. */
export function userOperations(router: Router, emulator: Emulator): void {
  operation(router, emulator, { method: 'get', path: '/user', scopes: ['account'] }, ({ user }) =>
    ok({
      ...representUser(emulator, user),
      username: user.username,
      account_status: 'active',
      created_on: user.createdOn,
      has_2fa_enabled: null,
      is_staff: false,
    }),
  );

  operation(
    router,
    emulator,
    { method: 'get', path: '/user/emails', scopes: ['email'] },
    ({ user, request }) =>
      ok(
        numberedPage(emulator, request, [user.email], (email) => ({
          type: 'email',
          email,
          is_primary: true,
          is_confirmed: true,
          links: { self: link(apiUrl(emulator, `/user/emails/${encodeURIComponent(email)}`)) },
        })),
      ),
  );

  operation(router, emulator, { method: 'get', path: '/user/workspaces', scopes: ['account'] }, (call) => {
    const { sort, administrator } = call.request.query;
    if (sort !== undefined && !/^-?(workspace\.)?slug$/.test(String(sort))) {
      throw new ApiError(400, 'Invalid sort field');
    }
    const all = workspacesOf(emulator, call.user).map((workspace) => ({
      type: 'workspace_access',
      administrator: workspace.members[call.user.uuid] === 'owner',
      workspace: representWorkspaceBase(emulator, workspace),
      // For `q=slug="…"` and `sort=slug`; it is not in the answer.
      slug: workspace.slug,
    }));
    const wanted = all.filter(
      (item) => administrator === undefined || String(item.administrator) === String(administrator),
    );
    const items = filterAndSort(wanted, call.request.query);
    return ok(
      numberedPage(emulator, call.request, items, ({ slug: _slug, ...item }) => item, { fallback: 25 }),
    );
  });

  workspacePermissions(router, emulator);
}

function workspacePermissions(router: Router, emulator: Emulator): void {
  const path = '/user/workspaces/:workspace/permission';
  operation(router, emulator, { method: 'get', path, scopes: ['account'] }, (call) => {
    const workspace = memberWorkspace(call);
    return ok({
      type: 'workspace_membership',
      permission: workspace.members[call.user.uuid],
      user: representUser(emulator, call.user),
      workspace: representWorkspace(emulator, workspace),
      links: {
        self: link(apiUrl(emulator, `/workspaces/${workspace.slug}/members/${inUrl(call.user.uuid)}`)),
      },
    });
  });

  const scopes = ['account', 'repository'];
  const repositories = '/user/workspaces/:workspace/permissions/repositories';
  operation(router, emulator, { method: 'get', path: repositories, scopes }, (call) => {
    const workspace = memberWorkspace(call);
    const items = emulator.store.repositoriesOf(workspace).flatMap((repository) => {
      const permission = accessOf(emulator.store, call.user, repository);
      if (permission === 'none') return [];
      return [
        {
          type: 'repository_permission',
          permission,
          user: representUser(emulator, call.user),
          repository: representRepositoryShort(emulator, repository),
        },
      ];
    });
    return ok(numberedPage(emulator, call.request, byPermission(items, call.request.query), (item) => item));
  });
}

const PERMISSIONS = ['none', 'read', 'write', 'admin'];

/** `permission>"read"` compares by rank, not by letters: the word is replaced by its rank on both sides. */
function byPermission<T extends { permission: string }>(items: T[], query: Record<string, unknown>): T[] {
  const q = typeof query.q === 'string' ? query.q : '';
  const ranked = q.replace(
    /\b(permission\s*(?:=|!=|>=|<=|>|<)\s*)"(\w+)"/g,
    (_all, start: string, word: string) => `${start}${PERMISSIONS.indexOf(word)}`,
  );
  const asNumbers = items.map((item) => ({
    ...item,
    permission: PERMISSIONS.indexOf(item.permission),
    item,
  }));
  return filterAndSort(asNumbers, { ...query, q: ranked }).map(({ item }) => item);
}
