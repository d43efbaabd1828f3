import type { CallReference } from './bitbucket-error';

/** Bitbucket counts a user's requests by kind of resource; only repository data is counted by us. */
export type BudgetResource = 'repositories' | 'webhooks' | 'other';

/** A call as the budget sees it. */
export interface BudgetedCall extends CallReference {
  readonly resource: BudgetResource;
}

/** `wait`: as long as a caller can be kept waiting. `fail`: not at all, for what can be skipped. */
export type WhenHeld = 'wait' | 'fail';

export interface BudgetWait {
  readonly signal?: AbortSignal | undefined;
  /** `wait` unless given. */
  readonly whenHeld?: WhenHeld;
}

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
   * Rejects with `BITBUCKET_RATE_LIMITED` and `retryAfterMs` when the wait is longer than a caller can be kept waiting.
   */
  before(userKey: string, call: BudgetedCall, wait?: BudgetWait): Promise<void>;
  /** Called with each answer; on 429 it holds back every call for that user in every process. */
  after(
    userKey: string,
    call: BudgetedCall,
    answer: { status: number; retryAfterMs?: number | undefined },
  ): Promise<void>;
  read(userKey: string): Promise<BudgetState>;
}

export function budgetResource(pathTemplate: string): BudgetResource {
  if (/\/hooks(\/|$)/.test(pathTemplate)) return 'webhooks';
  return pathTemplate.startsWith('/repositories/') ? 'repositories' : 'other';
}
