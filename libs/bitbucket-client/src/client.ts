import { trimEnd } from '@amplication/foundation';
import { PullRequestsApi } from './api/pull-requests/pull-requests';
import { BranchesApi } from './api/repositories/branches';
import { CommitStatusesApi } from './api/repositories/commit-statuses';
import { RepositoriesApi } from './api/repositories/repositories';
import { SourceApi } from './api/repositories/source';
import { WebhooksApi } from './api/repositories/webhooks';
import { UserApi } from './api/user';
import { VISIBILITY_WAITS_MS } from './api/visibility';
import { ProjectsApi } from './api/workspaces/projects';
import { WorkspacesApi } from './api/workspaces/workspaces';
import { BitbucketGit } from './git/remote';
import { ApiHttp, type ApiSettings } from './http/api-http';
import { createAxios } from './http/http';
import { DEFAULT_RETRY } from './http/retry';
import { BitbucketOAuth } from './oauth/oauth';
import type { BitbucketClientOptions, TokenProvider } from './options';

/** What one connected account can do. */
export interface BitbucketApi extends BitbucketCalls {
  /**
   * The same calls for what can be skipped: while the account is held back or its hour is used up they fail at
   * once with `BITBUCKET_RATE_LIMITED`, and a 429 is not tried again.
   */
  readonly withoutWaiting: BitbucketCalls;
}

/** Calls, grouped by what they are done to. */
export interface BitbucketCalls {
  readonly user: UserApi;
  readonly workspaces: WorkspacesApi;
  readonly projects: ProjectsApi;
  readonly repositories: RepositoriesApi;
  readonly branches: BranchesApi;
  readonly source: SourceApi;
  readonly pullRequests: PullRequestsApi;
  readonly commitStatuses: CommitStatusesApi;
  readonly webhooks: WebhooksApi;
  readonly git: BitbucketGit;
}

/** Bitbucket Cloud: OAuth, and the API for any account that a `TokenProvider` stands for. */
export interface BitbucketClient {
  readonly oauth: BitbucketOAuth;
  readonly git: BitbucketGit;
  as(tokens: TokenProvider): BitbucketApi;
}

const DEFAULT_TIMEOUT_MS = 30_000;

export function createBitbucketClient(options: BitbucketClientOptions): BitbucketClient {
  const instance = options.axios ?? createAxios();
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const settings: ApiSettings = {
    instance,
    apiUrl: trimEnd(options.apiUrl, '/'),
    timeoutMs,
    retry: { ...DEFAULT_RETRY, ...options.retry },
    budget: options.budget,
    logger: options.logger,
  };
  const git = new BitbucketGit(options.gitUrl);
  const visibilityWaits = options.visibilityWaitsMs ?? VISIBILITY_WAITS_MS;
  return {
    oauth: new BitbucketOAuth({
      instance,
      siteUrl: trimEnd(options.siteUrl, '/'),
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      timeoutMs,
    }),
    git,
    as: (tokens) => ({
      ...callsOf(new ApiHttp(settings, tokens), git, visibilityWaits),
      withoutWaiting: callsOf(new ApiHttp(settings, tokens, 'fail'), git, visibilityWaits),
    }),
  };
}

function callsOf(http: ApiHttp, git: BitbucketGit, visibilityWaits: readonly number[]): BitbucketCalls {
  const branches = new BranchesApi(http);
  return {
    user: new UserApi(http),
    workspaces: new WorkspacesApi(http),
    projects: new ProjectsApi(http),
    repositories: new RepositoriesApi(http),
    branches,
    source: new SourceApi(http, branches),
    pullRequests: new PullRequestsApi(http, visibilityWaits),
    commitStatuses: new CommitStatusesApi(http, visibilityWaits),
    webhooks: new WebhooksApi(http),
    git,
  };
}
