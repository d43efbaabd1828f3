import { BUILD_COMPLETED, type BuildCompleted } from '@amplication/contracts';
import { type EventContext, OnEvent } from '@amplication/messaging';
import { Injectable } from '@nestjs/common';
import { hasTarget } from '../delivery/delivery-job';
import { DeliveryJobsRepository } from '../delivery/delivery-jobs.repository';

/** Turns finished builds into jobs: one at a time per Bitbucket repository, whatever workspace they come from. */
@Injectable()
export class BuildCompletedConsumer {
  constructor(private readonly jobs: DeliveryJobsRepository) {}

  @OnEvent(BUILD_COMPLETED)
  async handle(body: BuildCompleted, { tx, log }: EventContext): Promise<void> {
    if (!hasTarget(body)) return;
    const { buildId, attempt, resourceId, sequence } = body;
    const lane = body.target.repositoryUuid;
    const added = await this.jobs.enqueue(tx, {
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
