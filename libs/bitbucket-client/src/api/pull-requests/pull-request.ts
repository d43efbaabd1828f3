import { asBoolean, asString, type Json } from '../../http/json';

export const PULL_REQUEST_STATES = ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'] as const;
export type PullRequestState = (typeof PULL_REQUEST_STATES)[number];

export interface PullRequest {
  readonly number: number;
  readonly state: PullRequestState;
  readonly draft: boolean;
  /** Whether a merge deletes the source branch; a person may have changed it. */
  readonly closeSourceBranch?: boolean | undefined;
  readonly title: string;
  readonly description: string;
  readonly sourceBranch: string;
  /** Bitbucket abbreviates it to 12 characters: compare with `sameCommit`. Null when the source is gone. */
  readonly sourceCommit: string | null;
  readonly destinationBranch: string;
  readonly destinationCommit: string | null;
  readonly mergeCommit: string | null;
  /** For a browser. */
  readonly url: string;
  /** Null when the account was deleted. */
  readonly authorUuid: string | null;
  /** Uuids; null when the answer does not say, as lists may do. */
  readonly reviewers: readonly string[] | null;
  /** Full name (`workspace/slug`) that the repository has now; null when the answer does not say. */
  readonly repository?: string | null;
  /** ISO 8601, by Bitbucket's clock. */
  readonly createdAt?: string | undefined;
  /** Likewise. */
  readonly updatedAt?: string | undefined;
}

/** By how much the two times of a pull request may differ that has just been made. */
const JUST_MADE_MS = 2_000;

/**
 * Whether a pull request that the opening answered with was open before: Bitbucket changes and returns that one, and
 * only its times say so.
 */
export function wasOpenBefore({ createdAt, updatedAt }: PullRequest): boolean {
  if (createdAt === undefined || updatedAt === undefined) return false;
  return Date.parse(updatedAt) - Date.parse(createdAt) > JUST_MADE_MS;
}

/** A pull request and whether it comes from another repository (a fork may use the same branch name). */
export interface ListedPullRequest {
  readonly pullRequest: PullRequest;
  readonly isFromFork: boolean;
}

export interface PullRequestComment {
  readonly id: number;
  readonly text: string;
  readonly authorUuid: string | null;
  readonly createdAt: string;
}

/** Whether two hashes name one commit, though one of them may be abbreviated. */
export function sameCommit(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length >= 7 && long.startsWith(short);
}

export function readPullRequest(json: Json): PullRequest {
  return {
    number: json.get('id').integer(),
    state: json.get('state').oneOf(PULL_REQUEST_STATES),
    draft: json.get('draft').optional(asBoolean) ?? false,
    closeSourceBranch: json.get('close_source_branch').optional(asBoolean) ?? undefined,
    title: json.get('title').string(),
    // `description` is not in Atlassian's schema though the API gives it; `summary.raw` is the same text.
    description:
      json.get('description').optional(asString) ?? json.dig('summary', 'raw').optional(asString) ?? '',
    sourceBranch: json.get('source').get('branch').get('name').string(),
    sourceCommit: json.get('source').dig('commit', 'hash').optional(asString),
    destinationBranch: json.get('destination').get('branch').get('name').string(),
    destinationCommit: json.get('destination').dig('commit', 'hash').optional(asString),
    mergeCommit: json.dig('merge_commit', 'hash').optional(asString),
    url: json.get('links').get('html').get('href').string(),
    authorUuid: json.dig('author', 'uuid').optional(asString),
    reviewers: json
      .get('reviewers')
      .optional((list) => list.array().map((reviewer) => reviewer.get('uuid').string())),
    repository: json.get('destination').dig('repository', 'full_name').optional(asString),
    createdAt: json.get('created_on').optional(asString) ?? undefined,
    updatedAt: json.get('updated_on').optional(asString) ?? undefined,
  };
}

/** The source repository is null when the fork was deleted. */
export function readListedPullRequest(json: Json): ListedPullRequest {
  const source = json.get('source').dig('repository', 'uuid').optional(asString);
  const destination = json.get('destination').dig('repository', 'uuid').optional(asString);
  return { pullRequest: readPullRequest(json), isFromFork: source === null || source !== destination };
}

export function readComment(json: Json): PullRequestComment {
  return {
    id: json.get('id').integer(),
    text: json.dig('content', 'raw').optional(asString) ?? '',
    authorUuid: json.dig('user', 'uuid').optional(asString),
    createdAt: json.get('created_on').string(),
  };
}
