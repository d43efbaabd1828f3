import type { Emulator } from '../emulator';
import { html, type Html } from '../html/html';
import type { Page } from '../html/layout';
import { chooser } from '../account/sign-in';
import type { Consumer, User } from '../state/model';
import { compress, SCOPE_WORDS } from './scopes';

export function problemPage(message: string): Page {
  return {
    title: 'Authorization failed',
    narrow: true,
    body: html`<div class="card">
      <h1>This cannot be authorized</h1>
      <p class="bad">${message}</p>
    </div>`,
  };
}

/** "Who are you?", before the question itself. */
export function whoPage(emulator: Emulator, next: string): Page {
  return { title: 'Sign in', narrow: true, body: chooser(emulator, next) };
}

function hidden(query: Record<string, unknown>): Html[] {
  return ['client_id', 'response_type', 'redirect_uri', 'state'].flatMap((name) =>
    typeof query[name] === 'string'
      ? [html`<input type="hidden" name="${name}" value="${query[name]}" />`]
      : [],
  );
}

/** The question: what the consumer asks for, Grant and Deny. */
export function grantPage(
  consumer: Consumer,
  user: User,
  query: Record<string, unknown>,
  here: string,
): Page {
  const permissions = compress(consumer.scopes).map(
    (scope) => html`<li><span>${SCOPE_WORDS[scope] ?? scope}</span> <code>${scope}</code></li>`,
  );
  return {
    title: 'Confirm access to your account',
    narrow: true,
    user,
    here,
    body: html`<div class="card">
      <h1>Confirm access to your account</h1>
      <p><strong>${consumer.name}</strong> is requesting access to the following:</p>
      <ul class="permissions">
        ${permissions}
      </ul>
      <p class="quiet">
        Signed in as <strong>${user.displayName}</strong>. You will be sent back to
        <code>${new URL(consumer.callbackUrl).host}</code>.
      </p>
      <form method="post" action="/site/oauth2/authorize" class="row">
        ${hidden(query)}
        <input type="hidden" name="user" value="${user.username}" />
        <button class="primary" name="decision" value="grant">Grant access</button>
        <button name="decision" value="deny">Deny</button>
      </form>
    </div>`,
  };
}
