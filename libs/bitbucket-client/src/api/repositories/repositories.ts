import type { ApiHttp } from '../../http/api-http';
import { BitbucketError } from '../../http/bitbucket-error';
import { asInteger, asString, type Json } from '../../http/json';
import { listAll, type ListOptions, type Page, type PageRequest, readOnePage } from '../../http/paging';
import { apiPath } from '../../http/path';
import { contains, quoted } from '../../http/query-language';
import type { CallOptions, RepositoryReference } from '../../options';

export interface BitbucketRepository {
  readonly uuid: string;
  /** The last part of `fullName`. Paths and git use it; `name` is for people and may hold spaces and capitals. */
  readonly slug: string;
  readonly name: string;
  /** `workspace/slug`: where it is now. */
  readonly fullName: string;
  /** Of the Bitbucket workspace that it is in; null where Bitbucket does not say. */
  readonly workspaceUuid: string | null;
  readonly isPrivate: boolean;
  readonly scm: string;
  /** Null as long as the repository is empty. */
  readonly mainBranch: string | null;
  readonly htmlUrl: string;
  readonly projectKey: string | null;
  /** Bytes; null where Bitbucket does not say. */
  readonly size: number | null;
}

export interface NewRepository {
  readonly name: string;
  readonly slug: string;
  readonly isPrivate: boolean;
  /** Without one, Bitbucket takes the oldest project of the Bitbucket workspace. */
  readonly projectKey?: string | undefined;
  readonly description?: string | undefined;
}

export const REPOSITORY_PERMISSIONS = ['admin', 'write', 'read', 'none'] as const;
/** `null` when the account has no permission of its own (it may still read a public repository). */
export type RepositoryPermission = 'admin' | 'write' | 'read' | null;

export interface RepositorySearch extends CallOptions {
  /** Part of the name. */
  readonly query?: string | undefined;
  /** Only repositories in which the account has at least this role; `contributor` may write. */
  readonly role?: 'member' | 'contributor' | 'admin' | 'owner' | undefined;
  /** One field, with `-` for descending; `name` unless given. */
  readonly sort?: 'name' | '-name' | 'updated_on' | '-updated_on';
}

export class RepositoriesApi {
  constructor(private readonly http: ApiHttp) {}

  /** Repositories of a Bitbucket workspace, on all pages. Scope `repository`. */
  list(workspace: string, search: RepositorySearch = {}): AsyncIterable<BitbucketRepository> {
    return listAll(this.http, repositoryList(workspace, search));
  }

  page(
    workspace: string,
    { page, pageSize, ...search }: RepositorySearch & PageRequest,
  ): Promise<Page<BitbucketRepository>> {
    return readOnePage(this.http, repositoryList(workspace, search), { page, pageSize });
  }

  /** One repository, by slug or uuid. `REPOSITORY_GONE` if it is not there or the account may not see it. */
  get(workspace: string, repo: string, { signal }: CallOptions = {}): Promise<BitbucketRepository> {
    return this.http.send(
      { method: 'GET', path: repositoryPath({ workspace, repo }), notFound: 'REPOSITORY_GONE', signal },
      readRepository,
    );
  }

  /**
   * Creates a git repository. Scope `repository:admin`. Not retried: after an answer that was lost, ask `get`.
   * `REPOSITORY_EXISTS` when the slug is taken; Bitbucket says it with a 400.
   */
  async create(
    workspace: string,
    repository: NewRepository,
    { signal }: CallOptions = {},
  ): Promise<BitbucketRepository> {
    const json = {
      scm: 'git',
      name: repository.name,
      is_private: repository.isPrivate,
      ...(repository.projectKey ? { project: { key: repository.projectKey } } : {}),
      ...(repository.description ? { description: repository.description } : {}),
    };
    try {
      const path = repositoryPath({ workspace, repo: repository.slug });
      return await this.http.send({ method: 'POST', path, json, signal }, readRepository);
    } catch (error) {
      throw isTaken(error) ? alreadyThere(error) : error;
    }
  }

  /** What the account may do in a repository; a public repository without a permission of its own gives null. */
  async permission(
    workspace: string,
    repo: string,
    options: CallOptions = {},
  ): Promise<RepositoryPermission> {
    const repository = await this.get(workspace, repo, options);
    // The permission call wants the slug of the Bitbucket workspace, and its `q` knows the repository by name.
    const [workspaceSlug = workspace] = repository.fullName.split('/');
    const permissions = listAll(this.http, {
      call: {
        method: 'GET',
        path: apiPath('/user/workspaces/{workspace}/permissions/repositories', { workspace: workspaceSlug }),
        query: new URLSearchParams({
          q: `repository.name = ${quoted(repository.name)}`,
          sort: 'repository.name',
        }),
        signal: options.signal,
      },
      read: (json) => ({
        uuid: json.get('repository').get('uuid').string(),
        permission: json.get('permission').oneOf(REPOSITORY_PERMISSIONS),
      }),
      keyOf: ({ uuid }) => uuid,
    });
    for await (const { uuid, permission } of permissions)
      if (uuid === repository.uuid) return permission === 'none' ? null : permission;
    return null;
  }
}

export function repositoryPath({ workspace, repo }: RepositoryReference) {
  return apiPath('/repositories/{workspace}/{repo}', { workspace, repo });
}

function repositoryList(
  workspace: string,
  { query, role, sort, signal }: RepositorySearch,
): ListOptions<BitbucketRepository> {
  const parameters = new URLSearchParams({ sort: sort ?? 'name' });
  const condition = contains('name', query);
  if (condition) parameters.set('q', condition);
  if (role) parameters.set('role', role);
  return {
    call: {
      method: 'GET',
      path: apiPath('/repositories/{workspace}', { workspace }),
      query: parameters,
      signal,
    },
    read: readRepository,
    keyOf: (repository) => repository.uuid,
  };
}

/** `slug` is not in Atlassian's schema, though the API gives it; `full_name` is, and ends with it. */
export function readRepository(json: Json): BitbucketRepository {
  const fullName = json.get('full_name').string();
  return {
    uuid: json.get('uuid').string(),
    slug: json.get('slug').optional(asString) ?? fullName.slice(fullName.indexOf('/') + 1),
    name: json.get('name').string(),
    fullName,
    workspaceUuid: json.dig('workspace', 'uuid').optional(asString),
    isPrivate: json.get('is_private').boolean(),
    scm: json.get('scm').string(),
    mainBranch: json.get('mainbranch').optional((branch) => branch.get('name').string()),
    htmlUrl: json.get('links').get('html').get('href').string(),
    projectKey: json.dig('project', 'key').optional(asString),
    size: json.get('size').optional(asInteger),
  };
}

/** Bitbucket: "Repository with this Slug and Owner already exists." and "You already have a repository with this name." */
function isTaken(error: unknown): error is BitbucketError {
  if (!(error instanceof BitbucketError) || error.status !== 400) return false;
  const texts = [error.message, ...Object.values(error.fields).flat()];
  return texts.some((text) => /already (exists|have a repository)/i.test(text));
}

function alreadyThere(error: BitbucketError): BitbucketError {
  return new BitbucketError('REPOSITORY_EXISTS', undefined, {
    method: error.method,
    pathTemplate: error.pathTemplate,
    status: error.status,
    fields: error.fields,
    cause: error,
  });
}
