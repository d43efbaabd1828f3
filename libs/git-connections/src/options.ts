import type { BitbucketClient } from '@amplication/bitbucket-client';
import type { DatabaseHandle } from '@amplication/database';
import type { KeyRing } from './keys/key-ring';

export interface GitConnectionsLogger {
  info(context: object, message: string): void;
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}

export interface GitConnectionsOptions {
  readonly database: DatabaseHandle;
  readonly client: BitbucketClient;
  readonly keys: KeyRing;
  /** The configured site and consumer: a connection is used only while it was made with both. */
  readonly siteUrl: string;
  readonly clientId: string;
  readonly logger?: GitConnectionsLogger;
  readonly timing?: Partial<Timing>;
}

/** All in milliseconds. */
export interface Timing {
  /** How long before it expires a token is renewed. */
  readonly expirySkew: number;
  /** Time limit of a refresh request; below `lockWait`. */
  readonly refreshRequest: number;
  /** How long a process waits for another one that refreshes the same connection. */
  readonly lockWait: number;
  /** How long a refused connection is retried before it can need a reconnect. */
  readonly suspicion: number;
  /** First and longest wait between refused tries. */
  readonly suspectBase: number;
  readonly suspectCeiling: number;
  /** How long a connection may go without a refresh before `keepAlive` refreshes it. */
  readonly idle: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export const DEFAULT_TIMING: Timing = {
  expirySkew: 5 * MINUTE,
  refreshRequest: 20 * SECOND,
  lockWait: 45 * SECOND,
  suspicion: 15 * MINUTE,
  suspectBase: 15 * SECOND,
  suspectCeiling: 4 * MINUTE,
  idle: 30 * DAY,
};
