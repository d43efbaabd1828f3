import type { CommitStatus } from '@amplication/bitbucket-client';
import type { Transaction } from '@amplication/database';
import { GitConnections } from '@amplication/git-connections';
import { type SyncReport, summarise } from '@amplication/git-sync';
import type { JobResult } from '@amplication/jobs';
import { Injectable } from '@nestjs/common';
import type { DeliveryContext } from '../delivery/delivery-context';
import type { PushedFacts } from '../delivery/delivery-steps';
import { DeliveryTargets } from '../target/delivery-targets';
import { type CommitStatusJob, newCommitStatusJob } from './commit-status-job';
import { CommitStatusJobsRepository } from './commit-status-jobs.repository';

/**
 * Marks our commits in Bitbucket with the state of their build and a link to its page. A courtesy: it is ordered in the
 * transaction that ends the build's job and done by a job of its own, so nothing that holds it up holds up a build.
 */
@Injectable()
export class CommitStatusStep {
  constructor(
    private readonly jobs: CommitStatusJobsRepository,
    private readonly targets: DeliveryTargets,
    private readonly connections: GitConnections,
  ) {}

  /** Nothing is ordered for a build that made no commit. */
  async order(tx: Transaction, context: DeliveryContext, pushed: PushedFacts): Promise<void> {
    const { outcome, commit, report } = pushed;
    if (outcome !== 'pushed' || commit === null) return;
    const { delivery, repository } = context;
    const status = statusOf(context, report);
    const orderedAt = new Date().toISOString();
    await this.jobs.enqueue(tx, newCommitStatusJob({ delivery, repository, commit, status, orderedAt }));
  }

  /**
   * Sets an ordered status; the fixed key makes it one however often it is set. Refused, as a push is, once the link or
   * the connection is no longer what the build was for.
   */
  async set(job: CommitStatusJob): Promise<JobResult> {
    const { delivery, repository, commit, status } = job.payload;
    await this.targets.read(delivery);
    const api = await this.connections.api(delivery.target.connectionId);
    await job.assertHeld();
    await api.commitStatuses.put(repository, commit, status, { signal: job.signal });
    return job.finish('done');
  }
}

/** A conflict is a job for a person: it must not look done among the checks of a pull request. */
function statusOf({ delivery, buildUrl }: DeliveryContext, report: SyncReport): CommitStatus & StatusState {
  const { conflicts } = report.counts;
  const files = conflicts === 1 ? '1 file is' : `${conflicts} files are`;
  return {
    key: 'amplication',
    name: `Amplication: ${delivery.resourceName}`.slice(0, 255),
    url: buildUrl,
    ...(conflicts > 0
      ? {
          state: 'FAILED',
          description: `${files} in conflict: compare yours with the generated code, as the report says.`,
        }
      : { state: 'SUCCESSFUL', description: `Generated: ${summarise(report.counts)}.` }),
  };
}

interface StatusState {
  state: 'SUCCESSFUL' | 'FAILED';
}
