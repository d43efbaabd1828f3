import { type Database, gitPullRequestSchema } from '@amplication/database';
import { JobQueue } from '@amplication/jobs';
import type { CommitStatusOrder } from './commit-status-job';

/** Statuses of commits that wait to be set. */
export class CommitStatusQueue extends JobQueue<CommitStatusOrder> {
  constructor(db: Database) {
    super({
      db,
      table: gitPullRequestSchema.commitStatusJob,
      notifyChannel: 'git_pull_request_commit_status',
    });
  }
}
