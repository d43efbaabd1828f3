import type { DatabaseHandle } from '@amplication/database';
import type { Logger } from 'pino';

export interface MessagingOptions {
  /** Name of the service: source of its events, and owner of its outbox and inbox rows. */
  service: string;
  brokers: string[];
  /** Put before every topic and group, so that test suites do not meet. */
  topicPrefix?: string;
  database: DatabaseHandle;
  /** The same database, for connections of our own: LISTEN and the relay's lock live as long as a connection. */
  databaseUrl: string;
  logger: Logger;
  /** How long to wait for the topics at start, in milliseconds; a minute unless given. */
  topicsTimeoutMs?: number;
}

export const MESSAGING_OPTIONS = Symbol('MessagingOptions');
