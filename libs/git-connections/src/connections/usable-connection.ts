import { DomainError } from '@amplication/contracts';
import { type ConnectionRow, type ConnectionViewStatus, type Consumer, viewStatus } from './connection-view';

/** A connection that has tokens. */
export type UsableRow = ConnectionRow & {
  accessToken: string;
  refreshToken: string;
  accessTokenExpiresAt: Date;
};

/**
 * Why no request may be sent with a connection of this status, or null if one may: `CONNECTION_GONE`,
 * `CONNECTION_OTHER_CONSUMER`, `CONNECTION_NEEDS_RECONNECT` or `CONNECTION_MEMBER_LEFT`, with `connectionId` in its
 * params. One that is only suspect may be tried: the vault decides.
 */
export function connectionRefusal(connection: {
  readonly id: string;
  readonly status: ConnectionViewStatus;
  readonly statusCause: string | null;
}): DomainError | null {
  const params = { connectionId: connection.id };
  switch (connection.status) {
    case 'disconnected':
      return new DomainError('CONNECTION_GONE', { params });
    case 'other-consumer':
      return new DomainError('CONNECTION_OTHER_CONSUMER', { params });
    case 'reconnect-needed': {
      const hasLeft = connection.statusCause === 'CONNECTION_MEMBER_LEFT';
      const code = hasLeft ? 'CONNECTION_MEMBER_LEFT' : 'CONNECTION_NEEDS_RECONNECT';
      return new DomainError(code, { params });
    }
    default:
      return null;
  }
}

/** Throws unless a request may be sent with this connection: see `connectionRefusal`. */
export function assertUsable(row: ConnectionRow | undefined, consumer: Consumer): UsableRow {
  if (!row) throw new DomainError('CONNECTION_GONE');
  const refusal = connectionRefusal({ ...row, status: viewStatus(row, consumer) });
  if (refusal) throw refusal;
  const { accessToken, refreshToken, accessTokenExpiresAt } = row;
  if (accessToken === null || refreshToken === null || accessTokenExpiresAt === null)
    throw new DomainError('CONNECTION_GONE');
  return { ...row, accessToken, refreshToken, accessTokenExpiresAt };
}
