import type { Request, Response, Router } from 'express';
import type { Emulator } from '../emulator';
import { param } from '../rest/operation';
import { accessOf } from '../state/access';
import type { Repository, User } from '../state/model';
import { html, type Html } from '../html/html';
import { sendPage } from '../html/layout';
import { signedInUser } from '../account/sign-in';

/** One person who looks at one repository. */
export interface Visit {
  emulator: Emulator;
  request: Request;
  response: Response;
  user: User;
  repository: Repository;
  /** Folder of the bare repository. */
  directory: string;
}

export function notFoundPage(response: Response, user: User | null, message: string): void {
  sendPage(
    response,
    {
      title: 'Not found',
      narrow: true,
      user,
      body: html`<div class="card">
        <h1>Not found</h1>
        <p>${message}</p>
      </div>`,
    },
    404,
  );
}

/** The signed-in user; without one the browser is sent to the choice of accounts. */
export function requireUser(emulator: Emulator, request: Request, response: Response): User | null {
  const user = signedInUser(emulator, request);
  if (!user) response.redirect(303, `/account/signin?next=${encodeURIComponent(request.originalUrl)}`);
  return user;
}

/** Adds a page (or a form's target) of a repository, for whoever may read it. */
export function repositoryPageRoute(
  router: Router,
  emulator: Emulator,
  method: 'get' | 'post',
  path: string,
  show: (visit: Visit) => Promise<void>,
): void {
  router[method](`/:workspace/:repository${path}`, async (request, response, next) => {
    const repository = emulator.store.findRepository(
      param(request, 'workspace'),
      param(request, 'repository'),
    );
    if (!repository) return next();
    const user = requireUser(emulator, request, response);
    if (!user) return;
    if (accessOf(emulator.store, user, repository) === 'none') {
      return notFoundPage(response, user, 'This repository does not exist, or you may not see it.');
    }
    const directory = await emulator.repositories.open(repository);
    await show({ emulator, request, response, user, repository, directory });
    if (method === 'post') emulator.store.changed();
  });
}

const TABS = [
  ['Source', ''],
  ['Commits', '/commits/'],
  ['Branches', '/branches/'],
  ['Pull requests', '/pull-requests/'],
] as const;

export type Tab = (typeof TABS)[number][0];

/** Address of a page of the repository. */
export function pathTo(visit: Visit, rest = ''): string {
  return `/${visit.emulator.store.fullName(visit.repository)}${rest}`;
}

/** Path segments of a branch or file, escaped one by one. */
export function segments(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

/** Sends a page of a repository under its head and tabs. */
export function sendRepositoryPage(visit: Visit, tab: Tab, title: string, body: Html, status = 200): void {
  const { emulator, repository, user, request, response } = visit;
  const workspace = emulator.store.workspaceOf(repository);
  const open = repository.pullRequests.filter((one) => one.state === 'OPEN').length;
  const tabs = TABS.map(
    ([name, path]) =>
      html`<a href="${pathTo(visit, path)}" class="${name === tab ? 'on' : ''}"
        >${name}${name === 'Pull requests' && open > 0 && ` (${open})`}</a
      >`,
  );
  const page = html`<div class="crumbs"><a href="/${workspace.slug}/">${workspace.name}</a> /</div>
    <h1><a href="${pathTo(visit)}">${repository.name}</a></h1>
    <nav class="tabs">${tabs}</nav>
    ${body}`;
  const heading = `${title} · ${emulator.store.fullName(repository)}`;
  sendPage(response, { title: heading, user, here: request.originalUrl, body: page }, status);
}

/** A moment in a form that people read. */
export function when(timestamp: string): Html {
  const date = new Date(timestamp);
  return html`<time datetime="${timestamp}">${date.toISOString().slice(0, 16).replace('T', ' ')}</time>`;
}
