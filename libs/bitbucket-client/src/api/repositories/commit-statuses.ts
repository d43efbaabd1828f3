import type { ApiHttp } from '../../http/api-http';
import { apiPath } from '../../http/path';
import type { CallOptions, RepositoryReference } from '../../options';
import { untilVisible } from '../visibility';

export interface CommitStatus {
  /** Fixed for one kind of status: the same key on the same commit overwrites. */
  readonly key: string;
  readonly state: 'INPROGRESS' | 'SUCCESSFUL' | 'FAILED' | 'STOPPED';
  readonly name: string;
  readonly url: string;
  readonly description: string;
}

export class CommitStatusesApi {
  constructor(
    private readonly http: ApiHttp,
    private readonly visibilityWaits: readonly number[],
  ) {}

  /**
   * Sets a build status of a commit. Scope `repository`. Idempotent by its key, so it is retried though it is a POST;
   * a commit that was pushed a moment ago is waited for.
   */
  put(
    repository: RepositoryReference,
    commit: string,
    status: CommitStatus,
    { signal }: CallOptions = {},
  ): Promise<void> {
    const path = apiPath('/repositories/{workspace}/{repo}/commit/{commit}/statuses/build', {
      ...repository,
      commit,
    });
    return untilVisible(
      () =>
        this.http.sendIgnoringBody({ method: 'POST', path, json: { ...status }, idempotent: true, signal }),
      (error) => error.code === 'BITBUCKET_NOT_FOUND',
      this.visibilityWaits,
      signal,
    );
  }
}
