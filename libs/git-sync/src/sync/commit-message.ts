import { type CommitObject, trailer } from '../git/objects/commit-object';
import { summarise } from '../plan/report/render-report';
import type { CommitDetails, SyncReport } from '../types';

const BUILD = 'Amplication-Build-Id';
const RESOURCE = 'Amplication-Resource-Id';
/** The commit of the base branch that the work branch is known to hold. */
const BASE = 'Amplication-Base-Commit';

/** Title, what the user wrote, the counts of the report, and trailers by which a commit is recognised. */
export function commitMessage(
  commit: CommitDetails,
  resourceId: string,
  report: SyncReport,
  knownBase: string | null,
): string {
  const title = oneLine(commit.title) || 'Generated code';
  const body = commit.body.replace(/\0/g, '').replace(/\r\n?/g, '\n').trim();
  const trailers = [
    `${BUILD}: ${oneLine(commit.buildId)}`,
    `${RESOURCE}: ${oneLine(resourceId)}`,
    ...(knownBase === null ? [] : [`${BASE}: ${knownBase}`]),
  ];
  const paragraphs = [title, body, `${summarise(report.counts)}.`, trailers.join('\n')];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

/**
 * The commit of the base branch that a commit of ours says it holds; null for anyone else's commit. A shallow fetch
 * shows no history that would say so.
 */
export function knownBaseOf(commit: CommitObject): string | null {
  const base = trailer(commit.message, BASE);
  return base !== null && /^[0-9a-f]{40}$/.test(base) ? base : null;
}

function oneLine(text: string): string {
  return text.replace(/[\0\s]+/g, ' ').trim();
}
