import type { BitbucketApi } from '@amplication/bitbucket-client';
import { GitConnections } from '@amplication/git-connections';
import { Injectable } from '@nestjs/common';
import { ConnectionsService } from '../connections.service';
import type {
  BitbucketBranchPage,
  BitbucketProjectPage,
  BitbucketQuery,
  BitbucketRepositoryPage,
  BitbucketWorkspacePage,
  RepositoryQuery,
} from './bitbucket.dto';
import { takePage } from './take-page';
import { WorkspaceNames } from './workspace-names';

/** The connection to look through. */
export interface Viewer {
  workspaceId: string;
  connectionId: string;
}

/** What a connected account sees in Bitbucket. Names and slugs in paths are those of Bitbucket. */
@Injectable()
export class BitbucketBrowser {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly gitConnections: GitConnections,
    private readonly names: WorkspaceNames,
  ) {}

  async workspaces(viewer: Viewer, query: BitbucketQuery): Promise<BitbucketWorkspacePage> {
    const api = await this.api(viewer);
    const page = await api.workspaces.page({ ...asked(query), query: query.search });
    const names = await this.names.find(api, page.items);
    const items = page.items.map(({ uuid, slug, isAdministrator }, index) => ({
      uuid,
      slug,
      isAdministrator,
      name: names[index] ?? slug,
    }));
    return { items, ...asked(query), hasNext: page.hasNext };
  }

  async projects(viewer: Viewer, workspace: string, query: BitbucketQuery): Promise<BitbucketProjectPage> {
    const api = await this.api(viewer);
    const page = await takePage(api.projects.list(workspace, { query: query.search }), query);
    return {
      ...page,
      items: page.items.map(({ uuid, key, name, isPrivate }) => ({ uuid, key, name, isPrivate })),
    };
  }

  async repositories(
    viewer: Viewer,
    workspace: string,
    query: RepositoryQuery,
  ): Promise<BitbucketRepositoryPage> {
    const api = await this.api(viewer);
    const page = await api.repositories.page(workspace, {
      ...asked(query),
      query: query.search,
      ...(query.writable ? { role: 'contributor' as const } : {}),
    });
    const items = page.items.map(({ uuid, slug, name, fullName, isPrivate, mainBranch, htmlUrl }) => ({
      ...{ uuid, slug, name, fullName, isPrivate, mainBranch, url: htmlUrl },
      isWritable: query.writable ? true : null,
    }));
    return { items, ...asked(query), hasNext: page.hasNext };
  }

  async branches(
    viewer: Viewer,
    repository: { workspace: string; repo: string },
    query: BitbucketQuery,
  ): Promise<BitbucketBranchPage> {
    const api = await this.api(viewer);
    const page = await takePage(api.branches.list(repository, { query: query.search }), query);
    return { ...page, items: page.items.map(({ name }) => ({ name })) };
  }

  private async api({ workspaceId, connectionId }: Viewer): Promise<BitbucketApi> {
    await this.connections.requireUsable(workspaceId, connectionId);
    return this.gitConnections.api(connectionId);
  }
}

const asked = ({ page, pageSize }: BitbucketQuery) => ({ page, pageSize });
