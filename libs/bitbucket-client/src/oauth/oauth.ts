import type { AxiosInstance } from 'axios';
import type { ErrorCode } from '@amplication/contracts';
import { BitbucketError, type BitbucketErrorDetails, type CallReference } from '../http/bitbucket-error';
import { toBitbucketError } from '../http/error-mapping';
import { exchange, type HttpAnswer } from '../http/http';
import { isRecord } from '@amplication/foundation';
import { asString, type Json } from '../http/json';
import { readBody } from '../http/read-body';
import type { CallOptions } from '../options';

/** What the token endpoint gives. Since 2026 both tokens are regularly longer than 2,500 characters. */
export interface TokenSet {
  readonly accessToken: string;
  /** Works once: each use gives a new one, and the old one dies about ten minutes later. */
  readonly refreshToken: string;
  /** Seconds from now. */
  readonly expiresIn: number;
  /** As granted: compressed by implication, see `scopeClosure`. */
  readonly scopes: string[];
}

/** What Bitbucket refused: this `grant` (code or refresh token), or the `client` (consumer key and secret). */
export type OAuthRefusal = 'grant' | 'client';

/**
 * The token endpoint said no. Beware: a refresh token that was rotated away is answered with `unauthorized_client` as
 * well, and valid ones may be for some minutes after it, so `client` need not mean a wrong consumer secret.
 */
export class OAuthRefusedError extends BitbucketError {
  constructor(
    readonly refusal: OAuthRefusal,
    code: ErrorCode,
    message: string | undefined,
    details: BitbucketErrorDetails,
  ) {
    super(code, message, details);
    this.name = 'OAuthRefusedError';
  }
}

export interface OAuthSettings {
  readonly instance: AxiosInstance;
  readonly siteUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly timeoutMs: number;
}

export interface OAuthCallOptions extends CallOptions {
  readonly timeoutMs?: number;
}

/** OAuth 2.0 of Bitbucket Cloud, authorisation code grant. https://developer.atlassian.com/cloud/bitbucket/oauth-2 */
export class BitbucketOAuth {
  constructor(private readonly settings: OAuthSettings) {}

  /** The page on which a user grants access. Scopes and callback stand on the consumer, so neither is sent. */
  authorizeUrl({ state }: { state: string }): string {
    const query = new URLSearchParams({ client_id: this.settings.clientId, response_type: 'code', state });
    return `${this.settings.siteUrl}/site/oauth2/authorize?${query}`;
  }

  /** Tokens for a code. Never tried twice: a code works once. Refused: `OAUTH_CODE_REFUSED` or `CONSUMER_REFUSED`. */
  exchangeCode(code: string, options: OAuthCallOptions = {}): Promise<TokenSet> {
    return this.token({ grant_type: 'authorization_code', code }, 'OAUTH_CODE_REFUSED', options);
  }

  /**
   * New tokens for a refresh token; store them before they are used. Sent once: whether an unanswered request may be
   * repeated is known only to the keeper of the tokens. Refused: `CONNECTION_NEEDS_RECONNECT` or `CONSUMER_REFUSED`.
   */
  refresh(refreshToken: string, options: OAuthCallOptions = {}): Promise<TokenSet> {
    return this.token(
      { grant_type: 'refresh_token', refresh_token: refreshToken },
      'CONNECTION_NEEDS_RECONNECT',
      options,
    );
  }

  /** Asks Bitbucket to revoke a token. The endpoint is not documented: callers treat a failure as no failure. */
  async revoke(token: string, options: OAuthCallOptions = {}): Promise<void> {
    const call = { method: 'POST', pathTemplate: '/site/oauth2/revoke' };
    const answer = await this.post(call, { token }, options);
    if (answer.status >= 300) throw toBitbucketError(answer, call);
  }

  private async token(
    form: Record<string, string>,
    grantRefused: ErrorCode,
    options: OAuthCallOptions,
  ): Promise<TokenSet> {
    const call = { method: 'POST', pathTemplate: '/site/oauth2/access_token' };
    const answer = await this.post(call, form, options);
    if (answer.status >= 200 && answer.status < 300) return readBody(answer, call, readTokens);
    throw refusalOf(answer, call, grantRefused) ?? toBitbucketError(answer, call);
  }

  private post(
    call: CallReference,
    form: Record<string, string>,
    options: OAuthCallOptions,
  ): Promise<HttpAnswer> {
    const { instance, siteUrl, clientId, clientSecret, timeoutMs } = this.settings;
    return exchange(instance, {
      ...call,
      url: `${siteUrl}${call.pathTemplate}`,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      },
      data: new URLSearchParams(form).toString(),
      timeoutMs: options.timeoutMs ?? timeoutMs,
      signal: options.signal,
    });
  }
}

/** Since May 2026 the field is `scope`; before it was `scopes`. */
function readTokens(json: Json): TokenSet {
  const scope = json.get('scope').optional(asString) ?? json.get('scopes').optional(asString) ?? '';
  return {
    accessToken: json.get('access_token').string(),
    refreshToken: json.get('refresh_token').string(),
    expiresIn: json.get('expires_in').integer(),
    scopes: scope.split(/[\s,]+/).filter((name) => name !== ''),
  };
}

const CLIENT_REFUSALS = new Set(['unauthorized_client', 'invalid_client']);

/** `invalid_request` with "Invalid refresh_token" was seen for a token that is no longer known. */
const isGrantRefusal = (error: string, description: string | null): boolean =>
  error === 'invalid_grant' || (error === 'invalid_request' && /refresh_token|code/i.test(description ?? ''));

function refusalOf(
  answer: HttpAnswer,
  call: CallReference,
  grantRefused: ErrorCode,
): OAuthRefusedError | null {
  const { error, description } = readOAuthError(answer.body);
  const details = {
    ...call,
    status: answer.status,
    params: { reason: description ?? error ?? '' },
    cause: new Error(`${error}: ${description}`),
  };
  if (error !== null && isGrantRefusal(error, description))
    return new OAuthRefusedError('grant', grantRefused, undefined, details);
  if (error === null ? answer.status === 401 : CLIENT_REFUSALS.has(error))
    return new OAuthRefusedError('client', 'CONSUMER_REFUSED', undefined, details);
  return null;
}

/** `{error, error_description}`; a wrongly sent credential is answered with a page of HTML. */
function readOAuthError(body: Buffer): { error: string | null; description: string | null } {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (!isRecord(parsed) || typeof parsed.error !== 'string') return { error: null, description: null };
    const description = parsed.error_description;
    return {
      error: parsed.error,
      description: typeof description === 'string' ? description.slice(0, 300) : null,
    };
  } catch {
    return { error: null, description: null };
  }
}
