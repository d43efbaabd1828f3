import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../access/lasting-access.module';
import { AccountsModule } from '../accounts/accounts.module';
import { WorkspacesModule } from '../workspaces/workspaces.module';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';

@Module({
  imports: [AccountsModule, WorkspacesModule, LastingAccessModule],
  controllers: [AuthController],
  providers: [AuthService],
})
export class AuthModule {}
