import type { BitbucketRepository } from '@amplication/bitbucket-client';
import {
  ERROR_CATALOGUE,
  PULL_REQUEST_COMPLETED,
  PULL_REQUEST_FAILED,
  type PullRequestCompleted,
  type PullRequestOutcome,
  type ReportCounts,
  type RepositoryFacts,
} from '@amplication/contracts';
import type { Transaction } from '@amplication/database';
import { type AbandonedJob, shownErrorRecord } from '@amplication/jobs';
import { Outbox } from '@amplication/messaging';
import { Injectable } from '@nestjs/common';
import type { DeliveryContext } from '../delivery/delivery-context';
import type { Delivery } from '../delivery/delivery-job';
import type { PullRequestFacts, PushedFacts } from '../delivery/delivery-steps';
import { conflictPaths, fullReport } from '../report/report-texts';

const NOTHING_COUNTED: ReportCounts = {
  added: 0,
  updated: 0,
  merged: 0,
  keptYours: 0,
  conflicts: 0,
  deleted: 0,
  deletedByYou: 0,
  ignored: 0,
  moved: 0,
  unchanged: 0,
};

/** Reports to the server how a build ended, in the transaction that ends its job. */
@Injectable()
export class OutcomeEvents {
  constructor(private readonly outbox: Outbox) {}

  superseded(tx: Transaction, delivery: Delivery): Promise<void> {
    return this.outbox.add(tx, PULL_REQUEST_COMPLETED, {
      ...reference(delivery),
      outcome: 'superseded',
      counts: NOTHING_COUNTED,
      conflicts: [],
    });
  }

  completed(
    tx: Transaction,
    context: DeliveryContext,
    pushed: PushedFacts,
    pullRequest: PullRequestFacts | null,
  ): Promise<void> {
    const body: PullRequestCompleted = {
      ...reference(context.delivery),
      outcome: outcomeOf(pushed, pullRequest),
      counts: pushed.report.counts,
      conflicts: conflictPaths(pushed.report),
      report: fullReport(context, pushed.report),
    };
    if (pullRequest !== null) Object.assign(body, { number: pullRequest.number, url: pullRequest.url });
    if (pushed.commit !== null) body.commitSha = pushed.commit;
    const { moved } = context.place;
    if (moved !== null) body.repository = repositoryFacts(moved, context.delivery);
    return this.outbox.add(tx, PULL_REQUEST_COMPLETED, body);
  }

  /** For a job that is abandoned: refused for a reason that somebody must act on, or out of tries. */
  async failed(tx: Transaction, job: AbandonedJob<Delivery>, error: unknown): Promise<void> {
    // Without a payload nobody can be informed; the log and the row say what happened.
    if (job.payload === null) return;
    const shown = shownErrorRecord(error);
    const { action } = ERROR_CATALOGUE[shown.code];
    await this.outbox.add(tx, PULL_REQUEST_FAILED, {
      ...reference(job.payload),
      ...shown,
      action,
    });
  }
}

function repositoryFacts(
  { fullName, workspaceUuid, slug, name, htmlUrl }: BitbucketRepository,
  { target }: Delivery,
): RepositoryFacts {
  const [bitbucketWorkspaceSlug = ''] = fullName.split('/');
  const bitbucketWorkspaceUuid = workspaceUuid ?? target.bitbucketWorkspaceUuid;
  return { bitbucketWorkspaceUuid, bitbucketWorkspaceSlug, repositorySlug: slug, name, url: htmlUrl };
}

function reference({ buildId, attempt, target }: Delivery) {
  return { buildId, attempt, connectionId: target.connectionId, repositoryUuid: target.repositoryUuid };
}

function outcomeOf(pushed: PushedFacts, pullRequest: PullRequestFacts | null): PullRequestOutcome {
  // Without a pull request the base branch holds everything already.
  if (pullRequest === null) return 'unchanged';
  if (pullRequest.created) return 'created';
  return pushed.outcome === 'pushed' ? 'updated' : 'unchanged';
}
