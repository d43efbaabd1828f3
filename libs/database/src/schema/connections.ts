import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, updatedAt } from './columns';

export const connections = pgSchema('connections');

export const CONNECTION_STATUSES = ['connected', 'suspect', 'reconnect-needed', 'disconnected'] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

/** A Bitbucket account that was authorised by OAuth for one workspace. */
export const connection = connections.table(
  'connection',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    bitbucketUserUuid: text('bitbucket_user_uuid').notNull(),
    displayName: text('display_name').notNull(),
    nickname: text('nickname'),
    avatarUrl: text('avatar_url'),
    /** The site and the OAuth consumer that the tokens belong to: used only while both equal the configuration. */
    siteUrl: text('site_url').notNull(),
    clientId: text('client_id').notNull(),
    scopes: text('scopes').array().notNull(),
    status: text('status', { enum: CONNECTION_STATUSES }).notNull().default('connected'),
    /** Error code of the catalogue that explains the status. */
    statusCause: text('status_cause'),
    suspectSince: instant('suspect_since'),
    connectedBy: uuid('connected_by').notNull(),
    connectedAt: instant('connected_at').notNull().defaultNow(),
    disconnectedAt: instant('disconnected_at'),
    /** AES-256-GCM, `<key id>.<nonce>.<ciphertext>.<tag>` in base64url; null once disconnected. */
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    /** Committed before a refresh request leaves; null once its answer is stored. */
    refreshStartedAt: instant('refresh_started_at'),
    refreshedAt: instant('refreshed_at'),
    /** Rises with every stored pair of tokens. */
    tokenVersion: integer('token_version').notNull().default(1),
    refreshFailures: integer('refresh_failures').notNull().default(0),
    refreshAfter: instant('refresh_after'),
    lastUsedAt: instant('last_used_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('connection_active_user')
      .on(table.workspaceId, table.bitbucketUserUuid, table.siteUrl)
      .where(sql`status <> 'disconnected'`),
    index('connection_workspace').on(table.workspaceId),
  ],
);

/** Bitbucket counts each kind of resource by itself. */
export const BITBUCKET_RESOURCES = ['repositories', 'webhooks', 'other'] as const;

/** What every process that acts for one Bitbucket user must know of the last 429. */
export const bitbucketUserBudget = connections.table('bitbucket_user_budget', {
  bitbucketUserUuid: text('bitbucket_user_uuid').primaryKey(),
  /** No call is sent before. */
  notBefore: instant('not_before'),
  /** Length of the last hold that Bitbucket did not ask for itself; null once a call has gone well since. */
  backoffMs: integer('backoff_ms'),
  /** The call that was answered so; the template of its path, without names. */
  resource: text('resource', { enum: BITBUCKET_RESOURCES }),
  method: text('method'),
  pathTemplate: text('path_template'),
  /** Whether the answer said how long to wait. */
  hasRetryAfter: boolean('has_retry_after').notNull().default(false),
  updatedAt: updatedAt(),
});

/** Requests counted in slots of one minute, for the rolling hour. */
export const bitbucketRequestCount = connections.table(
  'bitbucket_request_count',
  {
    bitbucketUserUuid: text('bitbucket_user_uuid').notNull(),
    minute: instant('minute').notNull(),
    requests: integer('requests').notNull().default(0),
  },
  (table) => [uniqueIndex('bitbucket_request_count_slot').on(table.bitbucketUserUuid, table.minute)],
);

/** Whether Bitbucket refuses this installation's consumer as a whole. */
export const consumerHealth = connections.table('consumer_health', {
  clientId: text('client_id').primaryKey(),
  refusedSince: instant('refused_since'),
  lastRefusedAt: instant('last_refused_at'),
  lastRefreshedAt: instant('last_refreshed_at'),
});
