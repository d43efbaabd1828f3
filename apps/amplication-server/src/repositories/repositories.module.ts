import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module';
import { ConnectionsModule } from '../connections/connections.module';
import { WebhookRegistrationModule } from './webhooks/webhook-registration.module';
import { RemoteRepositories } from './remote-repositories';
import { RepositoriesController } from './repositories.controller';
import { RepositoriesRepository } from './repositories.repository';
import { RepositoriesService } from './repositories.service';
import { RepositoryLinking } from './repository-linking';

@Module({
  imports: [BillingModule, ConnectionsModule, WebhookRegistrationModule],
  controllers: [RepositoriesController],
  providers: [RepositoriesService, RepositoriesRepository, RepositoryLinking, RemoteRepositories],
  exports: [RepositoriesRepository],
})
export class RepositoriesModule {}
