import express, { type Router } from 'express';
import type { Emulator } from '../emulator';
import { declinePullRequest, mergePullRequest } from '../changes/close-pull-request';
import { readHeads } from '../git/read';
import { ApiError } from '../http/api-error';
import { createPullRequest } from '../rest/pull-requests/create';
import { addComment } from '../rest/pull-requests/comments';
import { param } from '../rest/operation';
import { mayAccess } from '../state/access';
import type { MergeStrategy, PullRequest } from '../state/model';
import { html, type Html } from '../html/html';
import { showPullRequest } from './pull-request';
import { notFoundPage, pathTo, repositoryPageRoute, sendRepositoryPage, when, type Visit } from './visit';

const STRATEGIES: readonly MergeStrategy[] = ['merge_commit', 'squash', 'fast_forward'];

function showList(visit: Visit): void {
  const rows = [...visit.repository.pullRequests].reverse().map(
    (one) =>
      html`<tr>
        <td><span class="state ${one.state}">${one.state}</span></td>
        <td>
          <a href="${pathTo(visit, `/pull-requests/${one.id}`)}">#${one.id} ${one.title || '(no title)'}</a
          ><br />
          <small>${one.source.branch} → ${one.destination.branch}</small>
        </td>
        <td class="wide quiet">${when(one.updatedOn)}</td>
      </tr>`,
  );
  const list =
    rows.length > 0
      ? html`<table>
          ${rows}
        </table>`
      : html`<p class="quiet">No pull requests yet.</p>`;
  const body = html`<div class="card scroll">${list}</div>
    <p><a href="${pathTo(visit, '/pull-requests/new')}">Create pull request</a></p>`;
  sendRepositoryPage(visit, 'Pull requests', 'Pull requests', body);
}

async function showForm(visit: Visit, problem: string | null = null): Promise<void> {
  const heads = Object.keys(await readHeads(visit.directory));
  const source = String(visit.request.query.source ?? '');
  const options = (chosen: string): Html[] =>
    heads.map((name) => html`<option ${name === chosen && html`selected`}>${name}</option>`);
  const body = html`<div class="card">
    <h2>Create pull request</h2>
    ${problem !== null && html`<p class="bad">${problem}</p>`}
    <form method="post" action="${pathTo(visit, '/pull-requests/new')}" class="fields">
      <label
        >From
        <select name="source">
          ${options(source)}
        </select></label
      >
      <label
        >Into
        <select name="destination">
          ${options(visit.repository.mainBranch ?? '')}
        </select></label
      >
      <label>Title <input type="text" name="title" value="${source}" required /></label>
      <label>Description <textarea name="description"></textarea></label>
      <label
        ><input type="checkbox" name="close" value="yes" /> Close the source branch after the merge</label
      >
      <div><button class="primary">Create</button></div>
    </form>
  </div>`;
  sendRepositoryPage(visit, 'Pull requests', 'New pull request', body, problem === null ? 200 : 400);
}

/** Fields of the posted form. */
function form(visit: Visit): Record<string, string> {
  const body = (visit.request.body ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

async function create(visit: Visit): Promise<void> {
  const { source = '', destination = '', title = '', description = '', close } = form(visit);
  visit.request.body = {
    title,
    description,
    source: { branch: { name: source } },
    destination: { branch: { name: destination } },
    close_source_branch: close === 'yes',
  };
  try {
    const { id } = await createPullRequest(visit);
    visit.response.redirect(303, pathTo(visit, `/pull-requests/${id}`));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await showForm(visit, error.message);
  }
}

async function act(visit: Visit, pullRequest: PullRequest, action: string): Promise<void> {
  const { emulator, repository, user } = visit;
  const fields = form(visit);
  if (action === 'comment') {
    if (fields.text?.trim()) addComment(emulator, repository, pullRequest, user, { raw: fields.text });
  } else if (pullRequest.state !== 'OPEN') {
    return showPullRequest(visit, pullRequest, `This pull request is ${pullRequest.state.toLowerCase()}.`);
  } else if (action === 'decline') {
    declinePullRequest(emulator, repository, pullRequest, user, fields.reason ?? '');
  } else {
    const outcome = await mergePullRequest(emulator, repository, pullRequest, user, {
      strategy: STRATEGIES.find((one) => one === fields.strategy) ?? 'merge_commit',
      closeSourceBranch: fields.close === 'yes',
    });
    if (!outcome.merged) return showPullRequest(visit, pullRequest, outcome.text);
  }
  visit.response.redirect(303, pathTo(visit, `/pull-requests/${pullRequest.id}`));
}

/** Pull requests: list, new, one, and what can be done to it. */
export function pullRequestPages(router: Router, emulator: Emulator): void {
  const find = (visit: Visit): PullRequest | undefined =>
    visit.repository.pullRequests.find((one) => String(one.id) === param(visit.request, 'id'));
  router.use('/:workspace/:repository/pull-requests', express.urlencoded({ extended: false, limit: '2mb' }));
  repositoryPageRoute(router, emulator, 'get', '/pull-requests', async (visit) => showList(visit));
  repositoryPageRoute(router, emulator, 'get', '/pull-requests/new', (visit) => showForm(visit));
  repositoryPageRoute(router, emulator, 'get', '/pull-requests/:id', async (visit) => {
    const pullRequest = find(visit);
    if (!pullRequest) return notFoundPage(visit.response, visit.user, 'There is no such pull request.');
    await showPullRequest(visit, pullRequest);
  });
  const posted = async (visit: Visit, work: () => Promise<void>): Promise<void> => {
    const origin = visit.request.headers.origin;
    const allowed = mayAccess(emulator.store, visit.user, visit.repository, 'write');
    if (!allowed || (origin !== undefined && origin !== `http://${visit.request.headers.host}`)) {
      return notFoundPage(visit.response, visit.user, 'You may not change this repository.');
    }
    await work();
  };
  repositoryPageRoute(router, emulator, 'post', '/pull-requests/new', (visit) =>
    posted(visit, () => create(visit)),
  );
  repositoryPageRoute(router, emulator, 'post', '/pull-requests/:id/:action', async (visit) => {
    const pullRequest = find(visit);
    const action = param(visit.request, 'action');
    if (!pullRequest || !['merge', 'decline', 'comment'].includes(action)) {
      return notFoundPage(visit.response, visit.user, 'There is no such pull request.');
    }
    await posted(visit, () => act(visit, pullRequest, action));
  });
}
