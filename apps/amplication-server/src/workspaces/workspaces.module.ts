import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { ResourceCreationModule } from '../resources/resource-creation.module';
import { MembersController } from './members.controller';
import { MembersService } from './members.service';
import { WorkspacesController } from './workspaces.controller';
import { WorkspacesRepository } from './workspaces.repository';
import { WorkspacesService } from './workspaces.service';

@Module({
  imports: [AccountsModule, ResourceCreationModule],
  controllers: [WorkspacesController, MembersController],
  providers: [WorkspacesRepository, WorkspacesService, MembersService],
  exports: [WorkspacesRepository, WorkspacesService],
})
export class WorkspacesModule {}
