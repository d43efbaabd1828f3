import { DomainError } from '@amplication/contracts';
import { type ConnectionRow, type Consumer, isOfConsumer } from './connection-view';

/** A connection that has tokens. */
export type UsableRow = ConnectionRow & {
  accessToken: string;
  refreshToken: string;
  accessTokenExpiresAt: Date;
};

/**
 * Throws unless a request may be sent with this connection: `CONNECTION_GONE`, `CONNECTION_OTHER_CONSUMER` or
 * `CONNECTION_NEEDS_RECONNECT`.
 */
export function assertUsable(row: ConnectionRow | undefined, consumer: Consumer): UsableRow {
  if (!row || row.status === 'disconnected') throw new DomainError('CONNECTION_GONE');
  if (!isOfConsumer(row, consumer)) throw new DomainError('CONNECTION_OTHER_CONSUMER');
  if (row.status === 'reconnect-needed') throw new DomainError('CONNECTION_NEEDS_RECONNECT');
  const { accessToken, refreshToken, accessTokenExpiresAt } = row;
  if (accessToken === null || refreshToken === null || accessTokenExpiresAt === null)
    throw new DomainError('CONNECTION_GONE');
  return { ...row, accessToken, refreshToken, accessTokenExpiresAt };
}
