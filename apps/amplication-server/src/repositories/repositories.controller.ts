import { Body, Controller, Delete, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Access, CurrentAccess, ForMembers, ForOwners } from '../access/access.decorator';
import { Operation } from '../http/operation';
import { ConnectRepository, CreateRepository, LinkSettings, RepositoryLinkView } from './repositories.dto';
import { RepositoriesService } from './repositories.service';

const LINKING = {
  400: 'VALIDATION_FAILED',
  402: 'BILLING_PLAN_REQUIRED',
  404: 'NOT_FOUND',
  502: 'BITBUCKET_UNREACHABLE or BITBUCKET_SERVER_ERROR',
  503: 'BITBUCKET_RATE_LIMITED',
};

@ApiTags('repository')
@Controller('api/resources/:resourceId/repository')
export class RepositoriesController {
  constructor(private readonly repositories: RepositoriesService) {}

  @Get()
  @ForMembers('resourceId')
  @Operation({
    id: 'getRepository',
    summary: 'Where the builds of the service go',
    returns: RepositoryLinkView,
    errors: { 404: 'NOT_FOUND: also when no repository is linked' },
  })
  get(
    @CurrentAccess() { workspaceId }: Access,
    @Param('resourceId') resourceId: string,
  ): Promise<RepositoryLinkView> {
    return this.repositories.get(workspaceId, resourceId);
  }

  @Put()
  @ForOwners('resourceId')
  @Operation({
    id: 'connectRepository',
    summary: 'Send builds to a repository that exists',
    description:
      'Checks that it exists, is a git repository and may be written to, before anything is stored.',
    returns: RepositoryLinkView,
    errors: {
      ...LINKING,
      403: 'FORBIDDEN, or REPOSITORY_NOT_WRITABLE',
      409:
        'REPOSITORY_GONE, REPOSITORY_NOT_GIT, BASE_BRANCH_MISSING, ROOT_OWNED_BY_OTHER_RESOURCE, or what the ' +
        'connection lacks',
    },
  })
  connect(
    @CurrentAccess() access: Access,
    @Param('resourceId') resourceId: string,
    @Body() body: ConnectRepository,
  ): Promise<RepositoryLinkView> {
    return this.repositories.connect(access, resourceId, body);
  }

  @Post()
  @ForOwners('resourceId')
  @Operation({
    id: 'createRepository',
    summary: 'Create a repository and send builds to it',
    description:
      'If the repository was created but could not be linked, the error names it in `params.createdRepository` ' +
      '(with `createdBitbucketWorkspace` and `createdRepositoryUuid`): offer to connect it.',
    status: 201,
    returns: RepositoryLinkView,
    errors: {
      ...LINKING,
      403: 'FORBIDDEN',
      409: 'REPOSITORY_EXISTS, BITBUCKET_REFUSED with the reason, or what the connection lacks',
    },
  })
  create(
    @CurrentAccess() access: Access,
    @Param('resourceId') resourceId: string,
    @Body() body: CreateRepository,
  ): Promise<RepositoryLinkView> {
    return this.repositories.create(access, resourceId, body);
  }

  @Patch()
  @ForOwners('resourceId')
  @Operation({
    id: 'changeRepositorySettings',
    summary: 'Change base branch, root directory or conflict strategy',
    returns: RepositoryLinkView,
    errors: {
      ...LINKING,
      403: 'FORBIDDEN',
      409: 'BASE_BRANCH_MISSING, ROOT_OWNED_BY_OTHER_RESOURCE, or what the connection lacks',
    },
  })
  change(
    @CurrentAccess() { workspaceId }: Access,
    @Param('resourceId') resourceId: string,
    @Body() body: LinkSettings,
  ): Promise<RepositoryLinkView> {
    return this.repositories.change(workspaceId, resourceId, body);
  }

  @Delete()
  @ForOwners('resourceId')
  @Operation({
    id: 'unlinkRepository',
    summary: 'Send builds nowhere',
    description:
      'Code and pull requests in Bitbucket stay as they are; our webhook goes with the last link of the repository. ' +
      'Builds on their way end without a push.',
    status: 204,
    errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND' },
  })
  unlink(@CurrentAccess() { workspaceId }: Access, @Param('resourceId') resourceId: string): Promise<void> {
    return this.repositories.unlink(workspaceId, resourceId);
  }
}
