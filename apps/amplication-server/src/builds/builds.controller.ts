import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Access, CurrentAccess, ForMembers } from '../access/access.decorator';
import { IdParam } from '../http/id-param';
import { Operation } from '../http/operation';
import { PageQuery, SearchQuery } from '../http/page';
import { BuildRequests } from './requests/build-requests';
import { BuildPage, BuildView, LogPage, StartBuild } from './builds.dto';
import { BuildsService } from './builds.service';

@ApiTags('builds')
@Controller('api')
export class BuildsController {
  constructor(
    private readonly builds: BuildsService,
    private readonly requests: BuildRequests,
  ) {}

  @Post('resources/:resourceId/builds')
  @ForMembers('resourceId')
  @Operation({
    id: 'startBuild',
    summary: 'Build the newest model',
    description:
      'The files arrive as a pull request in the linked Bitbucket repository; without one they are generated only.',
    status: 201,
    returns: BuildView,
    errors: {
      400: 'VALIDATION_FAILED',
      402: 'BILLING_PLAN_REQUIRED',
      404: 'NOT_FOUND',
      409: 'CONNECTION_NEEDS_RECONNECT, CONNECTION_OTHER_CONSUMER or CONNECTION_GONE',
    },
  })
  start(
    @CurrentAccess() access: Access,
    @Param('resourceId') resourceId: string,
    @Body() body: StartBuild,
  ): Promise<BuildView> {
    return this.requests.start(access, resourceId, body);
  }

  @Post('builds/:buildId/retry')
  @ForMembers('buildId')
  @Operation({
    id: 'retryBuild',
    summary: 'Try a failed build again',
    description: 'Same model, repository settings of now.',
    returns: BuildView,
    errors: {
      402: 'BILLING_PLAN_REQUIRED',
      404: 'NOT_FOUND',
      409: 'BUILD_NOT_RETRYABLE, BUILD_RUNNING, or what startBuild refuses',
    },
  })
  retry(@CurrentAccess() access: Access, @Param('buildId') buildId: string): Promise<BuildView> {
    return this.requests.retry(access, buildId);
  }

  @Get('resources/:resourceId/builds')
  @ForMembers('resourceId')
  @Operation({ id: 'listBuilds', summary: 'Builds of a service, newest first', returns: BuildPage })
  ofResource(
    @CurrentAccess() { workspaceId }: Access,
    @Param('resourceId') resourceId: string,
    @Query() query: SearchQuery,
  ): Promise<BuildPage> {
    return this.builds.page({ workspaceId, resourceId }, query);
  }

  @Get('workspaces/:workspaceId/builds')
  @ForMembers('workspaceId')
  @IdParam('workspaceId')
  @Operation({
    id: 'listWorkspaceBuilds',
    summary: 'Builds of a workspace, newest first',
    returns: BuildPage,
  })
  ofWorkspace(@CurrentAccess() { workspaceId }: Access, @Query() query: SearchQuery): Promise<BuildPage> {
    return this.builds.page({ workspaceId }, query);
  }

  @Get('builds/:buildId')
  @ForMembers('buildId')
  @Operation({
    id: 'getBuild',
    summary: 'One build with its steps, error, pull request and report',
    returns: BuildView,
    errors: { 404: 'NOT_FOUND' },
  })
  get(@CurrentAccess() { workspaceId }: Access, @Param('buildId') buildId: string): Promise<BuildView> {
    return this.builds.get(workspaceId, buildId);
  }

  @Get('builds/:buildId/log')
  @ForMembers('buildId')
  @Operation({ id: 'getBuildLog', summary: 'Lines of the log, oldest first', returns: LogPage })
  log(@Param('buildId') buildId: string, @Query() query: PageQuery): Promise<LogPage> {
    return this.builds.log(buildId, query);
  }
}
