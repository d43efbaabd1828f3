import { Module } from '@nestjs/common';
import { PullRequestsModule } from '../pull-requests/pull-requests.module';
import { RepositoryPlacesModule } from '../repositories/repository-places.module';
import { WebhookDeliveries } from './webhook-deliveries';
import { WebhookRegistrationModule } from './webhook-registration.module';
import { WebhooksController } from './webhooks.controller';

@Module({
  imports: [WebhookRegistrationModule, PullRequestsModule, RepositoryPlacesModule],
  controllers: [WebhooksController],
  providers: [WebhookDeliveries],
})
export class WebhooksModule {}
