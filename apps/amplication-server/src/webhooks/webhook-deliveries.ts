import { verifyWebhookSignature } from '@amplication/bitbucket-client';
import { isId } from '@amplication/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { PullRequestsRepository } from '../builds/pull-requests/pull-requests.repository';
import { RepositoryPlaces } from '../repositories/places/repository-places.repository';
import { readWebhookEvent } from './webhook-event';
import { WebhookSecrets } from '../repositories/webhooks/webhook-secrets';
import { WebhooksRepository } from '../repositories/webhooks/webhooks.repository';

/** What Bitbucket sends to the webhooks of repositories. */
@Injectable()
export class WebhookDeliveries {
  private readonly logger = new Logger(WebhookDeliveries.name);
  /** Stands in where there is no webhook, so that such a request takes the same time. */
  private readonly unknown: string;

  constructor(
    private readonly webhooks: WebhooksRepository,
    private readonly secrets: WebhookSecrets,
    private readonly pullRequests: PullRequestsRepository,
    private readonly places: RepositoryPlaces,
  ) {
    this.unknown = secrets.make();
  }

  /**
   * Keeps what a signed delivery reports; delivered again it changes nothing. False when it is not signed with the
   * secret of this repository's webhook. Throws InvalidRequest for a signed body that cannot be read.
   */
  async receive(repositoryId: string, rawBody: Buffer, signature: string | undefined): Promise<boolean> {
    const row = isId(repositoryId) ? await this.webhooks.find(repositoryId) : null;
    const secret = row && this.secrets.open(row);
    const isSigned = verifyWebhookSignature(rawBody, signature, secret ?? this.unknown);
    if (secret === null || !isSigned) return false;
    const news = readWebhookEvent(rawBody);
    if (news.about === 'repository') {
      await this.places.record(repositoryId, news.uuid, news.place);
      this.logger.debug({ repositoryId }, 'Bitbucket reported where a repository is');
      return true;
    }
    const { number, pullRequest } = news;
    const known = await this.pullRequests.update({ repositoryId, number }, pullRequest);
    this.logger.debug(
      { repositoryId, number, state: known?.state ?? null },
      'Bitbucket reported a pull request',
    );
    return true;
  }
}
