import { DomainError, type ErrorCode } from '@amplication/contracts';

/**
 * What the engine does about a failed fetch or push:
 * `moved` plan again (the branch is elsewhere, or the server lacks what it showed to have); `unauthorised` renew the token once; `unwilling` the server gives no single objects;
 * `damaged` objects that should be here are not, or cannot be read; `gone` no repository is at this address, ask where
 * it is now; `other` tell the caller.
 */
export type FailureKind = 'moved' | 'unauthorised' | 'unwilling' | 'damaged' | 'gone' | 'other';

export interface GitFailure {
  kind: FailureKind;
  error: DomainError;
  stderr: string;
}

/** A fetch that failed. The engine looks at the kind before it hands `failure.error` to its caller. */
export class RemoteFailure extends Error {
  constructor(readonly failure: GitFailure) {
    super(failure.error.message, { cause: failure.error });
    this.name = 'RemoteFailure';
  }
}

export type ExplainFailure = (stderr: string) => DomainError | null;

const GONE = /error: (404|410|30[1278])\b|HTTP (404|410|30[1278])\b|repository .*not found/i;

const KINDS: readonly [FailureKind, RegExp][] = [
  [
    'unauthorised',
    /could not read (Username|Password)|Authentication failed|Invalid username or password|error: 401\b|HTTP 401\b/i,
  ],
  ['unwilling', /not our ref|unadvertised object/i],
  [
    'moved',
    /stale info|fetch first|non-fast-forward|cannot lock ref .* (is at|but expected|reference already exists)|reference already exists|incorrect old value|failed to update ref|unresolved deltas left|missing necessary objects|shallow update not allowed/i,
  ],
  [
    'damaged',
    /unable to read|bad object|corrupt|inflate|did not send all necessary objects|missing (blob|tree|commit)|could not read tree|not a valid object|Could not read|index file .* (is too small|error)|has index file|shallow file has changed/i,
  ],
  ['gone', GONE],
];

/** One branch is named like a folder of the other. */
const BRANCH_CLASH = /exists; cannot create|directory\/file conflict|\(directory file conflict\)/i;

/** Bitbucket's and git's words, with whom they call to act. Order matters: the first match counts. */
const CODES: readonly [ErrorCode, RegExp][] = [
  ['BRANCH_NAME_CLASH', BRANCH_CLASH],
  ['REPOSITORY_TOO_LARGE', /exceeds maximum allowed size|size limit|over (its|the) .*limit/i],
  ['REPOSITORY_READ_ONLY', /read-only/i],
  [
    'BRANCH_RESTRICTED',
    /hook declined|Permission denied to update branch|protected branch|\[remote rejected\]/i,
  ],
  ['BITBUCKET_RATE_LIMITED', /error: 429\b|HTTP 429\b/i],
  ['REPOSITORY_NOT_WRITABLE', /error: 403\b|HTTP 403\b|Permission denied|access denied/i],
  ['REPOSITORY_GONE', GONE],
  ['BITBUCKET_SERVER_ERROR', /error: 5\d\d\b|HTTP 5\d\d\b|Internal Server Error/i],
  [
    'BITBUCKET_UNREACHABLE',
    /Could not resolve|Failed to connect|Connection (refused|reset|timed out)|early EOF|hung up unexpectedly|RPC failed|Empty reply|transfer closed|Operation too slow|timed out|SSL|TLS|gnutls|unexpected disconnect|expected flush|bad line length|Couldn't connect/i,
  ],
];

/**
 * Reads git's error output, whose language is fixed by `LC_ALL=C`. The host's own explanation goes first, but a clash of
 * branch names is git's matter, and an explanation that knows nothing (`GIT_FAILED`) is none.
 */
export function readFailure(command: string, stderr: string, explain?: ExplainFailure): GitFailure {
  const isClash = BRANCH_CLASH.test(stderr);
  const kind = isClash ? 'other' : (KINDS.find(([, pattern]) => pattern.test(stderr))?.[0] ?? 'other');
  const explained = isClash ? null : explain?.(stderr);
  const isExplained = explained != null && explained.code !== 'GIT_FAILED';
  return { kind, error: isExplained ? explained : toError(kind, command, stderr), stderr };
}

function toError(kind: FailureKind, command: string, stderr: string): DomainError {
  const cause = new Error(stderr);
  const detail = remoteWords(stderr);
  const params = { command, ...(detail === '' ? {} : { detail }) };
  if (kind === 'unauthorised') return new DomainError('CONNECTION_NEEDS_RECONNECT', { params, cause });
  const code = CODES.find(([, pattern]) => pattern.test(stderr))?.[0] ?? 'GIT_FAILED';
  const said = detail === '' ? undefined : `${new DomainError(code).message} Bitbucket says: ${detail}`;
  return new DomainError(code, said, { params, cause });
}

/** What the server itself wrote: the lines that git marks with `remote:`, at most 2,000 characters. */
export function remoteWords(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('remote:'))
    .map((line) => line.slice('remote:'.length).trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, 2_000);
}
