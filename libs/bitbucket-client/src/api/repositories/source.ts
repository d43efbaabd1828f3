import type { ApiHttp } from '../../http/api-http';
import { BitbucketError } from '../../http/bitbucket-error';
import { apiPath } from '../../http/path';
import type { CallOptions, RepositoryReference } from '../../options';
import type { BranchesApi } from './branches';

export interface SourceCommit {
  readonly message: string;
  /** `Name <mail>`; the account itself when absent. */
  readonly author?: string;
  readonly branch: string;
  /** Tip that the commit goes on; absent for the first commit of an empty repository. */
  readonly parent?: string;
  /** Path without a leading slash -> content; null deletes. */
  readonly files: ReadonlyMap<string, string | Buffer | null>;
}

const HASH = /^[0-9a-f]{40}$/;

/** Single files of a repository over REST. Whole projects are pushed with git. */
export class SourceApi {
  constructor(
    private readonly http: ApiHttp,
    private readonly branches: BranchesApi,
  ) {}

  /**
   * Bytes of a file, null when the file or the branch is not there. Scope `repository`.
   * A branch is resolved to its commit first: a `/` in the name never works in this path, even encoded.
   */
  async read(
    repository: RepositoryReference,
    revision: string,
    path: string,
    { signal }: CallOptions = {},
  ): Promise<Buffer | null> {
    const commit = HASH.test(revision)
      ? revision
      : (await this.branches.get(repository, revision, { signal }))?.target;
    if (commit === undefined) return null;
    try {
      return await this.http.bytes({
        method: 'GET',
        path: apiPath('/repositories/{workspace}/{repo}/src/{commit}/{path+}', {
          ...repository,
          commit,
          path,
        }),
        // Raw content is refused with 406 to a client that accepts only JSON.
        accept: '*/*',
        signal,
      });
    } catch (error) {
      if (error instanceof BitbucketError && error.code === 'BITBUCKET_NOT_FOUND') return null;
      throw error;
    }
  }

  /**
   * One commit of a few files. Scope `repository:write`. `BITBUCKET_CONFLICT` when `parent` is no longer the tip.
   * In an empty repository it makes the root commit, and its branch becomes the main branch.
   * Bitbucket answers without a body: read the branch's tip afterwards. An overwritten file loses its executable bit.
   */
  async commit(
    repository: RepositoryReference,
    commit: SourceCommit,
    { signal }: CallOptions = {},
  ): Promise<void> {
    const form = new FormData();
    form.append('message', commit.message);
    form.append('branch', commit.branch);
    if (commit.author) form.append('author', commit.author);
    if (commit.parent) form.append('parents', commit.parent);
    for (const [path, content] of commit.files) {
      // The slash and the file name keep a file called `message` apart from the field of that name.
      if (content === null) form.append('files', `/${path}`);
      else
        form.append(
          `/${path}`,
          new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
          path,
        );
    }
    const path = apiPath('/repositories/{workspace}/{repo}/src', { ...repository });
    await this.http.sendIgnoringBody({ method: 'POST', path, form, notFound: 'REPOSITORY_GONE', signal });
  }
}
