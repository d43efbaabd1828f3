import type { RecordedPush, SyncResult } from '@amplication/git-sync';

/**
 * What a job records of itself, in this order. A name is written when what it says is over, except
 * `pushing`, `opening` and `reporting`: these are written before something is sent that others can see, so that
 * a later run looks for it before it sends it again.
 */
export const DELIVERY_STEPS = [
  'planned',
  'pushing',
  'pushed',
  'opening',
  'pull-request',
  'reporting',
  'reported',
] as const;
export type DeliveryStep = (typeof DELIVERY_STEPS)[number];

/** How the branch stands after git-sync: what all later steps go by. */
export type PushedFacts = Pick<SyncResult, 'outcome' | 'commit' | 'needsNewPullRequest' | 'report'>;

/** The pull request that holds the build. */
export interface PullRequestFacts {
  number: number;
  url: string;
  /** Whether this build opened it: then its report stands in the description. */
  created: boolean;
  /** Set if it was open already and Bitbucket has given it the title and description of this build. */
  replaced?: boolean;
  /** Where it goes, if a user has chosen another destination than the base branch of the link. */
  chosenDestination?: string;
}

/** The merged data of all steps so far. */
export interface DeliveryRecord {
  pushing?: RecordedPush;
  pushed?: PushedFacts;
  /** Null where none is needed. */
  pullRequest?: PullRequestFacts | null;
  /** When a comment was last sent, in milliseconds since 1970. */
  reportingAt?: number;
}

/** Whether a job has come as far as `wanted`. */
export function hasReached(step: string | null, wanted: DeliveryStep): boolean {
  const at = DELIVERY_STEPS.findIndex((name) => name === step);
  return at >= DELIVERY_STEPS.indexOf(wanted);
}
