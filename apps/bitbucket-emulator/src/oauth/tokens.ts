import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Emulator } from '../emulator';
import type { Consumer, Grant, User } from '../state/model';
import { closure, compress } from './scopes';

/** Real tokens pass 2,500 characters since May 2026; 1,950 random bytes make 2,600. */
const TOKEN_BYTES = 1950;
const DAY_MS = 86_400_000;

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export interface TokenAnswer {
  scope: string;
  access_token: string;
  expires_in: number;
  token_type: 'bearer';
  state: 'authorization_code' | 'refresh_token';
  refresh_token: string;
}

/** An error of the token endpoint: HTTP 400 with `error` and `error_description`. */
export class TokenError extends Error {
  constructor(
    readonly error: string,
    description: string,
  ) {
    super(description);
  }
}

export const REFUSED_CREDENTIALS = ['unauthorized_client', 'Invalid OAuth client credentials'] as const;

/** A new authorisation of a consumer by a user, with the scopes that the consumer has now. */
export function addGrant(
  emulator: Emulator,
  consumer: Consumer,
  user: User,
  scopes = consumer.scopes,
): Grant {
  const grant: Grant = {
    id: randomUUID(),
    consumerKey: consumer.key,
    userUuid: user.uuid,
    scopes: compress(scopes),
    revoked: false,
    createdOn: emulator.clock.timestamp(),
  };
  emulator.store.state.grants.push(grant);
  return grant;
}

/** A code for one exchange. */
export function issueCode(emulator: Emulator, grant: Grant, redirectUri: string | null): string {
  const code = randomBytes(12).toString('base64url');
  emulator.store.state.codes[hash(code)] = {
    grantId: grant.id,
    redirectUri,
    expiresAt: emulator.clock.now() + emulator.settings.codeSeconds * 1000,
    used: false,
  };
  return code;
}

/** A pair of tokens of the grant. */
export function issueTokens(emulator: Emulator, grant: Grant, state: TokenAnswer['state']): TokenAnswer {
  const { store, clock, settings } = emulator;
  const accessToken = randomBytes(TOKEN_BYTES).toString('base64url');
  const refreshToken = randomBytes(TOKEN_BYTES).toString('base64url');
  const now = clock.now();
  for (const [key, token] of Object.entries(store.state.accessTokens)) {
    if (token.expiresAt < now - DAY_MS) delete store.state.accessTokens[key];
  }
  store.state.accessTokens[hash(accessToken)] = {
    grantId: grant.id,
    expiresAt: now + settings.accessTokenSeconds * 1000,
  };
  store.state.refreshTokens[hash(refreshToken)] = { grantId: grant.id, issuedAt: now, rotatedAt: null };
  return {
    scope: grant.scopes.join(' '),
    access_token: accessToken,
    expires_in: settings.accessTokenSeconds,
    token_type: 'bearer',
    state,
    refresh_token: refreshToken,
  };
}

function grantOf(emulator: Emulator, id: string): Grant | null {
  return emulator.store.state.grants.find((grant) => grant.id === id) ?? null;
}

/** `grant_type=authorization_code`. */
export function exchangeCode(
  emulator: Emulator,
  consumer: Consumer,
  code: string,
  redirectUri: string | null,
): TokenAnswer {
  const record = emulator.store.state.codes[hash(code)];
  const grant = record && grantOf(emulator, record.grantId);
  const good = record && !record.used && record.expiresAt > emulator.clock.now();
  if (!good || !grant || grant.revoked || grant.consumerKey !== consumer.key) {
    throw new TokenError('invalid_grant', 'The specified code is not valid.');
  }
  if (redirectUri !== null && redirectUri !== (record.redirectUri ?? consumer.callbackUrl)) {
    throw new TokenError('invalid_grant', 'The redirect_uri does not match the one of the authorization.');
  }
  record.used = true;
  return issueTokens(emulator, grant, 'authorization_code');
}

/**
 * `grant_type=refresh_token`. Each use gives a new refresh token; the old one works on for the grace, then
 * it is refused as if the consumer were unknown, and so is everything of the consumer for a short while.
 */
export function refresh(emulator: Emulator, consumer: Consumer, token: string): TokenAnswer {
  const { store, clock, settings } = emulator;
  const now = clock.now();
  if (consumer.lockedUntil > now) throw new TokenError(...REFUSED_CREDENTIALS);
  const record = store.state.refreshTokens[hash(token)];
  const grant = record && grantOf(emulator, record.grantId);
  if (!record || !grant || grant.consumerKey !== consumer.key) {
    throw new TokenError('invalid_request', 'Invalid refresh_token');
  }
  if (grant.revoked) throw new TokenError('invalid_grant', 'The specified refresh token has been revoked.');
  if (record.rotatedAt !== null && now >= record.rotatedAt + settings.refreshGraceSeconds * 1000) {
    consumer.lockedUntil = now + settings.lockoutSeconds * 1000;
    throw new TokenError(...REFUSED_CREDENTIALS);
  }
  if (now > record.issuedAt + settings.refreshIdleDays * DAY_MS) {
    throw new TokenError('invalid_grant', 'The specified refresh token has expired.');
  }
  record.rotatedAt ??= now;
  return issueTokens(emulator, grant, 'refresh_token');
}

/** Ends the authorisation that a token belongs to; an unknown token is no error. */
export function revokeByToken(emulator: Emulator, consumer: Consumer, token: string): void {
  const key = hash(token);
  const record = emulator.store.state.accessTokens[key] ?? emulator.store.state.refreshTokens[key];
  const grant = record && grantOf(emulator, record.grantId);
  if (grant?.consumerKey === consumer.key) grant.revoked = true;
}

export type TokenCheck =
  { ok: true; user: User; granted: string[]; scopes: Set<string> } | { ok: false; expired: boolean };

/** Whose access token this is, and what it may do. */
export function checkAccessToken(emulator: Emulator, token: string): TokenCheck {
  const record = emulator.store.state.accessTokens[hash(token)];
  const grant = record && grantOf(emulator, record.grantId);
  if (!record || !grant || grant.revoked) return { ok: false, expired: false };
  if (record.expiresAt <= emulator.clock.now()) return { ok: false, expired: true };
  return {
    ok: true,
    user: emulator.store.user(grant.userUuid),
    granted: grant.scopes,
    scopes: closure(grant.scopes),
  };
}
