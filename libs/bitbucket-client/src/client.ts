import { BranchesApi } from './api/branches';
import { CommitStatusesApi } from './api/commit-statuses';
import { ProjectsApi } from './api/projects';
import { PullRequestsApi } from './api/pull-requests';
import { RepositoriesApi } from './api/repositories';
import { SourceApi } from './api/source';
import { UserApi } from './api/user';
import { VISIBILITY_WAITS_MS } from './api/visibility';
import { WebhooksApi } from './api/webhooks';
import { WorkspacesApi } from './api/workspaces';
import { BitbucketGit } from './git/remote';
import { ApiHttp, type ApiSettings } from './http/api-http';
import { createAxios } from './http/http';
import { DEFAULT_RETRY } from './http/retry';
import { BitbucketOAuth } from './oauth/oauth';
import { type BitbucketClientOptions, type TokenProvider, withoutTrailingSlash } from './options';

/** What one connected account can do, grouped by what it is done to. */
export interface BitbucketApi {
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
    apiUrl: withoutTrailingSlash(options.apiUrl),
    timeoutMs,
    retry: { ...DEFAULT_RETRY, ...options.retry },
    budget: options.budget,
    logger: options.logger,
  };
  const git = new BitbucketGit(options.gitUrl);
  return {
    oauth: new BitbucketOAuth({
      instance,
      siteUrl: withoutTrailingSlash(options.siteUrl),
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      timeoutMs,
    }),
    git,
    as: (tokens) =>
      apiOf(new ApiHttp(settings, tokens), git, options.visibilityWaitsMs ?? VISIBILITY_WAITS_MS),
  };
}

function apiOf(http: ApiHttp, git: BitbucketGit, visibilityWaits: readonly number[]): BitbucketApi {
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
