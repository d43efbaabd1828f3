import express, { type Request, type Response, type Router } from 'express';
import type { Emulator } from '../emulator';
import type { User } from '../state/model';
import { html, type Html } from '../html/html';
import { sendPage } from '../html/layout';

const COOKIE = 'emulator_user';

/** Who this browser says it is; a click is enough, there are no passwords. */
export function signedInUser(emulator: Emulator, request: Request): User | null {
  const [, name] = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '') ?? [];
  return name ? emulator.store.findUser(decodeURIComponent(name)) : null;
}

/** One button for each user. */
export function chooser(emulator: Emulator, next: string): Html {
  const buttons = emulator.store.state.users.map((user) => {
    const count = emulator.store.state.workspaces.filter((one) => one.members[user.uuid]).length;
    return html`<button name="user" value="${user.username}" class="person">
      <img src="/account/${user.username}/avatar/" alt="" width="32" height="32" />
      <span><strong>${user.displayName}</strong><br /><small>${count} Bitbucket workspaces</small></span>
    </button>`;
  });
  return html`<div class="card">
    <h1>Who are you?</h1>
    <p class="quiet">This is the Bitbucket emulator: choose an account, there is no password.</p>
    <form method="post" action="/account/signin" class="people">
      <input type="hidden" name="next" value="${next}" />${buttons}
    </form>
  </div>`;
}

/** Only a path of this site. */
function localPath(value: unknown): string {
  const text = typeof value === 'string' ? value : '/';
  return /^\/(?![/\\])/.test(text) ? text : '/';
}

function remember(response: Response, username: string): void {
  response.cookie(COOKIE, username, { httpOnly: true, sameSite: 'lax', path: '/' });
}

/** Sign in, change the account, sign out. */
export function signInRoutes(router: Router, emulator: Emulator): void {
  const form = express.urlencoded({ extended: false });
  router.get('/account/signin', (request, response) => {
    sendPage(response, {
      title: 'Sign in',
      narrow: true,
      body: chooser(emulator, localPath(request.query.next)),
    });
  });
  router.post('/account/signin', form, (request, response) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const user = emulator.store.findUser(String(body.user ?? ''));
    if (user) remember(response, user.username);
    else response.clearCookie(COOKIE);
    response.redirect(303, localPath(body.next));
  });
}
