import type { Response } from 'express';
import type { User } from '../state/model';
import { html, type Html } from './html';
import { STYLE } from './style';

export interface Page {
  title: string;
  body: Html;
  /** Who is signed in, for the head of the page. */
  user?: User | null | undefined;
  /** Where a change of account comes back to. */
  here?: string;
  /** A single card in the middle. */
  narrow?: boolean;
}

function account({ user, here = '/' }: Page): Html {
  const next = encodeURIComponent(here);
  if (!user) return html`<a href="/account/signin?next=${next}">Sign in</a>`;
  return html`<a href="/account/signin?next=${next}" class="account" title="Change the account">
    <img src="/account/${user.username}/avatar/" alt="" width="24" height="24" />${user.displayName}</a
  >`;
}

/** Sends a whole page. */
export function sendPage(response: Response, page: Page, status = 200): void {
  const text = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · Bitbucket emulator</title>
        <link rel="icon" href="data:," />
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          <a href="/" class="brand">Bitbucket <span>emulator</span></a>
          <nav>${account(page)}</nav>
        </header>
        <main class="${page.narrow ? 'narrow' : ''}">${page.body}</main>
      </body>
    </html>`;
  response
    .status(status)
    .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:")
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(text.text);
}
