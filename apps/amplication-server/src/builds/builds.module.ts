import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module';
import { BuildStateModule } from './state/build-state.module';
import { ConnectionsModule } from '../connections/connections.module';
import { RepositoriesModule } from '../repositories/repositories.module';
import { ResourcesModule } from '../resources/resources.module';
import { BuildRequestsRepository } from './requests/build-requests.repository';
import { BuildRequests } from './requests/build-requests';
import { BuildTargets } from './requests/build-targets';
import { BuildsController } from './builds.controller';
import { BuildsRepository } from './builds.repository';
import { BuildsService } from './builds.service';

@Module({
  imports: [BillingModule, BuildStateModule, ConnectionsModule, RepositoriesModule, ResourcesModule],
  controllers: [BuildsController],
  providers: [BuildRequests, BuildRequestsRepository, BuildTargets, BuildsService, BuildsRepository],
  exports: [BuildsService],
})
export class BuildsModule {}
