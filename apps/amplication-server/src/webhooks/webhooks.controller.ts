import { Public, RawBody } from '@amplication/service-kit';
import { Controller, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Operation } from '../http/operation';
import { AnyOrigin } from '../http/origin.guard';
import { ThrottledDeliveries } from '../http/throttled';
import { WebhookDeliveries } from './webhook-deliveries';
import { MAX_DELIVERY_BYTES, WEBHOOKS_PATH } from '../repositories/webhooks/webhooks-path';

@ApiTags('webhooks')
@Controller(WEBHOOKS_PATH)
export class WebhooksController {
  constructor(private readonly deliveries: WebhookDeliveries) {}

  @Post(':repositoryId')
  @Public()
  @AnyOrigin()
  @ThrottledDeliveries()
  @RawBody(MAX_DELIVERY_BYTES)
  @Operation({
    id: 'receiveWebhook',
    summary: 'For Bitbucket: a pull request or the repository has changed',
    description:
      'The signature in `X-Hub-Signature` is the proof of who calls: a session is neither needed nor looked at. ' +
      'At most 512 KB.',
    status: 204,
    errors: {
      400: 'VALIDATION_FAILED: signed, but not an event of a pull request or a repository',
      401: 'Not signed with the secret of this webhook, or no such webhook; without a body',
      429: 'TOO_MANY_REQUESTS',
    },
  })
  async receive(
    @Param('repositoryId') repositoryId: string,
    @Headers('x-hub-signature') signature: string | undefined,
    @Req() { body }: Request<unknown, unknown, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const isOurs = await this.deliveries.receive(repositoryId, rawBody, signature);
    response.status(isOurs ? 204 : 401).end();
  }
}
