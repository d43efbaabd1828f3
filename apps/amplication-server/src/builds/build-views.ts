import { isRecord } from '@amplication/foundation';
import { ERROR_CATALOGUE, isErrorCode } from '@amplication/contracts';
import type { Build } from './state/build-state.repository';
import type { BuildRow, PullRequestRow, WholeBuild } from './builds.repository';
import { readTarget } from './requests/build-target';
import type { BuildErrorView, BuildReportView, BuildSummary, BuildView, PullRequestView } from './builds.dto';

export function summary({ build, resourceName, requestedBy, pullRequest }: BuildRow): BuildSummary {
  const { id, resourceId, sequence, title, status, outcome, createdAt, finishedAt, attempt } = build;
  return {
    id,
    resourceId,
    resourceName,
    sequence,
    attempt,
    title,
    status,
    outcome,
    createdAt,
    finishedAt,
    requestedBy,
    error: errorView(build),
    pullRequest: pullRequest && pullRequestView(pullRequest),
  };
}

export function detail({ row, steps, lastEventId }: WholeBuild): BuildView {
  const { workspaceId, body, modelVersion, fileCount, target } = row.build;
  return {
    ...summary(row),
    workspaceId,
    body,
    modelVersion,
    fileCount,
    target: readTarget(target),
    steps: steps.map(({ name, status, startedAt, finishedAt }) => ({ name, status, startedAt, finishedAt })),
    report: reportView(row.build),
    lastEventId,
  };
}

export function pullRequestView(row: PullRequestRow, stale = false): PullRequestView {
  const { number, url, title, state, checkedAt } = row;
  return { number, url, title, state, checkedAt, stale };
}

function errorView(build: Build): BuildErrorView | null {
  if (!isErrorCode(build.errorCode)) return null;
  const { text, action } = ERROR_CATALOGUE[build.errorCode];
  const params = isRecord(build.errorParams) ? build.errorParams : {};
  return { code: build.errorCode, message: build.errorMessage ?? text, action, params };
}

function reportView({ counts, conflicts, report, commitSha }: Build): BuildReportView {
  return {
    counts: isCounts(counts) ? counts : null,
    conflicts: Array.isArray(conflicts) ? conflicts.map(String) : [],
    markdown: report,
    commitSha,
  };
}

/** Written from a validated event only, so one count stands for all. */
function isCounts(value: unknown): value is NonNullable<BuildReportView['counts']> {
  return isRecord(value) && typeof value.added === 'number';
}
