import { ApiSession } from './api-session';

/** An entity of a model, as far as it is told apart here: the rest is the language's. */
export interface Entity {
  id: string;
  name: string;
  key: { fields: string[] };
  fields: object[];
}

export interface Build {
  id: string;
  sequence: number;
  status: 'queued' | 'generating' | 'pushing' | 'completed' | 'failed';
  outcome: string | null;
  fileCount: number | null;
  error: { code: string; message: string } | null;
  pullRequest: { number: number; url: string; state: string } | null;
  report: { commitSha: string | null; counts: Record<string, number> | null };
}

export interface RepositoryLink {
  bitbucketWorkspaceSlug: string;
  repositorySlug: string;
  repositoryUuid: string;
  baseBranch: string;
  workBranch: string;
  rootDirectory: string;
}

/** What a team does in Amplication, each act by the public HTTP API. */
export class Product {
  private constructor(
    readonly api: ApiSession,
    readonly workspaceId: string,
    readonly resource: { id: string; name: string },
  ) {}

  /** Creates an account; its first workspace holds the sample service. */
  static async signUp(
    urls: { server: string; client: string },
    account: { name: string; email: string; password: string },
  ): Promise<Product> {
    const api = new ApiSession(urls.server, urls.client);
    const me = await api.post<{ workspaces: { id: string }[] }>('/api/auth/sign-up', account);
    const workspaceId = first(me.workspaces, 'workspace').id;
    const resources = await api.get<{ items: { id: string; name: string }[] }>(
      `/api/workspaces/${workspaceId}/resources`,
    );
    return new Product(api, workspaceId, first(resources.items, 'sample service'));
  }

  /** Begins to connect Bitbucket. Returns the page of Bitbucket that asks for the grant. */
  async startConnect(): Promise<string> {
    const body = { returnTo: `/workspaces/${this.workspaceId}` };
    const path = `/api/workspaces/${this.workspaceId}/bitbucket/connect`;
    return (await this.api.post<{ authorizeUrl: string }>(path, body)).authorizeUrl;
  }

  /** Ends the connecting with what Bitbucket sent back. Returns the connection. */
  async finishConnect(sentBack: {
    code: string;
    state: string;
  }): Promise<{ id: string; user: { displayName: string } }> {
    const done = await this.api.post<{ connection: { id: string; user: { displayName: string } } }>(
      '/api/bitbucket-auth-app/callback',
      sentBack,
    );
    return done.connection;
  }

  async bitbucketWorkspaces(connectionId: string): Promise<{ slug: string; name: string }[]> {
    const path = `/api/workspaces/${this.workspaceId}/bitbucket/connections/${connectionId}/bitbucket-workspaces`;
    return (await this.api.get<{ items: { slug: string; name: string }[] }>(path)).items;
  }

  createRepository(body: {
    connectionId: string;
    bitbucketWorkspace: string;
    name: string;
    isPrivate: boolean;
  }): Promise<RepositoryLink> {
    return this.api.post(`/api/resources/${this.resource.id}/repository`, body);
  }

  /** Saves the sample model with another entity in it. Returns the version. */
  async addEntity(entity: Entity): Promise<number> {
    const path = `/api/resources/${this.resource.id}/model`;
    const { version, model } = await this.api.get<{ version: number; model: { entities: object[] } }>(path);
    const changed = { ...model, entities: [...model.entities, entity] };
    return (await this.api.put<{ version: number }>(path, { version, model: changed })).version;
  }

  startBuild(title: string): Promise<Build> {
    return this.api.post(`/api/resources/${this.resource.id}/builds`, { title });
  }

  build(id: string): Promise<Build> {
    return this.api.get(`/api/builds/${id}`);
  }

  /** Waits until a build is over. Rejects with its reason if it failed. */
  async waitForBuild(id: string, timeoutMs = 120_000): Promise<Build> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const build = await this.build(id);
      if (build.status === 'completed') return build;
      if (build.status === 'failed')
        throw new Error(`The build failed: ${build.error?.code} ${build.error?.message}`);
      if (Date.now() > deadline)
        throw new Error(`The build is still ${build.status} after ${timeoutMs / 1000} s.`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** An entity that the sample model does not have. */
export const SUPPLIER: Entity & { description: string } = {
  id: 'supplier',
  name: 'Supplier',
  description: 'Who we buy from.',
  key: { fields: ['supplier-id'] },
  fields: [
    {
      id: 'supplier-id',
      name: 'id',
      type: 'uuid',
      required: true,
      default: { kind: 'id', made: 'uuidv4' },
      readOnly: true,
    },
    { id: 'supplier-name', name: 'name', type: 'text', maxLength: 255, required: true, unique: true },
    { id: 'supplier-since', name: 'since', type: 'date' },
  ],
};

function first<Item>(items: Item[], what: string): Item {
  const [item] = items;
  if (item === undefined) throw new Error(`There is no ${what}.`);
  return item;
}
