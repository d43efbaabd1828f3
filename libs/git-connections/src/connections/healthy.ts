/** What a connection looks like once its tokens were accepted. */
export const HEALTHY = {
  status: 'connected',
  statusCause: null,
  suspectSince: null,
  refreshStartedAt: null,
  refreshFailures: 0,
  refreshAfter: null,
} as const;
