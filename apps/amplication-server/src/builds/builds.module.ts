import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module';
import { BuildStateModule } from '../build-state/build-state.module';
import { ConnectionsModule } from '../connections/connections.module';
import { RepositoriesModule } from '../repositories/repositories.module';
import { ResourcesModule } from '../resources/resources.module';
import { BuildRequests } from './build-requests';
import { BuildTargets } from './build-targets';
import { BuildsController } from './builds.controller';
import { BuildsRepository } from './builds.repository';
import { BuildsService } from './builds.service';

@Module({
  imports: [BillingModule, BuildStateModule, ConnectionsModule, RepositoriesModule, ResourcesModule],
  controllers: [BuildsController],
  providers: [BuildRequests, BuildTargets, BuildsService, BuildsRepository],
  exports: [BuildsService],
})
export class BuildsModule {}
