import type { ApiHttp } from '../../http/api-http';
import { asString, type Json } from '../../http/json';
import { listAll, type ListOptions, type Page, type PageRequest, readOnePage } from '../../http/paging';
import { apiPath } from '../../http/path';
import { contains } from '../../http/query-language';
import type { CallOptions } from '../../options';

export interface BitbucketWorkspace {
  readonly uuid: string;
  readonly slug: string;
  /** The list of a user's workspaces gives no name; `get` does. */
  readonly name: string | null;
  /** Null where Bitbucket does not say. */
  readonly isAdministrator: boolean | null;
}

export const WORKSPACE_PERMISSIONS = ['owner', 'create-project', 'collaborator', 'member'] as const;
export type WorkspacePermission = (typeof WORKSPACE_PERMISSIONS)[number];

interface WorkspaceSearch extends CallOptions {
  /** Part of the slug. */
  readonly query?: string | undefined;
}

/** Bitbucket workspaces that the account belongs to. Scope `account`. */
export class WorkspacesApi {
  constructor(private readonly http: ApiHttp) {}

  /** `GET /user/workspaces`: what `GET /workspaces` was before April 2026 (CHANGE-2770). */
  list(search: WorkspaceSearch = {}): AsyncIterable<BitbucketWorkspace> {
    return listAll(this.http, accessList(search));
  }

  page({ page, pageSize, ...search }: WorkspaceSearch & PageRequest): Promise<Page<BitbucketWorkspace>> {
    return readOnePage(this.http, accessList(search), { page, pageSize });
  }

  /** One Bitbucket workspace, with its name. */
  get(workspace: string, { signal }: CallOptions = {}): Promise<BitbucketWorkspace> {
    return this.http.send(
      { method: 'GET', path: apiPath('/workspaces/{workspace}', { workspace }), signal },
      readWorkspace,
    );
  }

  /** The account's role. Takes the slug: some permission calls answer 404 to a uuid. */
  permission(workspaceSlug: string, { signal }: CallOptions = {}): Promise<WorkspacePermission> {
    const path = apiPath('/user/workspaces/{workspace}/permission', { workspace: workspaceSlug });
    return this.http.send({ method: 'GET', path, signal }, (json) =>
      json.get('permission').oneOf(WORKSPACE_PERMISSIONS),
    );
  }
}

function accessList({ query, signal }: WorkspaceSearch): ListOptions<BitbucketWorkspace> {
  const parameters = new URLSearchParams({ sort: 'slug' });
  const condition = contains('slug', query);
  if (condition) parameters.set('q', condition);
  return {
    call: { method: 'GET', path: apiPath('/user/workspaces'), query: parameters, signal },
    read: (json) => ({
      ...readWorkspace(json.get('workspace')),
      isAdministrator: json.get('administrator').boolean(),
    }),
    keyOf: (workspace) => workspace.uuid,
  };
}

function readWorkspace(json: Json): BitbucketWorkspace {
  return {
    uuid: json.get('uuid').string(),
    slug: json.get('slug').string(),
    name: json.get('name').optional(asString),
    isAdministrator: null,
  };
}
