import type { ApiCall, ApiHttp } from '../../http/api-http';
import { listAll } from '../../http/paging';
import { apiPath } from '../../http/path';
import { quoted } from '../../http/query-language';
import type { CallOptions, RepositoryReference } from '../../options';
import { untilVisible } from '../visibility';
import {
  type ListedPullRequest,
  type PullRequest,
  PULL_REQUEST_STATES,
  type PullRequestComment,
  type PullRequestState,
  readComment,
  readListedPullRequest,
  readPullRequest,
} from './pull-request';
import {
  explainOpeningRefusal,
  explainRefusal,
  isBranchNotFound,
  withoutBadReviewers,
} from './pull-request-refusals';

export interface NewPullRequest {
  /** At most 255 characters. */
  readonly title: string;
  /** Markdown; Bitbucket renders no HTML. Cut at 262,144 characters. */
  readonly description: string;
  readonly sourceBranch: string;
  readonly destinationBranch: string;
  readonly closeSourceBranch?: boolean | undefined;
  readonly draft?: boolean;
  /** Uuids, without the author's. */
  readonly reviewers?: readonly string[];
}

export interface PullRequestChanges {
  readonly title?: string;
  readonly description?: string;
  readonly destinationBranch?: string;
  readonly closeSourceBranch?: boolean;
}

const PULL_REQUESTS = '/repositories/{workspace}/{repo}/pullrequests';
const ONE = `${PULL_REQUESTS}/{number}`;
const MAX_DESCRIPTION = 262_144;
const MAX_COMMENT = 32_768;
/** Lists of pull requests may not give more on one page. */
const PAGE_LENGTH = 50;

/** Pull requests of a repository. Scope `pullrequest`, to write `pullrequest:write`. */
export class PullRequestsApi {
  constructor(
    private readonly http: ApiHttp,
    private readonly visibilityWaits: readonly number[],
  ) {}

  /**
   * The pull request that stands for a branch, or null: an open one into `destination`, else the newest open one, else
   * the newest of any state. Pull requests of forks do not count. One request, or two when none of the newest 50 is
   * open.
   */
  async newestForBranch(
    repository: RepositoryReference,
    branch: string,
    { destination, signal }: CallOptions & { destination?: string } = {},
  ): Promise<PullRequest | null> {
    const newest = await this.newestOf(repository, branch, PULL_REQUEST_STATES, signal);
    const open = newest.filter(({ state }) => state === 'OPEN');
    const candidates =
      open.length === 0 && newest.length >= PAGE_LENGTH
        ? await this.newestOf(repository, branch, ['OPEN'], signal)
        : open;
    return (
      candidates.find(({ destinationBranch }) => destinationBranch === destination) ??
      candidates[0] ??
      newest[0] ??
      null
    );
  }

  get(repository: RepositoryReference, number: number, { signal }: CallOptions = {}): Promise<PullRequest> {
    const path = apiPath(ONE, { ...repository, number: String(number) });
    return this.http.send({ method: 'GET', path, signal }, readPullRequest);
  }

  /**
   * Opens a pull request. Look up first: Bitbucket answers a second one for the same two branches with the one that is
   * open, under the new title and description (see `wasOpenBefore`). Not retried after a lost answer. Waits a bounded
   * time for a branch that was just pushed, and leaves reviewers out when Bitbucket refuses one of them.
   * `PULL_REQUEST_EXISTS`, `PULL_REQUEST_NO_CHANGES`, `BASE_BRANCH_MISSING`, `BRANCH_NOT_VISIBLE` or
   * `PULL_REQUEST_REFUSED`.
   */
  async create(
    repository: RepositoryReference,
    pullRequest: NewPullRequest,
    { signal }: CallOptions = {},
  ): Promise<PullRequest> {
    const call: ApiCall = {
      method: 'POST',
      path: apiPath(PULL_REQUESTS, { ...repository }),
      notFound: 'REPOSITORY_GONE',
      signal,
    };
    const post = (reviewers?: readonly string[]) =>
      this.http.send({ ...call, json: bodyOf(pullRequest, reviewers) }, readPullRequest);
    try {
      return await untilVisible(
        () => withoutBadReviewers(post, pullRequest.reviewers),
        isBranchNotFound,
        this.visibilityWaits,
        signal,
      );
    } catch (error) {
      throw explainOpeningRefusal(error, pullRequest);
    }
  }

  /**
   * Changes an open pull request. What is not given is sent along as it is, since Bitbucket was seen to blank what a
   * body leaves out: it is taken from `current` if that has the reviewers too, else read first.
   */
  async update(
    repository: RepositoryReference,
    number: number,
    changes: PullRequestChanges,
    { signal, current: known }: CallOptions & { current?: PullRequest } = {},
  ): Promise<PullRequest> {
    const current = known?.reviewers ? known : await this.get(repository, number, { signal });
    const path = apiPath(ONE, { ...repository, number: String(number) });
    const wanted = { ...current, ...defined(changes) };
    const put = (reviewers?: readonly string[]) =>
      this.http.send({ method: 'PUT', path, json: bodyOf(wanted, reviewers), signal }, readPullRequest);
    try {
      return await withoutBadReviewers(put, current.reviewers ?? undefined);
    } catch (error) {
      throw explainRefusal(error, wanted);
    }
  }

  /** Newest first. */
  comments(
    repository: RepositoryReference,
    number: number,
    { signal }: CallOptions = {},
  ): AsyncIterable<PullRequestComment> {
    return listAll(this.http, {
      call: {
        method: 'GET',
        path: apiPath(`${ONE}/comments`, { ...repository, number: String(number) }),
        query: new URLSearchParams({ sort: '-created_on' }),
        signal,
      },
      read: readComment,
      keyOf: (comment) => comment.id,
      pageLength: PAGE_LENGTH,
    });
  }

  /**
   * Comments in Markdown without HTML, cut at 32,768 characters. Not retried: look for it first after a lost answer.
   */
  comment(
    repository: RepositoryReference,
    number: number,
    markdown: string,
    { signal }: CallOptions = {},
  ): Promise<PullRequestComment> {
    const path = apiPath(`${ONE}/comments`, { ...repository, number: String(number) });
    const json = { content: { raw: markdown.slice(0, MAX_COMMENT) } };
    return this.http.send({ method: 'POST', path, json, signal }, readComment);
  }

  /**
   * Uuids of the effective default reviewers, without `exceptUuid` (the author cannot review). The API does not add
   * them by itself, whatever its description says, so a caller sends them with `create`.
   */
  async defaultReviewers(
    repository: RepositoryReference,
    exceptUuid: string | null,
    { signal }: CallOptions = {},
  ): Promise<string[]> {
    const reviewers = listAll(this.http, {
      call: {
        method: 'GET',
        path: apiPath('/repositories/{workspace}/{repo}/effective-default-reviewers', { ...repository }),
        notFound: 'REPOSITORY_GONE',
        signal,
      },
      read: (json) => json.get('user').get('uuid').string(),
      keyOf: (uuid) => uuid,
    });
    const uuids: string[] = [];
    for await (const uuid of reviewers) if (uuid !== exceptUuid) uuids.push(uuid);
    return uuids;
  }

  private async newestOf(
    repository: RepositoryReference,
    branch: string,
    states: readonly PullRequestState[],
    signal?: AbortSignal,
  ): Promise<PullRequest[]> {
    const query = new URLSearchParams({
      q: `source.branch.name = ${quoted(branch)}`,
      sort: '-created_on',
      // Lists leave the reviewers out unless asked for them.
      fields: '+values.reviewers',
    });
    // Without `state` only open ones are listed.
    for (const state of states) query.append('state', state);
    const listed = listAll<ListedPullRequest>(this.http, {
      call: {
        method: 'GET',
        path: apiPath(PULL_REQUESTS, { ...repository }),
        query,
        notFound: 'REPOSITORY_GONE',
        signal,
      },
      read: readListedPullRequest,
      keyOf: ({ pullRequest }) => pullRequest.number,
      pageLength: PAGE_LENGTH,
      cap: PAGE_LENGTH,
    });
    const own: PullRequest[] = [];
    for await (const { pullRequest, isFromFork } of listed) if (!isFromFork) own.push(pullRequest);
    return own;
  }
}

function bodyOf(
  pullRequest: Omit<NewPullRequest, 'reviewers'>,
  reviewers: readonly string[] | undefined,
): object {
  return {
    title: pullRequest.title.slice(0, 255),
    description: pullRequest.description.slice(0, MAX_DESCRIPTION),
    source: { branch: { name: pullRequest.sourceBranch } },
    destination: { branch: { name: pullRequest.destinationBranch } },
    close_source_branch: pullRequest.closeSourceBranch ?? true,
    ...(pullRequest.draft ? { draft: true } : {}),
    ...(reviewers && reviewers.length > 0 ? { reviewers: reviewers.map((uuid) => ({ uuid })) } : {}),
  };
}

const defined = (changes: PullRequestChanges): PullRequestChanges =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
