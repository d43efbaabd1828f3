import type { Router } from 'express';
import type { Emulator } from '../emulator';
import { EMPTY_TREE, readDiff } from '../git/diff';
import { readCommit, readHeads, readLog, resolveCommit, type CommitRecord } from '../git/read';
import { param } from '../rest/operation';
import { diffView } from './diff-view';
import { html, type Html } from '../html/html';
import {
  notFoundPage,
  pathTo,
  repositoryPageRoute,
  segments,
  sendRepositoryPage,
  when,
  type Visit,
} from './visit';

const SHOWN = 100;

/** A table of commits, newest first. */
export function commitTable(visit: Visit, commits: CommitRecord[]): Html {
  if (commits.length === 0) return html`<p class="quiet">No commits.</p>`;
  const rows = commits.map((commit) => {
    const statuses = visit.repository.statuses.filter((one) => one.commit === commit.hash);
    const marks = statuses.map(
      (one) => html` <span class="state ${one.state}" title="${one.name}">${one.state}</span>`,
    );
    return html`<tr>
      <td>
        <a class="hash" href="${pathTo(visit, `/commits/${commit.hash}`)}">${commit.hash.slice(0, 7)}</a>
      </td>
      <td>${commit.message.split('\n')[0]}${marks}</td>
      <td class="wide">${commit.author.replace(/ <.*/, '')}</td>
      <td class="wide quiet">${when(commit.date)}</td>
    </tr>`;
  });
  return html`<div class="card scroll">
    <table class="commits">
      ${rows}
    </table>
  </div>`;
}

async function showCommit(visit: Visit, hash: string): Promise<void> {
  const commit = await readCommit(visit.directory, hash);
  const diff = await readDiff(visit.directory, commit.parents[0] ?? EMPTY_TREE, hash);
  const parents = commit.parents.map(
    (parent) =>
      html` <a class="hash" href="${pathTo(visit, `/commits/${parent}`)}">${parent.slice(0, 7)}</a>`,
  );
  const body = html`<div class="card">
      <h2>${commit.message.split('\n')[0]}</h2>
      <pre>${commit.message}</pre>
      <p class="quiet">${commit.author} · ${when(commit.date)}</p>
      <p class="quiet">
        <span class="hash">${hash}</span> · parents:${parents.length > 0 ? parents : ' none'}
      </p>
    </div>
    ${diffView(diff)}`;
  sendRepositoryPage(visit, 'Commits', hash.slice(0, 7), body);
}

async function showLog(visit: Visit, branch: string | null): Promise<void> {
  const heads = await readHeads(visit.directory);
  const include = branch === null ? Object.values(heads) : [heads[branch] ?? ''].filter(Boolean);
  const commits = await readLog(visit.directory, { include, limit: SHOWN });
  const title = branch === null ? 'All branches' : branch;
  sendRepositoryPage(
    visit,
    'Commits',
    'Commits',
    html`<p class="quiet">${title}</p>
      ${commitTable(visit, commits)}`,
  );
}

/** Commits and branches. */
export function commitPages(router: Router, emulator: Emulator): void {
  repositoryPageRoute(router, emulator, 'get', '/commits', (visit) => showLog(visit, null));
  repositoryPageRoute(router, emulator, 'get', '/commits/branch/*name', (visit) =>
    showLog(visit, param(visit.request, 'name')),
  );
  repositoryPageRoute(router, emulator, 'get', '/commits/:hash', async (visit) => {
    const hash = await resolveCommit(visit.directory, param(visit.request, 'hash'));
    if (!hash) return notFoundPage(visit.response, visit.user, 'There is no such commit.');
    await showCommit(visit, hash);
  });
  repositoryPageRoute(router, emulator, 'get', '/branches', async (visit) => {
    const rows = Object.entries(await readHeads(visit.directory)).map(
      ([name, hash]) =>
        html`<tr>
          <td>
            <a href="${pathTo(visit, `/src/${segments(name)}/`)}">${name}</a>
            ${name === visit.repository.mainBranch && html` <span class="state quietly">main</span>`}
          </td>
          <td><a href="${pathTo(visit, `/commits/branch/${segments(name)}`)}">commits</a></td>
          <td class="hash wide">${hash.slice(0, 12)}</td>
        </tr>`,
    );
    const list =
      rows.length > 0
        ? html`<table>
            ${rows}
          </table>`
        : html`<p class="quiet">No branches yet.</p>`;
    sendRepositoryPage(visit, 'Branches', 'Branches', html`<div class="card scroll">${list}</div>`);
  });
}
