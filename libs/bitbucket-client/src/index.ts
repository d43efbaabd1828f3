export {
  type BitbucketApi,
  type BitbucketCalls,
  type BitbucketClient,
  createBitbucketClient,
} from './client';
export {
  BITBUCKET_CLIENT,
  BitbucketClientModule,
  type BitbucketClientModuleOptions,
} from './bitbucket-client.module';
export { byUuid } from './options';
export type {
  AccessTokenRequest,
  BitbucketClientOptions,
  BitbucketLogger,
  CallOptions,
  RepositoryReference,
  TokenProvider,
} from './options';
export { type BitbucketBranch } from './api/repositories/branches';
export { type CommitStatus } from './api/repositories/commit-statuses';
export { type BitbucketProject } from './api/workspaces/projects';
export {
  type PullRequest,
  type PullRequestComment,
  PULL_REQUEST_STATES,
  type PullRequestState,
  sameCommit,
  wasOpenBefore,
} from './api/pull-requests/pull-request';
export { type NewPullRequest, type PullRequestChanges } from './api/pull-requests/pull-requests';
export {
  type BitbucketRepository,
  type NewRepository,
  type RepositoryPermission,
  type RepositorySearch,
} from './api/repositories/repositories';
export { isSlug, MAX_SLUG_LENGTH, slugify } from './api/repositories/repository-slug';
export { type SourceCommit } from './api/repositories/source';
export { type BitbucketUser } from './api/user';
export { type NewWebhook, verifyWebhookSignature, type Webhook } from './api/repositories/webhooks';
export { type BitbucketWorkspace, type WorkspacePermission } from './api/workspaces/workspaces';
export { explainGitFailure } from './git/explain-failure';
export { type BitbucketGit } from './git/remote';
export { BitbucketError } from './http/bitbucket-error';
export {
  type BudgetedCall,
  type BudgetGate,
  type BudgetResource,
  type BudgetState,
  type BudgetWait,
  type WhenHeld,
} from './http/budget';
export { type Page, type PageRequest } from './http/paging';
export { parseRetryAfter } from './http/retry';
export { type BitbucketOAuth, OAuthRefusedError, type OAuthRefusal, type TokenSet } from './oauth/oauth';
export { missingScopes, REQUIRED_SCOPES, scopeClosure, scopeWords } from './scopes';
