import type { Router } from 'express';
import type { Emulator } from '../emulator';
import { readBlob, readEntry, readHeads, readTree, resolveCommit, type TreeEntry } from '../git/read';
import { param } from '../rest/operation';
import { html, trusted, type Html } from '../html/html';
import { renderMarkdown } from '../html/markdown';
import { notFoundPage, pathTo, repositoryPageRoute, segments, sendRepositoryPage, type Visit } from './visit';

const MAX_SHOWN = 500_000;

interface Place {
  ref: string;
  commit: string;
  path: string;
}

/** `<ref>/<path>`: the longest branch name that fits is the ref (branch names may hold slashes), else a hash. */
async function placeOf(directory: string, rest: string): Promise<Place | null> {
  const heads = await readHeads(directory);
  const fitting = Object.keys(heads)
    .filter((name) => rest === name || rest.startsWith(`${name}/`))
    .sort((left, right) => right.length - left.length);
  const ref = fitting[0] ?? rest.split('/')[0] ?? '';
  const commit = heads[ref] ?? (await resolveCommit(directory, ref));
  return commit ? { ref, commit, path: rest.slice(ref.length + 1).replace(/\/+$/, '') } : null;
}

function crumbs(visit: Visit, { ref, path }: Place): Html {
  const parts = path === '' ? [] : path.split('/');
  const links = parts.map((part, index) => {
    const to = segments(parts.slice(0, index + 1).join('/'));
    return html` / <a href="${pathTo(visit, `/src/${segments(ref)}/${to}`)}">${part}</a>`;
  });
  return html`<div class="crumbs">
    <a href="${pathTo(visit, `/src/${segments(ref)}/`)}">${ref.length === 40 ? ref.slice(0, 12) : ref}</a
    >${links}
  </div>`;
}

function table(visit: Visit, { ref }: Place, entries: TreeEntry[]): Html {
  const sorted = [...entries].sort(
    (left, right) =>
      Number(left.type !== 'tree') - Number(right.type !== 'tree') || (left.path < right.path ? -1 : 1),
  );
  const rows = sorted.map((entry) => {
    const name = entry.path.split('/').pop() ?? '';
    const href = pathTo(visit, `/src/${segments(ref)}/${segments(entry.path)}`);
    return html`<tr>
      <td><a href="${href}">${name}${entry.type === 'tree' && '/'}</a></td>
      <td class="quiet">${entry.size !== null && `${entry.size} bytes`}</td>
    </tr>`;
  });
  return html`<div class="card scroll">
    <table class="files">
      ${rows}
    </table>
  </div>`;
}

async function readme(visit: Visit, entries: TreeEntry[]): Promise<Html | null> {
  const entry = entries.find((one) => one.type === 'blob' && /(^|\/)readme\.md$/i.test(one.path));
  if (!entry) return null;
  const text = (await readBlob(visit.directory, entry.hash)).toString();
  return html`<div class="card markdown">${trusted(renderMarkdown(text))}</div>`;
}

function fileBody(path: string, bytes: Buffer): Html {
  if (bytes.includes(0)) return html`<p class="quiet">A binary file of ${bytes.length} bytes.</p>`;
  if (bytes.length > MAX_SHOWN)
    return html`<p class="quiet">A file of ${bytes.length} bytes is not shown.</p>`;
  const text = bytes.toString();
  if (/\.md$/i.test(path)) return html`<div class="card markdown">${trusted(renderMarkdown(text))}</div>`;
  const rows = text
    .replace(/\n$/, '')
    .split('\n')
    .map(
      (line, index) =>
        html`<tr>
          <td>${index + 1}</td>
          <td>${line}</td>
        </tr>`,
    );
  return html`<div class="card scroll">
    <table class="numbers">
      ${rows}
    </table>
  </div>`;
}

async function showPlace(visit: Visit, place: Place): Promise<void> {
  const entry = place.path === '' ? null : await readEntry(visit.directory, place.commit, place.path);
  if (place.path !== '' && !entry) {
    return notFoundPage(visit.response, visit.user, `There is no ${place.path} on ${place.ref}.`);
  }
  if (entry?.type === 'blob') {
    const body = fileBody(place.path, await readBlob(visit.directory, entry.hash));
    return sendRepositoryPage(visit, 'Source', place.path, html`${crumbs(visit, place)}${body}`);
  }
  const entries = await readTree(visit.directory, place.commit, place.path);
  const body = html`${crumbs(visit, place)}${table(visit, place, entries)}${await readme(visit, entries)}`;
  sendRepositoryPage(visit, 'Source', place.path || 'Source', body);
}

function emptyBody(visit: Visit): Html {
  return html`<div class="card">
    <h2>This repository is empty</h2>
    <p>Push a first commit:</p>
    <pre>git clone ${visit.emulator.url}${pathTo(visit)}.git</pre>
  </div>`;
}

/** Files of a repository. */
export function sourcePages(router: Router, emulator: Emulator): void {
  repositoryPageRoute(router, emulator, 'get', '', async (visit) => {
    const { mainBranch } = visit.repository;
    const place = mainBranch === null ? null : await placeOf(visit.directory, mainBranch);
    if (!place) return sendRepositoryPage(visit, 'Source', 'Source', emptyBody(visit));
    await showPlace(visit, place);
  });
  const showSource = async (visit: Visit): Promise<void> => {
    const place = await placeOf(visit.directory, param(visit.request, 'rest'));
    if (!place) return notFoundPage(visit.response, visit.user, 'There is no such branch or commit.');
    await showPlace(visit, place);
  };
  repositoryPageRoute(router, emulator, 'get', '/src/*rest', showSource);
  repositoryPageRoute(router, emulator, 'get', '/branch/*rest', showSource);
}
