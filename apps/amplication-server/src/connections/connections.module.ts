import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { BillingModule } from '../billing/billing.module';
import { BuildStateModule } from '../build-state/build-state.module';
import { WorkspacesModule } from '../workspaces/workspaces.module';
import { ConnectAttempts } from './connect-attempts';
import { ConnectController } from './connect.controller';
import { ConnectService } from './connect.service';
import { ConnectionUpkeep } from './connection-upkeep';
import { ConnectionUses } from './connection-uses';
import { ConnectionsController } from './connections.controller';
import { ConnectionsService } from './connections.service';

@Module({
  imports: [AccountsModule, WorkspacesModule, BuildStateModule, BillingModule],
  controllers: [ConnectController, ConnectionsController],
  providers: [ConnectService, ConnectAttempts, ConnectionsService, ConnectionUpkeep, ConnectionUses],
  exports: [ConnectionsService, ConnectionUses],
})
export class ConnectionsModule {}
