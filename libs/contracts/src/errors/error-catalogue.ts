import type { ErrorAction } from './error-action';

/**
 * Every stable error code that leaves a service, over HTTP or in an event. A code is never renamed: clients match on
 * it. `action` says who must act; the sentence is the default text for a person.
 */
export const ERROR_CATALOGUE = {
  // requests
  VALIDATION_FAILED: { action: 'resolve', text: 'The request is not valid.' },
  NOT_AUTHENTICATED: { action: 'resolve', text: 'Sign in first.' },
  CREDENTIALS_INVALID: { action: 'resolve', text: 'The e-mail address or the password is wrong.' },
  EMAIL_TAKEN: { action: 'resolve', text: 'An account with this e-mail address already exists.' },
  FORBIDDEN: { action: 'resolve', text: 'Only an owner of the workspace can do this.' },
  NOT_FOUND: { action: 'resolve', text: 'This does not exist, or you do not have access to it.' },
  CONFLICT: { action: 'resolve', text: 'This conflicts with something that already exists.' },
  ORIGIN_REFUSED: { action: 'resolve', text: 'The request does not come from this application.' },
  TOO_MANY_REQUESTS: { action: 'retry', text: 'Too many attempts. Wait a minute and try again.' },
  SERVER_BUSY: {
    action: 'retry',
    text: 'The server is working on as much as it can at once. Try again in a few seconds.',
  },
  INTERNAL: { action: 'contact', text: 'Something went wrong on our side.' },
  BILLING_PLAN_REQUIRED: {
    action: 'resolve',
    text: 'Bitbucket is part of the enterprise plan. Ask the operator of this installation to set the plan of the workspace.',
  },
  // connection
  OAUTH_STATE_INVALID: {
    action: 'resolve',
    text: 'This connection attempt has expired or belongs to another session. Start again.',
  },
  OAUTH_ACCESS_DENIED: { action: 'resolve', text: 'Access was denied in Bitbucket.' },
  OAUTH_CODE_REFUSED: { action: 'resolve', text: 'Bitbucket refused the authorisation code.' },
  CONSUMER_REFUSED: {
    action: 'contact',
    text: "Bitbucket refuses this installation's OAuth consumer key or secret.",
  },
  CONNECTION_NEEDS_RECONNECT: {
    action: 'reconnect',
    text: 'A workspace owner must reconnect Bitbucket.',
  },
  CONNECTION_OTHER_CONSUMER: {
    action: 'reconnect',
    text: 'The connection was made with another OAuth consumer or site. Connect again.',
  },
  CONNECTION_MEMBER_LEFT: {
    action: 'reconnect',
    text: 'The person who connected this Bitbucket account has left the workspace. An owner of the workspace must reconnect Bitbucket.',
  },
  CONNECTION_GONE: { action: 'resolve', text: 'The Bitbucket account is no longer connected.' },
  CONNECTION_OTHER_USER: {
    action: 'resolve',
    text: 'This is a different Bitbucket user from the one that was connected.',
  },
  CONNECTION_SUSPECT: {
    action: 'retry',
    text: 'Bitbucket is refusing to renew the connection. We keep trying before anyone has to act.',
  },
  SCOPE_MISSING: { action: 'reconnect', text: 'The OAuth consumer lacks a permission.' },
  // Bitbucket
  BITBUCKET_UNREACHABLE: { action: 'retry', text: 'Bitbucket cannot be reached right now.' },
  BITBUCKET_RATE_LIMITED: {
    action: 'retry',
    text: 'Bitbucket accepts no more requests from this account for now.',
  },
  BITBUCKET_SERVER_ERROR: { action: 'retry', text: 'Bitbucket answered with an error of its own.' },
  BITBUCKET_REFUSED: { action: 'resolve', text: 'Bitbucket refused the request.' },
  BITBUCKET_UNEXPECTED: {
    action: 'contact',
    text: 'Bitbucket answered in a way that this version does not understand.',
  },
  BITBUCKET_API_GONE: {
    action: 'contact',
    text: 'Bitbucket has removed a part of its API that this version uses.',
  },
  BITBUCKET_CONFLICT: { action: 'retry', text: 'Someone else changed this in Bitbucket at the same time.' },
  BITBUCKET_NOT_FOUND: {
    action: 'resolve',
    text: 'Bitbucket does not know this, or this account may not see it.',
  },
  BITBUCKET_UNAUTHORIZED: {
    action: 'reconnect',
    text: 'Bitbucket does not accept the access of the connected account.',
  },
  REPOSITORY_GONE: {
    action: 'resolve',
    text: 'The Bitbucket repository does not exist or this account may not see it.',
  },
  REPOSITORY_EXISTS: {
    action: 'resolve',
    text: 'A repository with this name already exists in the Bitbucket workspace.',
  },
  REPOSITORY_NOT_WRITABLE: {
    action: 'resolve',
    text: 'This Bitbucket account may not write to the repository.',
  },
  REPOSITORY_NOT_GIT: { action: 'resolve', text: 'The repository is not a git repository.' },
  REPOSITORY_LINK_CHANGED: {
    action: 'resolve',
    text: 'The repository of this service was changed while the build was running.',
  },
  REPOSITORY_REPLACED: {
    action: 'resolve',
    text: 'While the build was being pushed, another repository with the same commits took the name of the linked one, and the commit is in that one. Remove it there and build again.',
  },
  REPOSITORY_TOO_LARGE: {
    action: 'resolve',
    text: 'Bitbucket refuses the push because of the size of the repository.',
  },
  REPOSITORY_READ_ONLY: { action: 'resolve', text: 'The Bitbucket workspace is read-only.' },
  BRANCH_RESTRICTED: {
    action: 'resolve',
    text: 'A branch restriction or hook of the repository refuses the push.',
  },
  BASE_BRANCH_MISSING: { action: 'resolve', text: 'The base branch does not exist in the repository.' },
  BRANCH_KEEPS_MOVING: {
    action: 'retry',
    text: 'Others kept changing the branch while we were pushing.',
  },
  ROOT_OWNED_BY_OTHER_RESOURCE: {
    action: 'resolve',
    text: 'This folder of the repository belongs to another service.',
  },
  BRANCH_NAME_CLASH: {
    action: 'resolve',
    text: 'Another branch of the repository stands in the way of the work branch.',
  },
  PATH_REFUSED: { action: 'contact', text: 'A generated path is not safe to write.' },
  GIT_FAILED: { action: 'contact', text: 'git failed in an unexpected way.' },
  GIT_INTERRUPTED: { action: 'retry', text: 'git was ended from outside before it was done.' },
  GIT_TIMEOUT: { action: 'retry', text: 'git did not finish in time.' },
  BRANCH_NOT_VISIBLE: {
    action: 'retry',
    text: 'Bitbucket does not show the branch that was just pushed yet.',
  },
  PULL_REQUEST_NO_CHANGES: {
    action: 'resolve',
    text: 'The branch holds nothing that its destination does not have already.',
  },
  PULL_REQUEST_EXISTS: {
    action: 'retry',
    text: 'Bitbucket has an open pull request for this branch that it does not list yet.',
  },
  PULL_REQUEST_REFUSED: { action: 'resolve', text: 'Bitbucket refused the pull request.' },
  // models
  MODEL_VERSION_OLD: {
    action: 'resolve',
    text: 'This page is older than the server and writes models as they were before. Reload the page and make the change again.',
  },
  MODEL_NOT_UPGRADED: {
    action: 'resolve',
    text: 'This model was saved by an older release, and this one cannot read it. Restore another version of it, or import it anew.',
  },
  MODEL_TEXT_INVALID: { action: 'resolve', text: 'No model can be made of this text.' },
  MODEL_TEXT_TOO_LARGE: { action: 'resolve', text: 'This text is more than one model can be made of.' },
  // builds
  MODEL_INVALID: { action: 'resolve', text: 'The model cannot be generated.' },
  GENERATOR_CRASHED: { action: 'contact', text: 'The generator stopped unexpectedly.' },
  GENERATOR_TIMEOUT: { action: 'retry', text: 'The generator did not finish in time.' },
  GENERATOR_OUT_OF_MEMORY: { action: 'contact', text: 'The generator used more memory than it may.' },
  GENERATOR_UNREACHABLE: { action: 'retry', text: 'The generator cannot be reached.' },
  ARTIFACT_MISSING: { action: 'retry', text: 'The files of the build are no longer stored. Build again.' },
  BUILD_STALLED: { action: 'retry', text: 'The build made no progress and was stopped.' },
  BUILD_NOT_RETRYABLE: { action: 'resolve', text: 'Only a failed build can be retried.' },
  RESOURCE_DELETED: { action: 'resolve', text: 'The service was deleted while the build was running.' },
  BUILD_RUNNING: { action: 'resolve', text: 'The build is still running.' },
} as const satisfies Record<string, { action: ErrorAction; text: string }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
/** Object.keys is typed as string[], as an object may hold more than its type says; this literal does not. */
export const ERROR_CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[];

/** Whether something that was stored or sent is a code that this release knows. */
export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERROR_CATALOGUE, code);
