import type { ApiHttp } from '../../http/api-http';
import { BitbucketError } from '../../http/bitbucket-error';
import { asString, type Json } from '../../http/json';
import { listAll } from '../../http/paging';
import { apiPath } from '../../http/path';
import { contains } from '../../http/query-language';
import type { CallOptions, RepositoryReference } from '../../options';

export interface BitbucketBranch {
  readonly name: string;
  /** Full hash of the commit at its tip. */
  readonly target: string;
  /** Full name (`workspace/slug`) that the repository has now; null when the answer does not say. */
  readonly repository: string | null;
}

export type NewBranch = Pick<BitbucketBranch, 'name' | 'target'>;

const BRANCHES = '/repositories/{workspace}/{repo}/refs/branches';

/** Branches of a repository. Scope `repository`, to create one `repository:write`. */
export class BranchesApi {
  constructor(private readonly http: ApiHttp) {}

  /** By name. An empty repository has none. */
  list(
    repository: RepositoryReference,
    { query, signal }: CallOptions & { query?: string | undefined } = {},
  ): AsyncIterable<BitbucketBranch> {
    const parameters = new URLSearchParams({ sort: 'name' });
    const condition = contains('name', query);
    if (condition) parameters.set('q', condition);
    return listAll(this.http, {
      call: {
        method: 'GET',
        path: apiPath(BRANCHES, { ...repository }),
        query: parameters,
        notFound: 'REPOSITORY_GONE',
        signal,
      },
      read: readBranch,
      keyOf: (branch) => branch.name,
    });
  }

  /** Null when there is no such branch. A branch that was pushed a moment ago may not be visible yet. */
  async get(
    repository: RepositoryReference,
    name: string,
    { signal }: CallOptions = {},
  ): Promise<BitbucketBranch | null> {
    const path = apiPath(`${BRANCHES}/{name}`, { ...repository, name });
    try {
      return await this.http.send({ method: 'GET', path, signal }, readBranch);
    } catch (error) {
      if (error instanceof BitbucketError && error.code === 'BITBUCKET_NOT_FOUND') return null;
      throw error;
    }
  }

  /** Creates a branch at a commit. `BITBUCKET_REFUSED` if the name is taken. */
  create(
    repository: RepositoryReference,
    branch: NewBranch,
    { signal }: CallOptions = {},
  ): Promise<BitbucketBranch> {
    const json = { name: branch.name, target: { hash: branch.target } };
    return this.http.send(
      { method: 'POST', path: apiPath(BRANCHES, { ...repository }), json, signal },
      readBranch,
    );
  }
}

function readBranch(json: Json): BitbucketBranch {
  const target = json.get('target');
  return {
    name: json.get('name').string(),
    target: target.get('hash').string(),
    repository: target.dig('repository', 'full_name').optional(asString),
  };
}
