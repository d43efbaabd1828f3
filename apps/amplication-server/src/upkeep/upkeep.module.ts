import { Module } from '@nestjs/common';
import { BuildStateModule } from '../build-state/build-state.module';
import { ConnectionsModule } from '../connections/connections.module';
import { PullRequestsModule } from '../pull-requests/pull-requests.module';
import { Sweeper } from './sweeper';
import { Upkeep } from './upkeep';

@Module({
  imports: [BuildStateModule, ConnectionsModule, PullRequestsModule],
  providers: [Sweeper, Upkeep],
  exports: [Sweeper],
})
export class UpkeepModule {}
