/** What the emulator remembers. Everything here is plain JSON, so that it can be saved and loaded. */

/** Right of one user on one repository. */
export type Access = 'read' | 'write' | 'admin';

/** Role in a Bitbucket workspace, by the words of `GET /user/workspaces/{workspace}/permission`. */
export type WorkspaceRole = 'owner' | 'create-project' | 'member';

export type PullRequestState = 'OPEN' | 'MERGED' | 'DECLINED' | 'SUPERSEDED';
export type MergeStrategy = 'merge_commit' | 'squash' | 'fast_forward';

export interface User {
  /** With braces, as in every answer of Bitbucket. */
  uuid: string;
  username: string;
  accountId: string;
  displayName: string;
  email: string;
  createdOn: string;
}

export interface Project {
  uuid: string;
  key: string;
  name: string;
  description: string;
  isPrivate: boolean;
  createdOn: string;
}

export interface BitbucketWorkspace {
  uuid: string;
  slug: string;
  name: string;
  createdOn: string;
  /** Role by user uuid. */
  members: Record<string, WorkspaceRole>;
  projects: Project[];
}

export interface Comment {
  id: number;
  authorUuid: string;
  raw: string;
  createdOn: string;
  updatedOn: string;
  parentId: number | null;
  inline: { path: string; from?: number; to?: number } | null;
  deleted: boolean;
}

export interface PullRequest {
  id: number;
  title: string;
  description: string;
  state: PullRequestState;
  draft: boolean;
  authorUuid: string;
  source: { branch: string; commit: string };
  destination: { branch: string; commit: string };
  mergeCommit: string | null;
  closeSourceBranch: boolean;
  closedByUuid: string | null;
  reason: string;
  reviewers: string[];
  approvals: string[];
  createdOn: string;
  updatedOn: string;
  comments: Comment[];
}

export interface CommitStatus {
  commit: string;
  key: string;
  state: 'FAILED' | 'INPROGRESS' | 'STOPPED' | 'SUCCESSFUL';
  name: string;
  url: string;
  description: string;
  refname: string | null;
  createdOn: string;
  updatedOn: string;
}

export interface Hook {
  uuid: string;
  url: string;
  description: string;
  active: boolean;
  events: string[];
  secret: string | null;
  createdOn: string;
}

export interface BranchRestriction {
  id: number;
  kind: string;
  pattern: string;
  branchMatchKind: 'glob' | 'branching_model';
  branchType: string | null;
  value: number | null;
  /** Uuids of users whom the restriction does not stop. */
  users: string[];
}

export interface Repository {
  uuid: string;
  workspaceUuid: string;
  slug: string;
  /** Addresses (`workspace/slug`) that it had before; absent in a state that was saved before there were any. */
  formerNames?: string[];
  name: string;
  description: string;
  isPrivate: boolean;
  projectKey: string;
  language: string;
  hasWiki: boolean;
  forkPolicy: string;
  mainBranch: string | null;
  createdOn: string;
  updatedOn: string;
  /** Right of a member of the Bitbucket workspace without an entry of its own in `access`. */
  memberAccess: Access | 'none';
  access: Record<string, Access | 'none'>;
  /** Content that is put into the bare repository when it is first needed. */
  content: 'sample' | 'empty';
  materialised: boolean;
  /** Branch heads as last seen: what a push changed is the difference to this. */
  heads: Record<string, string>;
  pullRequests: PullRequest[];
  statuses: CommitStatus[];
  hooks: Hook[];
  restrictions: BranchRestriction[];
  defaultReviewers: string[];
  nextCommentId: number;
}

export interface Consumer {
  key: string;
  secret: string;
  name: string;
  callbackUrl: string;
  scopes: string[];
  /** Milliseconds since 1970 until which every refresh of this consumer is refused. */
  lockedUntil: number;
}

/** One authorisation by one user: a chain of refresh tokens. */
export interface Grant {
  id: string;
  consumerKey: string;
  userUuid: string;
  scopes: string[];
  revoked: boolean;
  createdOn: string;
}

export interface AuthorizationCode {
  grantId: string;
  redirectUri: string | null;
  expiresAt: number;
  used: boolean;
}

export interface AccessToken {
  grantId: string;
  expiresAt: number;
}

export interface RefreshToken {
  grantId: string;
  /** Issued at; unused for `refreshIdleDays` it dies. */
  issuedAt: number;
  /** First use: from then on it lives for the grace only. */
  rotatedAt: number | null;
}

/** Of the layout of `state.json`. */
export const STATE_VERSION = 1;

/** Codes and tokens are kept by the SHA-256 of their text, never as text. */
export interface State {
  version: typeof STATE_VERSION;
  users: User[];
  workspaces: BitbucketWorkspace[];
  repositories: Repository[];
  consumers: Consumer[];
  grants: Grant[];
  codes: Record<string, AuthorizationCode>;
  accessTokens: Record<string, AccessToken>;
  refreshTokens: Record<string, RefreshToken>;
}
