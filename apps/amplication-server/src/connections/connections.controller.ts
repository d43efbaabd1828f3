import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Access, CurrentAccess, ForMembers, ForOwners } from '../access/access.decorator';
import { IdParam } from '../http/id-param';
import { IdPipe } from '../http/id.pipe';
import { Operation } from '../http/operation';
import { ConnectionDto, ConnectionImpact, ConnectionList } from './connections.dto';
import { ConnectionsService } from './connections.service';

@ApiTags('connections')
@IdParam('workspaceId')
@Controller('api/workspaces/:workspaceId/bitbucket/connections')
export class ConnectionsController {
  constructor(private readonly connections: ConnectionsService) {}

  @Get()
  @ForMembers('workspaceId')
  @Operation({
    id: 'listConnections',
    summary: 'Bitbucket accounts of a workspace',
    description: 'All of them: a workspace has few. Those that were disconnected are included.',
    returns: ConnectionList,
  })
  list(@CurrentAccess() { workspaceId }: Access): Promise<ConnectionList> {
    return this.connections.list(workspaceId);
  }

  @Get(':connectionId')
  @ForMembers('workspaceId')
  @IdParam('connectionId')
  @Operation({
    id: 'getConnection',
    summary: 'One Bitbucket account with its status, permissions and budget',
    returns: ConnectionDto,
    errors: { 404: 'NOT_FOUND' },
  })
  get(
    @CurrentAccess() { workspaceId }: Access,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<ConnectionDto> {
    return this.connections.get(workspaceId, connectionId);
  }

  @Get(':connectionId/impact')
  @ForOwners('workspaceId')
  @IdParam('connectionId')
  @Operation({
    id: 'getConnectionImpact',
    summary: 'What disconnecting would stop',
    returns: ConnectionImpact,
    errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND' },
  })
  impact(
    @CurrentAccess() { workspaceId }: Access,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<ConnectionImpact> {
    return this.connections.impact(workspaceId, connectionId);
  }

  @Delete(':connectionId')
  @ForOwners('workspaceId')
  @IdParam('connectionId')
  @Operation({
    id: 'disconnect',
    summary: 'Disconnect a Bitbucket account',
    description:
      'Deletes its tokens, asks Bitbucket to revoke them, and stops its builds. History and links stay.',
    status: 204,
    errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND' },
  })
  disconnect(
    @CurrentAccess() { workspaceId }: Access,
    @Param('connectionId', IdPipe) connectionId: string,
  ): Promise<void> {
    return this.connections.disconnect(workspaceId, connectionId);
  }
}
