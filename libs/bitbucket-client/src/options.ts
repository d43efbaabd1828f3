import type { AxiosInstance } from 'axios';
import type { BudgetGate } from './http/budget';
import type { RetryPolicy } from './http/retry';

export interface BitbucketClientOptions {
  /** `https://api.bitbucket.org/2.0`, without a slash at the end. */
  readonly apiUrl: string;
  /** `https://bitbucket.org`: the pages of OAuth. */
  readonly siteUrl: string;
  /** `https://bitbucket.org`: git over HTTPS. */
  readonly gitUrl: string;
  /** Key and secret of the OAuth consumer. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** An axios instance of the caller's own, such as Nest's; one is made when absent. */
  readonly axios?: AxiosInstance;
  readonly budget?: BudgetGate | undefined;
  readonly logger?: BitbucketLogger | undefined;
  readonly retry?: Partial<RetryPolicy>;
  /** Time limit of a single try, in milliseconds; 30 seconds unless given. */
  readonly timeoutMs?: number;
  /** Waits between tries while a branch or commit that was just pushed is not visible yet. */
  readonly visibilityWaitsMs?: readonly number[];
}

/** What the client needs of a logger; pino's and Nest's adapters fit. */
export interface BitbucketLogger {
  debug(context: object, message: string): void;
  warn(context: object, message: string): void;
}

export interface AccessTokenRequest {
  readonly refused?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Gives access tokens of one connected account. */
export interface TokenProvider {
  /** Whose budget a call uses: the Bitbucket user's uuid. */
  readonly userKey: string;
  /**
   * `refused` is a token that Bitbucket has just answered 401 to: one that it accepts is wanted, if there can be one.
   */
  accessToken(options?: AccessTokenRequest): Promise<string>;
}

/** Names a repository in a path: each part by slug or by uuid with its braces. */
export interface RepositoryReference {
  readonly workspace: string;
  readonly repo: string;
}

/**
 * Names a repository by its uuid alone, whatever it is called and whichever Bitbucket workspace it is in: `{}` stands
 * for any where a uuid follows. https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/
 */
export function byUuid(repositoryUuid: string): RepositoryReference {
  return { workspace: '{}', repo: repositoryUuid };
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}
