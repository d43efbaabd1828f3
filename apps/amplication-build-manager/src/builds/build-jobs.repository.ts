import type { BuildRequested } from '@amplication/contracts';
import { buildManagerSchema, type Database, DATABASE, type Transaction } from '@amplication/database';
import { JobQueue } from '@amplication/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { parseBuild } from './build-job';

const { buildManagerJob } = buildManagerSchema;

/** The jobs of this service, one for each attempt of a build. */
@Injectable()
export class BuildJobsRepository extends JobQueue<BuildRequested> {
  constructor(@Inject(DATABASE) db: Database) {
    super({ db, table: buildManagerJob, notifyChannel: 'build_manager_job' });
  }

  /** The build that a job is for. Throws if the job's row is gone or holds something else. */
  async buildOf(tx: Transaction, jobId: string): Promise<BuildRequested> {
    const [row] = await tx
      .select({ payload: buildManagerJob.payload })
      .from(buildManagerJob)
      .where(eq(buildManagerJob.id, jobId));
    return parseBuild(row?.payload);
  }
}
