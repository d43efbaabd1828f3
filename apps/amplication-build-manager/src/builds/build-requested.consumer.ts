import { BUILD_REQUESTED, BuildRequested } from '@amplication/contracts';
import { type EventContext, OnEvent } from '@amplication/messaging';
import { Injectable } from '@nestjs/common';
import { BuildJobsRepository } from './build-jobs.repository';

/** Turns requested builds into jobs. */
@Injectable()
export class BuildRequestedConsumer {
  constructor(private readonly jobs: BuildJobsRepository) {}

  @OnEvent(BUILD_REQUESTED)
  async handle(body: BuildRequested, { tx, log }: EventContext): Promise<void> {
    const { buildId, attempt, resourceId, sequence } = body;
    const job = { buildId, attempt, resourceId, lane: resourceId, sequence, payload: body };
    const added = await this.jobs.enqueue(tx, job);
    log.info({ buildId, attempt, added }, 'A build is to be generated');
  }
}
