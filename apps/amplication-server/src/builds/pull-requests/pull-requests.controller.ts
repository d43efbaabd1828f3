import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Access, CurrentAccess, ForMembers } from '../../access/access.decorator';
import { PullRequestView } from '../builds.dto';
import { Operation } from '../../http/operation';
import { PullRequestsService } from './pull-requests.service';

@ApiTags('builds')
@Controller('api/builds/:buildId/pull-request')
export class PullRequestsController {
  constructor(private readonly pullRequests: PullRequestsService) {}

  @Get()
  @ForMembers('buildId')
  @Operation({
    id: 'getPullRequest',
    summary: 'The pull request of a build, with its state of now',
    description: 'Read from Bitbucket when the last answer is older than 30 seconds; `stale` if that fails.',
    returns: PullRequestView,
    errors: { 404: 'NOT_FOUND: also when the build has no pull request' },
  })
  get(@CurrentAccess() { workspaceId }: Access, @Param('buildId') buildId: string): Promise<PullRequestView> {
    return this.pullRequests.ofBuild(workspaceId, buildId);
  }
}
