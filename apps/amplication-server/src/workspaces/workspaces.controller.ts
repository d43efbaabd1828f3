import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Access,
  CurrentAccess,
  CurrentAccount,
  ForMembers,
  ForOwners,
  ForTheSignedIn,
} from '../access/access.decorator';
import { Operation } from '../http/operation';
import { IdParam } from '../http/id-param';
import { SearchQuery } from '../http/page';
import { NameWorkspace, WorkspacePage, WorkspaceView } from './workspaces.dto';
import { WorkspacesService } from './workspaces.service';

@ApiTags('workspaces')
@Controller('api/workspaces')
export class WorkspacesController {
  constructor(private readonly workspaces: WorkspacesService) {}

  @Get()
  @ForTheSignedIn()
  @Operation({ id: 'listWorkspaces', summary: 'Workspaces of the account', returns: WorkspacePage })
  list(@CurrentAccount() accountId: string, @Query() query: SearchQuery): Promise<WorkspacePage> {
    return this.workspaces.page(accountId, query);
  }

  @Post()
  @ForTheSignedIn()
  @Operation({
    id: 'createWorkspace',
    summary: 'Create a workspace with one sample service',
    description: 'The account becomes its owner.',
    status: 201,
    returns: WorkspaceView,
    errors: { 400: 'VALIDATION_FAILED' },
  })
  create(@CurrentAccount() accountId: string, @Body() body: NameWorkspace): Promise<WorkspaceView> {
    return this.workspaces.create(accountId, body);
  }

  @Get(':workspaceId')
  @ForMembers('workspaceId')
  @IdParam('workspaceId')
  @Operation({
    id: 'getWorkspace',
    summary: 'One workspace',
    returns: WorkspaceView,
    errors: { 404: 'NOT_FOUND' },
  })
  get(@CurrentAccess() access: Access): Promise<WorkspaceView> {
    return this.workspaces.get(access.workspaceId, access.accountId);
  }

  @Patch(':workspaceId')
  @ForOwners('workspaceId')
  @IdParam('workspaceId')
  @Operation({
    id: 'renameWorkspace',
    summary: 'Rename a workspace',
    returns: WorkspaceView,
    errors: { 400: 'VALIDATION_FAILED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' },
  })
  rename(@CurrentAccess() access: Access, @Body() body: NameWorkspace): Promise<WorkspaceView> {
    return this.workspaces.rename(access.workspaceId, access.accountId, body);
  }
}
