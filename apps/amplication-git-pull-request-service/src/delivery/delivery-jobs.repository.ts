import { type Database, DATABASE, gitPullRequestSchema } from '@amplication/database';
import { JobQueue } from '@amplication/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { and, desc, eq, gt, inArray, isNotNull, ne, notInArray, sql } from 'drizzle-orm';
import type { Delivery } from './delivery-job';
import type { DeliveryRecord } from './delivery-steps';

const { gitPullRequestJob } = gitPullRequestSchema;

/** The deliveries' jobs, one for each attempt of a build, and what they recorded of themselves. */
@Injectable()
export class DeliveryJobsRepository extends JobQueue<Delivery> {
  constructor(@Inject(DATABASE) db: Database) {
    super({ db, table: gitPullRequestJob, notifyChannel: 'git_pull_request_job' });
  }

  /** Whether a later build of the resource has begun to push and its job has not ended. */
  async hasLaterPushUnderWay({ resourceId, sequence }: Delivery): Promise<boolean> {
    const pushing = await this.db
      .select({ one: sql`1` })
      .from(gitPullRequestJob)
      .where(
        and(
          eq(gitPullRequestJob.resourceId, resourceId),
          gt(gitPullRequestJob.sequence, sequence),
          inArray(gitPullRequestJob.state, ['waiting', 'running']),
          isNotNull(gitPullRequestJob.step),
          notInArray(gitPullRequestJob.step, ['planned']),
        ),
      )
      .limit(1);
    return pushing.length > 0;
  }

  /** What the latest earlier attempt of the same build recorded of a push into this repository. */
  async pushOfEarlierAttempt(delivery: Delivery): Promise<DeliveryRecord['pushing']> {
    const [row] = await this.db
      .select({ data: gitPullRequestJob.stepData })
      .from(gitPullRequestJob)
      .where(
        and(
          eq(gitPullRequestJob.buildId, delivery.buildId),
          ne(gitPullRequestJob.attempt, delivery.attempt),
          eq(gitPullRequestJob.lane, delivery.target.repositoryUuid),
          sql`${gitPullRequestJob.stepData} ? 'pushing'`,
        ),
      )
      .orderBy(desc(gitPullRequestJob.attempt))
      .limit(1);
    const record: DeliveryRecord = row?.data ?? {};
    return record.pushing;
  }
}
