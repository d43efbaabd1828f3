import { Module } from '@nestjs/common';
import { BuildsModule } from '../builds.module';
import { PullRequestPolling } from './pull-request-polling';
import { PullRequestsController } from './pull-requests.controller';
import { PullRequestsRepository } from './pull-requests.repository';
import { PullRequestsService } from './pull-requests.service';

@Module({
  imports: [BuildsModule],
  controllers: [PullRequestsController],
  providers: [PullRequestsRepository, PullRequestsService, PullRequestPolling],
  exports: [PullRequestsRepository],
})
export class PullRequestsModule {}
