import { Module } from '@nestjs/common';
import { BuildStateModule } from '../build-state/build-state.module';
import { ConnectionsModule } from '../connections/connections.module';
import { PullRequestsModule } from '../pull-requests/pull-requests.module';
import { WebhookRegistrationModule } from '../webhooks/webhook-registration.module';
import { ConnectionUpkeep } from './connection-upkeep';
import { Sweeper } from './sweeper';
import { Upkeep } from './upkeep';

@Module({
  imports: [BuildStateModule, ConnectionsModule, PullRequestsModule, WebhookRegistrationModule],
  providers: [ConnectionUpkeep, Sweeper, Upkeep],
  exports: [Sweeper],
})
export class UpkeepModule {}
