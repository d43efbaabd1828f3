import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { type Access, CurrentAccess, ForOwners } from '../../access/access.decorator';
import { IdParam } from '../../http/id-param';
import { IdPipe } from '../../http/id.pipe';
import { Operation } from '../../http/operation';
import {
  BitbucketBranchPage,
  BitbucketProjectPage,
  BitbucketQuery,
  BitbucketRepositoryPage,
  BitbucketWorkspacePage,
  RepositoryQuery,
} from './bitbucket.dto';
import { BitbucketBrowser } from './bitbucket-browser';

const errors = {
  403: 'FORBIDDEN',
  404: 'NOT_FOUND, or what Bitbucket does not find',
  409: 'CONNECTION_GONE, CONNECTION_NEEDS_RECONNECT or CONNECTION_OTHER_CONSUMER',
  502: 'BITBUCKET_UNREACHABLE or BITBUCKET_SERVER_ERROR',
  503: 'BITBUCKET_RATE_LIMITED',
};
const BitbucketWorkspaceParam = () =>
  ApiParam({ name: 'bitbucketWorkspace', description: 'Slug, or uuid with its braces.' });

/** For owners only: they choose where services go, and members need not see all that the account sees. */
@ApiTags('bitbucket')
@IdParam('workspaceId')
@IdParam('connectionId')
@Controller('api/workspaces/:workspaceId/bitbucket/connections/:connectionId/bitbucket-workspaces')
export class BitbucketController {
  constructor(private readonly browser: BitbucketBrowser) {}

  @Get()
  @ForOwners('workspaceId')
  @Operation({
    id: 'listBitbucketWorkspaces',
    summary: 'Bitbucket workspaces of the connected account, by slug',
    description: '`search` finds a part of the slug.',
    returns: BitbucketWorkspacePage,
    errors,
  })
  workspaces(
    @CurrentAccess() { workspaceId }: Access,
    @Param('connectionId', IdPipe) connectionId: string,
    @Query() query: BitbucketQuery,
  ): Promise<BitbucketWorkspacePage> {
    return this.browser.workspaces({ workspaceId, connectionId }, query);
  }

  @Get(':bitbucketWorkspace/projects')
  @ForOwners('workspaceId')
  @BitbucketWorkspaceParam()
  @Operation({
    id: 'listBitbucketProjects',
    summary: 'Projects of a Bitbucket workspace, by name',
    returns: BitbucketProjectPage,
    errors,
  })
  projects(
    @CurrentAccess() { workspaceId }: Access,
    @Param('connectionId', IdPipe) connectionId: string,
    @Param('bitbucketWorkspace') bitbucketWorkspace: string,
    @Query() query: BitbucketQuery,
  ): Promise<BitbucketProjectPage> {
    return this.browser.projects({ workspaceId, connectionId }, bitbucketWorkspace, query);
  }

  @Get(':bitbucketWorkspace/repositories')
  @ForOwners('workspaceId')
  @BitbucketWorkspaceParam()
  @Operation({
    id: 'listBitbucketRepositories',
    summary: 'Repositories of a Bitbucket workspace, by name',
    returns: BitbucketRepositoryPage,
    errors,
  })
  repositories(
    @CurrentAccess() { workspaceId }: Access,
    @Param('connectionId', IdPipe) connectionId: string,
    @Param('bitbucketWorkspace') bitbucketWorkspace: string,
    @Query() query: RepositoryQuery,
  ): Promise<BitbucketRepositoryPage> {
    return this.browser.repositories({ workspaceId, connectionId }, bitbucketWorkspace, query);
  }

  @Get(':bitbucketWorkspace/repositories/:repository/branches')
  @ForOwners('workspaceId')
  @BitbucketWorkspaceParam()
  @ApiParam({ name: 'repository', description: 'Slug, or uuid with its braces.' })
  @Operation({
    id: 'listBitbucketBranches',
    summary: 'Branches of a repository, by name',
    returns: BitbucketBranchPage,
    errors,
  })
  branches(
    @CurrentAccess() { workspaceId }: Access,
    @Param('connectionId', IdPipe) connectionId: string,
    @Param('bitbucketWorkspace') workspace: string,
    @Param('repository') repo: string,
    @Query() query: BitbucketQuery,
  ): Promise<BitbucketBranchPage> {
    return this.browser.branches({ workspaceId, connectionId }, { workspace, repo }, query);
  }
}
