/**
 * Who must act on an error:
 * `retry` the platform, by itself, later; `reconnect` a workspace owner, by connecting Bitbucket again;
 * `resolve` the user, in Bitbucket or in the service's settings; `contact` the operator: a bug or a wrong set-up.
 */
export const ERROR_ACTIONS = ['retry', 'reconnect', 'resolve', 'contact'] as const;
export type ErrorAction = (typeof ERROR_ACTIONS)[number];
