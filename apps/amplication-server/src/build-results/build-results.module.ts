import { Module } from '@nestjs/common';
import { BuildStateModule } from '../build-state/build-state.module';
import { PullRequestsModule } from '../pull-requests/pull-requests.module';
import { BuildResults } from './build-results';

@Module({ imports: [BuildStateModule, PullRequestsModule], providers: [BuildResults] })
export class BuildResultsModule {}
