import type { Router } from 'express';
import type { Emulator } from '../emulator';
import { accessOf } from '../state/access';
import type { BitbucketWorkspace, User } from '../state/model';
import { html, type Html } from '../html/html';
import { sendPage } from '../html/layout';
import { notFoundPage, requireUser, when } from './visit';

function repositoryRows(emulator: Emulator, user: User, workspace: BitbucketWorkspace): Html[] {
  return emulator.store
    .repositoriesOf(workspace)
    .filter((one) => accessOf(emulator.store, user, one) !== 'none')
    .map(
      (one) =>
        html`<tr>
          <td><a href="/${workspace.slug}/${one.slug}">${one.name}</a></td>
          <td class="wide quiet">${one.description}</td>
          <td class="quiet">${one.mainBranch === null ? 'empty' : when(one.updatedOn)}</td>
        </tr>`,
    );
}

function workspaceRows(emulator: Emulator, user: User): Html[] {
  return emulator.store.state.workspaces
    .filter((one) => one.members[user.uuid])
    .map(
      (one) =>
        html`<tr>
          <td><a href="/${one.slug}/">${one.name}</a></td>
          <td class="quiet">${one.members[user.uuid]}</td>
          <td class="quiet">repositories: ${emulator.store.repositoriesOf(one).length}</td>
        </tr>`,
    );
}

/** The Bitbucket workspaces of the signed-in user, and the repositories of one. */
export function homePages(router: Router, emulator: Emulator): void {
  router.get('/', (request, response) => {
    const user = requireUser(emulator, request, response);
    if (!user) return;
    const body = html`<h1>Your Bitbucket workspaces</h1>
      <div class="card scroll">
        <table>
          ${workspaceRows(emulator, user)}
        </table>
      </div>
      <p class="quiet">Faults, delays and the request log: <a href="/_emulator">control page</a>.</p>`;
    sendPage(response, { title: 'Workspaces', user, body });
  });
  router.get('/:workspace', (request, response, next) => {
    const workspace = emulator.store.findWorkspace(request.params.workspace);
    if (!workspace) return next();
    const user = requireUser(emulator, request, response);
    if (!user) return;
    const rows = repositoryRows(emulator, user, workspace);
    if (!workspace.members[user.uuid] && rows.length === 0) {
      return notFoundPage(response, user, 'This Bitbucket workspace does not exist, or you may not see it.');
    }
    const list =
      rows.length > 0
        ? html`<table>
            ${rows}
          </table>`
        : html`<p class="quiet">No repositories yet.</p>`;
    const body = html`<div class="crumbs"><a href="/">Workspaces</a> /</div>
      <h1>${workspace.name}</h1>
      <div class="card scroll">${list}</div>`;
    sendPage(response, { title: workspace.name, user, here: request.originalUrl, body });
  });
}
