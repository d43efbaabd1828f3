import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../access/lasting-access.module';
import { AccountsModule } from '../accounts/accounts.module';
import { ConnectionsModule } from '../connections/connections.module';
import { WorkspacesModule } from '../workspaces/workspaces.module';
import { MembersController } from './members.controller';
import { MembersService } from './members.service';

@Module({
  imports: [AccountsModule, WorkspacesModule, ConnectionsModule, LastingAccessModule],
  controllers: [MembersController],
  providers: [MembersService],
})
export class MembersModule {}
