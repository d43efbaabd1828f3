/** Bitbucket counts a user's requests by kind of resource; only repository data is counted by us. */
export type BudgetResource = 'repositories' | 'webhooks' | 'other';

/** What is left of a Bitbucket user's rolling hour, as far as our own requests go. */
export interface BudgetState {
  /** Requests an hour. */
  readonly limit: number;
  readonly used: number;
  /** Bitbucket answered 429: no request is sent before. */
  readonly heldUntil: Date | null;
}

/**
 * Shared knowledge of all processes that act for a Bitbucket user.
 * https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/
 */
export interface BudgetGate {
  /**
   * Called before each request, tries included. Counts it, and waits while the user's calls are held back or spread.
   * Rejects with `BITBUCKET_RATE_LIMITED` and `retryAfterMs` when the wait is longer than a caller should bear.
   */
  before(userKey: string, resource: BudgetResource, signal?: AbortSignal): Promise<void>;
  /** Called with each answer; on 429 it holds back every call for that user in every process. */
  after(userKey: string, answer: { status: number; retryAfterMs?: number }): Promise<void>;
  read(userKey: string): Promise<BudgetState>;
}

export function budgetResource(pathTemplate: string): BudgetResource {
  if (/\/hooks(\/|$)/.test(pathTemplate)) return 'webhooks';
  return pathTemplate.startsWith('/repositories/') ? 'repositories' : 'other';
}
