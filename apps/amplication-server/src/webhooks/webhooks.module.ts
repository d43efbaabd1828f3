import { Module } from '@nestjs/common';
import { PullRequestsModule } from '../builds/pull-requests/pull-requests.module';
import { RepositoryPlacesModule } from '../repositories/places/repository-places.module';
import { WebhookDeliveries } from './webhook-deliveries';
import { WebhookRegistrationModule } from '../repositories/webhooks/webhook-registration.module';
import { WebhooksController } from './webhooks.controller';

@Module({
  imports: [WebhookRegistrationModule, PullRequestsModule, RepositoryPlacesModule],
  controllers: [WebhooksController],
  providers: [WebhookDeliveries],
})
export class WebhooksModule {}
