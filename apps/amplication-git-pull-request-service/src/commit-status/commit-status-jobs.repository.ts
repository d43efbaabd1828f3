import { type Database, DATABASE, gitPullRequestSchema } from '@amplication/database';
import { JobQueue } from '@amplication/jobs';
import { Inject, Injectable } from '@nestjs/common';
import type { CommitStatusOrder } from './commit-status-job';

/** The jobs that set the statuses of commits. */
@Injectable()
export class CommitStatusJobsRepository extends JobQueue<CommitStatusOrder> {
  constructor(@Inject(DATABASE) db: Database) {
    super({
      db,
      table: gitPullRequestSchema.commitStatusJob,
      notifyChannel: 'git_pull_request_commit_status',
    });
  }
}
