import { BUILD_COMPLETED, type BuildCompleted } from '@amplication/contracts';
import { JobQueue } from '@amplication/jobs';
import { type EventContext, OnEvent } from '@amplication/messaging';
import { Injectable } from '@nestjs/common';
import { type Delivery, hasTarget } from '../jobs/delivery-job';

/** Turns finished builds into jobs: one at a time per Bitbucket repository, whatever workspace they come from. */
@Injectable()
export class BuildCompletedConsumer {
  constructor(private readonly queue: JobQueue<Delivery>) {}

  @OnEvent(BUILD_COMPLETED)
  async handle(body: BuildCompleted, { tx, log }: EventContext): Promise<void> {
    if (!hasTarget(body)) return;
    const { buildId, attempt, resourceId, sequence } = body;
    const lane = body.target.repositoryUuid;
    const added = await this.queue.enqueue(tx, {
      buildId,
      attempt,
      resourceId,
      lane,
      sequence,
      payload: body,
    });
    log.info({ buildId, attempt, added }, 'A build is to be delivered');
  }
}
