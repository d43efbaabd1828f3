import express, { Router, type Request, type Response } from 'express';
import type { Emulator } from '../emulator';
import type { Consumer, User } from '../state/model';
import { sendPage } from '../html/layout';
import { signedInUser } from '../account/sign-in';
import { grantPage, problemPage, whoPage } from './pages';
import { addGrant, issueCode } from './tokens';
import { tokenRoutes } from './token-endpoint';

interface AuthorizeRequest {
  consumer: Consumer;
  /** Where the browser goes back to. */
  redirectUri: string;
  /** The `redirect_uri` that was sent, or null for the registered callback. */
  sentRedirectUri: string | null;
  state: string | null;
}

function string(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The registered callback, or an address that goes on after it. */
function mayRedirectTo(consumer: Consumer, uri: string): boolean {
  if (uri === consumer.callbackUrl) return true;
  return ['/', '?', '#'].some((next) => uri.startsWith(`${consumer.callbackUrl.replace(/\/$/, '')}${next}`));
}

/** Reads client_id, redirect_uri and state. A mistake in them is shown, never sent to an unknown address. */
function readRequest(emulator: Emulator, values: Record<string, unknown>): AuthorizeRequest | string {
  const consumer = emulator.store.findConsumer(string(values.client_id) ?? '');
  if (!consumer) return 'Invalid client_id: there is no such OAuth consumer.';
  const sentRedirectUri = string(values.redirect_uri);
  if (sentRedirectUri !== null && !mayRedirectTo(consumer, sentRedirectUri)) {
    return 'Invalid redirect_uri: it does not begin with the callback URL of the OAuth consumer.';
  }
  if (values.response_type !== 'code') return 'Unsupported response_type: only "code" is supported.';
  return {
    consumer,
    sentRedirectUri,
    redirectUri: sentRedirectUri ?? consumer.callbackUrl,
    state: string(values.state),
  };
}

function back(response: Response, wish: AuthorizeRequest, values: Record<string, string>): void {
  const url = new URL(wish.redirectUri);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  if (wish.state !== null) url.searchParams.set('state', wish.state);
  response.redirect(302, url.href);
}

function decide(emulator: Emulator, request: Request, response: Response): void {
  const values = (request.body ?? {}) as Record<string, unknown>;
  const wish = readRequest(emulator, values);
  if (typeof wish === 'string') return sendPage(response, problemPage(wish), 400);
  const named = string(values.user);
  const user: User | null = named ? emulator.store.findUser(named) : signedInUser(emulator, request);
  if (!user) return sendPage(response, problemPage('Nobody is signed in.'), 400);
  if (values.decision !== 'grant') {
    return back(response, wish, {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request.',
    });
  }
  const code = issueCode(emulator, addGrant(emulator, wish.consumer, user), wish.sentRedirectUri);
  emulator.store.changed();
  back(response, wish, { code });
}

/** `/site/oauth2/authorize` (page and its form), `/access_token` and `/revoke`. */
export function oauthRouter(emulator: Emulator): Router {
  const router = Router();
  router.get('/authorize', (request, response) => {
    const wish = readRequest(emulator, request.query);
    if (typeof wish === 'string') return sendPage(response, problemPage(wish), 400);
    const user = signedInUser(emulator, request);
    if (!user) return sendPage(response, whoPage(emulator, request.originalUrl));
    sendPage(response, grantPage(wish.consumer, user, request.query, request.originalUrl));
  });
  router.post('/authorize', express.urlencoded({ extended: false }), (request, response) =>
    decide(emulator, request, response),
  );
  tokenRoutes(router, emulator);
  return router;
}
