import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type Access, CurrentAccess, ForMembers, ForOwners } from '../access/access.decorator';
import { IdParam } from '../http/id-param';
import { Operation } from '../http/operation';
import { SearchQuery } from '../http/page';
import { untilClosed } from '../http/until-closed';
import { ModelBody } from './models/model-body';
import { ChangeResource, CreateResource, ResourceImpact, ResourcePage, ResourceView } from './resources.dto';
import { ResourcesService } from './resources.service';

@ApiTags('resources')
@Controller('api')
export class ResourcesController {
  constructor(private readonly resources: ResourcesService) {}

  @Get('workspaces/:workspaceId/resources')
  @ForMembers('workspaceId')
  @IdParam('workspaceId')
  @Operation({ id: 'listResources', summary: 'Services of a workspace, by name', returns: ResourcePage })
  list(@CurrentAccess() { workspaceId }: Access, @Query() query: SearchQuery): Promise<ResourcePage> {
    return this.resources.page(workspaceId, query);
  }

  @Post('workspaces/:workspaceId/resources')
  @ForMembers('workspaceId')
  @IdParam('workspaceId')
  @ModelBody(CreateResource)
  @Operation({
    id: 'createResource',
    summary: 'Create a service, from the sample, empty or with a model',
    description: 'At most 10 MB.',
    status: 201,
    returns: ResourceView,
    errors: {
      400: 'VALIDATION_FAILED with every problem, at paths such as `model.entities.0.name`; MODEL_VERSION_OLD',
      404: 'NOT_FOUND',
    },
  })
  create(
    @CurrentAccess() access: Access,
    @Req() { body }: Request<unknown, unknown, unknown>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ResourceView> {
    return this.resources.create(access, body, untilClosed(response));
  }

  @Get('resources/:resourceId')
  @ForMembers('resourceId')
  @Operation({
    id: 'getResource',
    summary: 'One service',
    returns: ResourceView,
    errors: { 404: 'NOT_FOUND' },
  })
  get(@CurrentAccess() { workspaceId }: Access, @Param('resourceId') id: string): Promise<ResourceView> {
    return this.resources.get(workspaceId, id);
  }

  @Patch('resources/:resourceId')
  @ForMembers('resourceId')
  @Operation({
    id: 'changeResource',
    summary: 'Rename or describe a service',
    description: 'The slug, and with it the work branch, stays.',
    returns: ResourceView,
    errors: { 400: 'VALIDATION_FAILED', 404: 'NOT_FOUND' },
  })
  change(
    @CurrentAccess() { workspaceId }: Access,
    @Param('resourceId') id: string,
    @Body() body: ChangeResource,
  ): Promise<ResourceView> {
    return this.resources.change(workspaceId, id, body);
  }

  @Get('resources/:resourceId/impact')
  @ForOwners('resourceId')
  @Operation({
    id: 'getResourceImpact',
    summary: 'What deleting the service would stop',
    returns: ResourceImpact,
    errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND' },
  })
  impact(@CurrentAccess() { workspaceId }: Access, @Param('resourceId') id: string): Promise<ResourceImpact> {
    return this.resources.impact(workspaceId, id);
  }

  @Delete('resources/:resourceId')
  @ForOwners('resourceId')
  @Operation({
    id: 'deleteResource',
    summary: 'Delete a service',
    description: 'Stops its builds and unlinks it. Code and pull requests in Bitbucket stay as they are.',
    status: 204,
    errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND' },
  })
  delete(@CurrentAccess() { workspaceId }: Access, @Param('resourceId') id: string): Promise<void> {
    return this.resources.delete(workspaceId, id);
  }
}
