import type { ConnectionRow } from '../src/connections/connection-view';

/** The consumer that `connectionRow` was made with. */
export const CONSUMER_OF_ROW = { siteUrl: 'https://bitbucket.example', clientId: 'consumer' };

/** A connection as it is stored, all well unless `values` say otherwise. */
export function connectionRow(values: Partial<ConnectionRow> = {}): ConnectionRow {
  const at = new Date('2026-05-01T10:00:00Z');
  return {
    ...CONSUMER_OF_ROW,
    id: 'c1',
    workspaceId: 'w1',
    bitbucketUserUuid: '{ada}',
    displayName: 'Ada Lovelace',
    nickname: 'ada',
    avatarUrl: 'https://bitbucket.example/ada.png',
    scopes: ['account', 'webhook'],
    status: 'connected',
    statusCause: null,
    suspectSince: null,
    connectedBy: 'a1',
    connectedAt: at,
    disconnectedAt: null,
    accessToken: 'sealed access token',
    refreshToken: 'sealed refresh token',
    accessTokenExpiresAt: at,
    refreshStartedAt: null,
    refreshedAt: at,
    tokenVersion: 1,
    refreshFailures: 0,
    refreshAfter: null,
    lastUsedAt: null,
    createdAt: at,
    updatedAt: at,
    ...values,
  };
}
