import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { BillingModule } from '../billing/billing.module';
import { WorkspacesModule } from '../workspaces/workspaces.module';
import { ConnectAttempts } from './connect/connect-attempts';
import { ConnectAttemptsRepository } from './connect/connect-attempts.repository';
import { ConnectController } from './connect/connect.controller';
import { ConnectService } from './connect/connect.service';
import { ConnectionUpkeep } from './connection-upkeep';
import { ConnectionUses } from './connection-uses.repository';
import { ConnectionsController } from './connections.controller';
import { ConnectionsService } from './connections.service';

@Module({
  imports: [AccountsModule, WorkspacesModule, BillingModule],
  controllers: [ConnectController, ConnectionsController],
  providers: [
    ConnectService,
    ConnectAttempts,
    ConnectAttemptsRepository,
    ConnectionsService,
    ConnectionUpkeep,
    ConnectionUses,
  ],
  exports: [ConnectionsService, ConnectionUses],
})
export class ConnectionsModule {}
