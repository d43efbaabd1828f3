import type { Request } from 'express';
import type { Emulator } from '../emulator';
import { ApiError } from '../http/api-error';
import { checkAccessToken } from '../oauth/tokens';
import type { User } from '../state/model';

const UNUSABLE = 'Token is invalid, expired, or not supported for this endpoint.';
const EXPIRED = 'Access token expired. Use your refresh token to obtain a new access token.';

export interface Authenticated {
  user: User;
  granted: string[];
  /** The 403 to answer with when a scope is missing. */
  missing: ApiError | null;
}

/**
 * Reads `Authorization: Bearer`. A token in the query or the body counts for nothing since CHANGE-3052
 * (May 2026), and Basic is for the token endpoint and for git.
 */
export function authenticate(emulator: Emulator, request: Request, scopes: readonly string[]): Authenticated {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const check = token ? checkAccessToken(emulator, token) : null;
  if (!check?.ok) throw new ApiError(401, check?.expired ? EXPIRED : UNUSABLE);
  const lacking = scopes.some((scope) => !check.scopes.has(scope));
  const missing = lacking
    ? new ApiError(403, 'Your credentials lack one or more required privilege scopes.', {
        detail: { required: scopes, granted: check.granted },
      })
    : null;
  return { user: check.user, granted: check.granted, missing };
}
