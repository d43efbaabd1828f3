import { readDiff } from '../git/diff';
import { isAncestor, mergeBase, readLog } from '../git/read';
import { mayAccess } from '../state/access';
import type { PullRequest } from '../state/model';
import { commitTable } from './commits';
import { diffView } from './diff-view';
import { html, trusted, type Html } from '../html/html';
import { renderMarkdown } from '../html/markdown';
import { pathTo, segments, sendRepositoryPage, when, type Visit } from './visit';

function markdown(text: string): Html {
  return html`<div class="markdown">${trusted(renderMarkdown(text))}</div>`;
}

function branch(visit: Visit, name: string): Html {
  return html`<a href="${pathTo(visit, `/src/${segments(name)}/`)}"><code>${name}</code></a>`;
}

function head(visit: Visit, pullRequest: PullRequest): Html {
  const { store } = visit.emulator;
  const reviewers = pullRequest.reviewers.map((uuid) => store.user(uuid).displayName).join(', ');
  return html`<h2>${pullRequest.title || '(no title)'} <span class="quiet">#${pullRequest.id}</span></h2>
    <p>
      <span class="state ${pullRequest.state}">${pullRequest.state}</span>
      ${pullRequest.draft && html`<span class="state quietly">DRAFT</span>`}
      ${branch(visit, pullRequest.source.branch)} → ${branch(visit, pullRequest.destination.branch)}
    </p>
    <p class="quiet">
      ${store.user(pullRequest.authorUuid).displayName} · opened ${when(pullRequest.createdOn)} · updated
      ${when(pullRequest.updatedOn)}${reviewers && ` · reviewers: ${reviewers}`}
    </p>`;
}

function outcome(visit: Visit, pullRequest: PullRequest): Html | null {
  if (pullRequest.state === 'OPEN') return null;
  const by = pullRequest.closedByUuid ? visit.emulator.store.user(pullRequest.closedByUuid).displayName : '';
  const commit = pullRequest.mergeCommit;
  return html`<p>
    ${pullRequest.state === 'MERGED' ? 'Merged' : 'Declined'} by
    ${by}${
      commit &&
      html` as <a class="hash" href="${pathTo(visit, `/commits/${commit}`)}">${commit.slice(0, 12)}</a>`
    }${pullRequest.reason && `: ${pullRequest.reason}`}
  </p>`;
}

function actions(visit: Visit, pullRequest: PullRequest, forwardable: boolean): Html | null {
  const may = mayAccess(visit.emulator.store, visit.user, visit.repository, 'write');
  if (pullRequest.state !== 'OPEN' || !may) return null;
  const path = pathTo(visit, `/pull-requests/${pullRequest.id}`);
  return html`<div class="row">
    <form method="post" action="${path}/merge" class="row">
      <label>
        Strategy
        <select name="strategy" aria-label="Merge strategy">
          <option value="merge_commit">Merge commit</option>
          <option value="squash">Squash</option>
          <option value="fast_forward" ${!forwardable && html`disabled`}>Fast-forward</option>
        </select>
      </label>
      <label>
        <input type="checkbox" name="close" value="yes" ${pullRequest.closeSourceBranch && html`checked`} />
        Close source branch
      </label>
      <button class="primary">Merge</button>
    </form>
    <form method="post" action="${path}/decline"><button class="danger">Decline</button></form>
  </div>`;
}

function comments(visit: Visit, pullRequest: PullRequest): Html {
  const shown = pullRequest.comments
    .filter((one) => !one.deleted)
    .map(
      (one) =>
        html`<article class="comment" id="comment-${one.id}">
          <p class="quiet">
            <strong>${visit.emulator.store.user(one.authorUuid).displayName}</strong> · ${when(one.createdOn)}
            ${one.inline && html`· <code>${one.inline.path}</code>`}
          </p>
          ${markdown(one.raw)}
        </article>`,
    );
  const may = mayAccess(visit.emulator.store, visit.user, visit.repository, 'write');
  const form = html`<form method="post" action="${pathTo(visit, `/pull-requests/${pullRequest.id}/comment`)}">
    <textarea name="text" aria-label="Comment" placeholder="Add a comment" required></textarea>
    <div class="row"><button>Comment</button></div>
  </form>`;
  return html`<h2>Comments (${shown.length})</h2>
    <div class="card">${shown}${may && form}</div>`;
}

function statuses(visit: Visit, pullRequest: PullRequest): Html[] {
  return visit.repository.statuses
    .filter((one) => one.commit === pullRequest.source.commit)
    .map(
      (one) =>
        html`<p>
          <span class="state ${one.state}">${one.state}</span>
          <a href="${/^https?:/.test(one.url) ? one.url : '#'}" rel="nofollow">${one.name}</a>
          <span class="quiet">${one.description}</span>
        </p>`,
    );
}

/** The page of one pull request. */
export async function showPullRequest(
  visit: Visit,
  pullRequest: PullRequest,
  problem?: string,
): Promise<void> {
  const { directory } = visit;
  const { source, destination } = pullRequest;
  const base = (await mergeBase(directory, source.commit, destination.commit)) ?? destination.commit;
  const commits = await readLog(directory, {
    include: [source.commit],
    exclude: [destination.commit],
    limit: 100,
  });
  const diff = await readDiff(directory, base, source.commit);
  const forwardable = await isAncestor(directory, destination.commit, source.commit);
  const description = pullRequest.description
    ? markdown(pullRequest.description)
    : html`<p class="quiet">No description.</p>`;
  const body = html`<div class="card">
      ${head(visit, pullRequest)} ${problem && html`<p class="bad" role="alert">${problem}</p>`}
      ${statuses(visit, pullRequest)} ${outcome(visit, pullRequest)}
      ${actions(visit, pullRequest, forwardable)}
    </div>
    <h2>Description</h2>
    <div class="card">${description}</div>
    ${comments(visit, pullRequest)}
    <h2>Commits (${commits.length})</h2>
    ${commitTable(visit, commits)}
    <h2>Diff</h2>
    ${diffView(diff)}`;
  const status = problem === undefined ? 200 : 409;
  sendRepositoryPage(visit, 'Pull requests', `#${pullRequest.id} ${pullRequest.title}`, body, status);
}
