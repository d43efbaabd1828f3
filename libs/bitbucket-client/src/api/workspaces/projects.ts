import type { ApiHttp } from '../../http/api-http';
import { asBoolean } from '../../http/json';
import { listAll } from '../../http/paging';
import { apiPath } from '../../http/path';
import { contains } from '../../http/query-language';
import type { CallOptions } from '../../options';

export interface BitbucketProject {
  readonly uuid: string;
  readonly key: string;
  readonly name: string;
  /** A private project cannot hold a public repository. */
  readonly isPrivate: boolean;
}

export class ProjectsApi {
  constructor(private readonly http: ApiHttp) {}

  /** Projects of a Bitbucket workspace, by name. Scope `project`. */
  list(
    workspace: string,
    { query, signal }: CallOptions & { query?: string | undefined } = {},
  ): AsyncIterable<BitbucketProject> {
    const parameters = new URLSearchParams({ sort: 'name' });
    const condition = contains('name', query);
    if (condition) parameters.set('q', condition);
    return listAll(this.http, {
      call: {
        method: 'GET',
        path: apiPath('/workspaces/{workspace}/projects', { workspace }),
        query: parameters,
        signal,
      },
      read: (json) => ({
        uuid: json.get('uuid').string(),
        key: json.get('key').string(),
        name: json.get('name').string(),
        isPrivate: json.get('is_private').optional(asBoolean) ?? false,
      }),
      keyOf: (project) => project.uuid,
    });
  }
}
