import { Module } from '@nestjs/common';
import { BuildStateModule } from '../state/build-state.module';
import { PullRequestsModule } from '../pull-requests/pull-requests.module';
import { RepositoryPlacesModule } from '../../repositories/places/repository-places.module';
import { BuildResults } from './build-results';

@Module({
  imports: [BuildStateModule, PullRequestsModule, RepositoryPlacesModule],
  providers: [BuildResults],
})
export class BuildResultsModule {}
