import { type BudgetState, missingScopes } from '@amplication/bitbucket-client';
import type { connectionsSchema } from '@amplication/database';

export type ConnectionRow = typeof connectionsSchema.connection.$inferSelect;

/** `other-consumer`: made with another OAuth consumer or site than the configured ones; it is not used. */
export const CONNECTION_VIEW_STATUSES = [
  'connected',
  'suspect',
  'reconnect-needed',
  'disconnected',
  'other-consumer',
] as const;
export type ConnectionViewStatus = (typeof CONNECTION_VIEW_STATUSES)[number];

/** A connection as people may see it: no token in it. */
export interface ConnectionView {
  readonly id: string;
  readonly workspaceId: string;
  readonly user: {
    readonly uuid: string;
    readonly displayName: string;
    readonly nickname: string | null;
    readonly avatarUrl: string | null;
  };
  readonly status: ConnectionViewStatus;
  /** Error code that explains the status. */
  readonly statusCause: string | null;
  readonly scopesGranted: readonly string[];
  /** Scopes that the platform needs and the consumer does not grant. */
  readonly scopesMissing: readonly string[];
  readonly connectedBy: string;
  readonly connectedAt: Date;
  readonly budget: BudgetState;
}

/** The site and consumer that the platform is configured with. */
export interface Consumer {
  readonly siteUrl: string;
  readonly clientId: string;
}

export function isOfConsumer(row: Consumer, consumer: Consumer): boolean {
  return row.siteUrl === consumer.siteUrl && row.clientId === consumer.clientId;
}

/** The stored status, unless the connection was made with another consumer. */
export function viewStatus(row: ConnectionRow, consumer: Consumer): ConnectionViewStatus {
  return row.status !== 'disconnected' && !isOfConsumer(row, consumer) ? 'other-consumer' : row.status;
}

export function viewOf(row: ConnectionRow, consumer: Consumer, budget: BudgetState): ConnectionView {
  const status = viewStatus(row, consumer);
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    user: {
      uuid: row.bitbucketUserUuid,
      displayName: row.displayName,
      nickname: row.nickname,
      avatarUrl: row.avatarUrl,
    },
    status,
    statusCause: status === 'other-consumer' ? 'CONNECTION_OTHER_CONSUMER' : row.statusCause,
    scopesGranted: row.scopes,
    scopesMissing: missingScopes(row.scopes),
    connectedBy: row.connectedBy,
    connectedAt: row.connectedAt,
    budget,
  };
}
