import { Module } from '@nestjs/common';
import { WebhookRegistration } from './webhook-registration';
import { WebhookSecrets } from './webhook-secrets';
import { WebhooksRepository } from './webhooks.repository';

@Module({
  providers: [WebhookRegistration, WebhookSecrets, WebhooksRepository],
  exports: [WebhookRegistration, WebhookSecrets, WebhooksRepository],
})
export class WebhookRegistrationModule {}
