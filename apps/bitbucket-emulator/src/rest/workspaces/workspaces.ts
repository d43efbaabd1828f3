import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { ApiError, badRequest } from '../../http/api-error';
import { newUuid } from '../../state/identity';
import { filterAndSort } from '../bbql';
import { bodyOf, flag, text } from '../body';
import { created, memberWorkspace, ok, operation } from '../operation';
import { numberedPage } from '../paging';
import { apiUrl, inUrl, link, representUser, representWorkspace } from '../../represent/account';
import { representProject } from '../../represent/repository';

/** One Bitbucket workspace, its members and its projects. */
export function workspaceOperations(router: Router, emulator: Emulator): void {
  operation(router, emulator, { method: 'get', path: '/workspaces/:workspace', scopes: [] }, (call) =>
    ok(representWorkspace(emulator, memberWorkspace(call))),
  );

  const members = '/workspaces/:workspace/members';
  operation(router, emulator, { method: 'get', path: members, scopes: ['account'] }, (call) => {
    const workspace = memberWorkspace(call);
    const users = Object.keys(workspace.members).map((uuid) => emulator.store.user(uuid));
    return ok(
      numberedPage(emulator, call.request, users, (user) => ({
        type: 'workspace_membership',
        user: representUser(emulator, user),
        workspace: representWorkspace(emulator, workspace),
        links: { self: link(apiUrl(emulator, `/workspaces/${workspace.slug}/members/${inUrl(user.uuid)}`)) },
      })),
    );
  });

  const projects = '/workspaces/:workspace/projects';
  operation(router, emulator, { method: 'get', path: projects, scopes: ['project'] }, (call) => {
    const workspace = memberWorkspace(call);
    const items = workspace.projects.map((project) => representProject(emulator, workspace, project));
    return ok(numberedPage(emulator, call.request, filterAndSort(items, call.request.query), (item) => item));
  });

  operation(router, emulator, { method: 'post', path: projects, scopes: ['project:admin'] }, (call) => {
    const workspace = memberWorkspace(call);
    if (workspace.members[call.user.uuid] !== 'owner') {
      throw new ApiError(403, 'You do not have permission to create projects in this workspace.');
    }
    const body = bodyOf(call.request);
    const [name, key] = [text(body, 'name'), text(body, 'key')?.toUpperCase()];
    if (!name || !key || !/^[A-Z][A-Z0-9_]*$/.test(key)) {
      throw badRequest('Bad request', { [name ? 'key' : 'name']: ['required key not provided'] });
    }
    if (workspace.projects.some((project) => project.key === key)) {
      throw badRequest('Project with this key already exists.', {
        key: ['Project with this key already exists.'],
      });
    }
    const project = {
      uuid: newUuid(),
      key,
      name,
      description: text(body, 'description') ?? '',
      isPrivate: flag(body, 'is_private') ?? true,
      createdOn: emulator.clock.timestamp(),
    };
    workspace.projects.push(project);
    return created(representProject(emulator, workspace, project));
  });
}
