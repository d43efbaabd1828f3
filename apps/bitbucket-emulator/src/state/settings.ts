/** What the control endpoint can change. Kept in memory only: a restart begins with these. */
export interface Settings {
  /** Milliseconds added to each REST, OAuth and git request. */
  latencyMs: number;
  /** `uploadpack.allowFilter`: whether `--filter` works. */
  partialClone: boolean;
  /** `uploadpack.allowAnySHA1InWant`. */
  anyObjectWants: boolean;
  /** Text with which every push is refused; null lets pushes through. */
  preReceiveRefusal: string | null;
  /** Seconds that the emulator's clock is ahead: ages tokens, codes and budgets. */
  clockAheadSeconds: number;
  /** Requests per hour and user under `/2.0/repositories`, for hooks, for raw files and for git. */
  repositoriesPerHour: number;
  webhooksPerHour: number;
  rawFilesPerHour: number;
  gitPerHour: number;
  /** Milliseconds for which REST does not see a new branch. */
  branchLagMs: number;
  /** Milliseconds for which a new pull request is missing from lists (it is there by id). */
  pullRequestLagMs: number;
  /** A second pull request for the same branches: change the open one and answer with it, or 400. */
  duplicatePullRequest: 'update' | 'refuse';
  /** What git and pages find at an address that a repository had before: nothing, or a redirect to it. */
  oldAddresses: 'gone' | 'redirect';
  /** Seconds for which a refresh token still works after its first use. */
  refreshGraceSeconds: number;
  /** Seconds for which a consumer's refreshes are all refused after a worn-out refresh token was shown. */
  lockoutSeconds: number;
  accessTokenSeconds: number;
  refreshIdleDays: number;
  codeSeconds: number;
  webhookTimeoutMs: number;
  webhookRetryMs: number;
  /** Bitbucket shortens commit ids in pull requests to 12 characters; 40 gives them whole. */
  pullRequestHashLength: number;
}

/** Settings of a fresh emulator: Bitbucket's own figures where they are known. */
export function defaultSettings(): Settings {
  return {
    latencyMs: 0,
    partialClone: true,
    anyObjectWants: true,
    preReceiveRefusal: null,
    clockAheadSeconds: 0,
    repositoriesPerHour: 1000,
    webhooksPerHour: 1000,
    rawFilesPerHour: 5000,
    gitPerHour: 60_000,
    branchLagMs: 0,
    pullRequestLagMs: 0,
    duplicatePullRequest: 'update',
    oldAddresses: 'gone',
    refreshGraceSeconds: 600,
    lockoutSeconds: 60,
    accessTokenSeconds: 7200,
    refreshIdleDays: 90,
    codeSeconds: 600,
    webhookTimeoutMs: 10_000,
    webhookRetryMs: 1000,
    pullRequestHashLength: 12,
  };
}
