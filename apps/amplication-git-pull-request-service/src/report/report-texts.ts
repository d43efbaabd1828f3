import { renderReport, type SyncReport } from '@amplication/git-sync';
import type { DeliveryContext } from '../delivery/delivery-context';
import { buildComment } from './comment';
import { type DescriptionFacts, destinationNote, newDescription } from './description';

/** Bitbucket's limit for a comment is not documented; 32,768 characters is that of its sibling for servers. */
const LONGEST_IN_BITBUCKET = 30_000;
const LONGEST_ON_BUILD_PAGE = 400_000;
const MOST_CONFLICTS_NAMED = 100;

export function descriptionFacts(
  context: DeliveryContext,
  report: SyncReport,
  chosenDestination: string | null = null,
): DescriptionFacts {
  const { delivery, buildUrl } = context;
  return {
    resourceName: delivery.resourceName,
    rootDirectory: delivery.target.rootDirectory,
    build: { id: delivery.buildId, title: delivery.commit.title, url: buildUrl },
    conflicts: report.counts.conflicts,
    destination: { chosen: chosenDestination, baseBranch: delivery.target.baseBranch },
  };
}

export function openingDescription(context: DeliveryContext, report: SyncReport): string {
  return newDescription(descriptionFacts(context, report), shortReport(context, report));
}

export function commentText(
  context: DeliveryContext,
  report: SyncReport,
  chosenDestination: string | null = null,
): string {
  const { delivery, buildUrl } = context;
  const note = destinationNote({ chosen: chosenDestination, baseBranch: delivery.target.baseBranch });
  const notes = note === null ? report.notes : [...report.notes, note];
  const text = shortReport(context, { ...report, notes });
  return buildComment({ title: delivery.commit.title, url: buildUrl }, text);
}

/** The report for the build's page, where there is room for all of it. */
export function fullReport({ buildUrl }: DeliveryContext, report: SyncReport): string {
  return renderReport(report, { maxLength: LONGEST_ON_BUILD_PAGE, buildUrl });
}

export function conflictPaths(report: SyncReport): string[] {
  const conflicts = report.entries.filter(({ status }) => status === 'conflict' || status === 'not-placed');
  return conflicts.slice(0, MOST_CONFLICTS_NAMED).map((entry) => entry.path);
}

function shortReport({ buildUrl }: DeliveryContext, report: SyncReport): string {
  return renderReport(report, { maxLength: LONGEST_IN_BITBUCKET, buildUrl });
}
