import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Access, CurrentAccess, ForMembers, ForOwners } from '../access/access.decorator';
import { IdParam } from '../http/id-param';
import { IdPipe } from '../http/id.pipe';
import { Operation } from '../http/operation';
import { PageQuery } from '../http/page';
import { MembersService } from './members.service';
import { AddMember, ChangeMember, MemberImpact, MemberPage, MemberView } from './members.dto';

@ApiTags('workspaces')
@IdParam('workspaceId')
@Controller('api/workspaces/:workspaceId/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @ForMembers('workspaceId')
  @Operation({ id: 'listMembers', summary: 'Members of a workspace', returns: MemberPage })
  list(@CurrentAccess() { workspaceId }: Access, @Query() query: PageQuery): Promise<MemberPage> {
    return this.members.page(workspaceId, query);
  }

  @Post()
  @ForOwners('workspaceId')
  @Operation({
    id: 'addMember',
    summary: 'Add an existing account by its e-mail address',
    status: 201,
    returns: MemberView,
    errors: {
      400: 'VALIDATION_FAILED',
      403: 'FORBIDDEN',
      404: 'NOT_FOUND: no account has this address',
      409: 'CONFLICT: a member already',
    },
  })
  add(@CurrentAccess() { workspaceId }: Access, @Body() body: AddMember): Promise<MemberView> {
    return this.members.add(workspaceId, body);
  }

  @Patch(':accountId')
  @ForOwners('workspaceId')
  @IdParam('accountId')
  @Operation({
    id: 'changeMember',
    summary: 'Change the role of a member',
    returns: MemberView,
    errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND', 409: 'CONFLICT: the last owner stays one' },
  })
  change(
    @CurrentAccess() { workspaceId }: Access,
    @Param('accountId', IdPipe) accountId: string,
    @Body() body: ChangeMember,
  ): Promise<MemberView> {
    return this.members.changeRole(workspaceId, accountId, body.role);
  }

  @Get(':accountId/impact')
  @ForMembers('workspaceId')
  @IdParam('accountId')
  @Operation({
    id: 'getMemberImpact',
    summary: 'What removing a member would stop',
    description: 'An owner may ask about anybody; a member only about themselves.',
    returns: MemberImpact,
    errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND' },
  })
  impact(
    @CurrentAccess() access: Access,
    @Param('accountId', IdPipe) accountId: string,
  ): Promise<MemberImpact> {
    return this.members.impact(access, accountId);
  }

  @Delete(':accountId')
  @ForMembers('workspaceId')
  @IdParam('accountId')
  @Operation({
    id: 'removeMember',
    summary: 'Remove a member, or leave',
    description:
      'An owner may remove anybody; a member only leaves. The Bitbucket accounts that the person has connected need ' +
      'a reconnect: their tokens are deleted and their builds stop. Open event streams of the person end.',
    status: 204,
    errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND', 409: 'CONFLICT: the last owner cannot leave' },
  })
  remove(@CurrentAccess() access: Access, @Param('accountId', IdPipe) accountId: string): Promise<void> {
    return this.members.remove(access, accountId);
  }
}
