import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, updatedAt } from './columns';

export const server = pgSchema('server');

export const account = server.table(
  'account',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('account_email').on(sql`lower(${table.email})`)],
);

/** Cookie sessions; the shape is that of connect-pg-simple. */
export const session = server.table(
  'session',
  { sid: text('sid').primaryKey(), sess: json('sess').notNull(), expire: instant('expire').notNull() },
  (table) => [index('session_expire').on(table.expire)],
);

export const workspace = server.table('workspace', {
  id: id(),
  name: text('name').notNull(),
  plan: text('plan', { enum: ['free', 'enterprise'] })
    .notNull()
    .default('free'),
  createdAt: createdAt(),
});

export const membership = server.table(
  'membership',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['owner', 'member'] }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.accountId] }),
    index('membership_account').on(table.accountId),
  ],
);

/** A modelled service. */
export const resource = server.table(
  'resource',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    description: text('description').notNull().default(''),
    /** Version of the model that the next build uses. */
    modelVersion: integer('model_version').notNull().default(1),
    /** Sequence of the newest build. */
    lastSequence: integer('last_sequence').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
  },
  (table) => [
    uniqueIndex('resource_slug')
      .on(table.workspaceId, table.slug)
      .where(sql`deleted_at is null`),
  ],
);

/** Every saved state of a resource's entity model. */
export const modelVersion = server.table(
  'model_version',
  {
    resourceId: uuid('resource_id')
      .notNull()
      .references(() => resource.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    model: jsonb('model').notNull(),
    /** Version of the language of models; servers from before there were two do not say it, and mean 1. */
    language: integer('language').notNull().default(1),
    createdBy: uuid('created_by').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.resourceId, table.version] }),
    /** What is still to be upgraded. */
    index('model_version_old')
      .on(table.resourceId, table.version)
      .where(sql`language = 1`),
  ],
);

/** One attempt to connect Bitbucket: stored by the hash of its `state`. */
export const oauthState = server.table('oauth_state', {
  stateHash: text('state_hash').primaryKey(),
  sessionHash: text('session_hash').notNull(),
  accountId: uuid('account_id').notNull(),
  workspaceId: uuid('workspace_id').notNull(),
  /** The connection that is to be renewed, if the attempt is a reconnect. */
  connectionId: uuid('connection_id'),
  replaceOtherUser: boolean('replace_other_user').notNull().default(false),
  returnTo: text('return_to').notNull(),
  createdAt: createdAt(),
  expiresAt: instant('expires_at').notNull(),
  consumedAt: instant('consumed_at'),
  outcome: jsonb('outcome'),
});

/** A Bitbucket repository that a workspace knows: one row, whatever the order or race. */
export const repository = server.table(
  'repository',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    connectionId: uuid('connection_id').notNull(),
    siteUrl: text('site_url').notNull(),
    bitbucketWorkspaceUuid: text('bitbucket_workspace_uuid').notNull(),
    bitbucketWorkspaceSlug: text('bitbucket_workspace_slug').notNull(),
    repositoryUuid: text('repository_uuid').notNull(),
    repositorySlug: text('repository_slug').notNull(),
    name: text('name').notNull(),
    htmlUrl: text('html_url').notNull(),
    isPrivate: boolean('is_private').notNull(),
    createdByUs: boolean('created_by_us').notNull().default(false),
    /** The address that Bitbucket was asked to call, set with the secret before it is asked. */
    webhookUrl: text('webhook_url'),
    /** Signs what Bitbucket sends to that address; sealed as tokens are, bound to this row's id. */
    webhookSecret: text('webhook_secret'),
    /** Bitbucket's name of the webhook, set when it has confirmed it. */
    webhookUuid: text('webhook_uuid'),
    /** When it could not be registered or removed, since it last could. */
    webhookFailedAt: instant('webhook_failed_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('repository_remote').on(table.workspaceId, table.repositoryUuid),
    // For the links, which repeat site and uuid.
    unique('repository_identity').on(table.id, table.siteUrl, table.repositoryUuid),
  ],
);

/**
 * Where a resource's builds go. Branch and folder belong to one link of a Bitbucket repository, whichever workspaces
 * have it: so a link repeats which one that is.
 */
export const repositoryLink = server.table(
  'repository_link',
  {
    resourceId: uuid('resource_id')
      .primaryKey()
      .references(() => resource.id, { onDelete: 'cascade' }),
    repositoryId: uuid('repository_id').notNull(),
    siteUrl: text('site_url').notNull(),
    repositoryUuid: text('repository_uuid').notNull(),
    baseBranch: text('base_branch').notNull(),
    /** Chosen once when the repository is linked, never computed again. */
    workBranch: text('work_branch').notNull(),
    rootDirectory: text('root_directory').notNull().default(''),
    conflictStrategy: text('conflict_strategy', { enum: ['keep-yours', 'take-generated'] })
      .notNull()
      .default('keep-yours'),
    linkedBy: uuid('linked_by').notNull(),
    linkedAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    foreignKey({
      name: 'repository_link_repository',
      columns: [table.repositoryId, table.siteUrl, table.repositoryUuid],
      foreignColumns: [repository.id, repository.siteUrl, repository.repositoryUuid],
    }).onUpdate('cascade'),
    index('repository_link_repository_id').on(table.repositoryId),
    uniqueIndex('repository_link_branch').on(table.siteUrl, table.repositoryUuid, table.workBranch),
    uniqueIndex('repository_link_root').on(table.siteUrl, table.repositoryUuid, table.rootDirectory),
  ],
);

export const BUILD_STATUSES = ['queued', 'generating', 'pushing', 'completed', 'failed'] as const;
export type BuildStatus = (typeof BUILD_STATUSES)[number];

export const build = server.table(
  'build',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    resourceId: uuid('resource_id')
      .notNull()
      .references(() => resource.id, { onDelete: 'cascade' }),
    sequence: integer('sequence').notNull(),
    attempt: integer('attempt').notNull().default(1),
    status: text('status', { enum: BUILD_STATUSES }).notNull().default('queued'),
    title: text('title').notNull(),
    body: text('body').notNull().default(''),
    modelVersion: integer('model_version').notNull(),
    modelSnapshotId: text('model_snapshot_id').notNull(),
    /** The Target of the event, or null when no repository was linked. */
    target: jsonb('target'),
    artifactId: text('artifact_id'),
    fileCount: integer('file_count'),
    outcome: text('outcome', { enum: ['created', 'updated', 'unchanged', 'superseded', 'generated'] }),
    pullRequestNumber: integer('pull_request_number'),
    pullRequestUrl: text('pull_request_url'),
    commitSha: text('commit_sha'),
    counts: jsonb('counts'),
    conflicts: jsonb('conflicts'),
    report: text('report'),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    errorParams: jsonb('error_params'),
    errorAction: text('error_action'),
    requestedBy: uuid('requested_by').notNull(),
    createdAt: createdAt(),
    lastProgressAt: instant('last_progress_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('build_resource_sequence').on(table.resourceId, table.sequence),
    index('build_running')
      .on(table.lastProgressAt)
      .where(sql`finished_at is null`),
  ],
);

export const buildStep = server.table(
  'build_step',
  {
    buildId: uuid('build_id')
      .notNull()
      .references(() => build.id, { onDelete: 'cascade' }),
    attempt: integer('attempt').notNull(),
    name: text('name').notNull(),
    status: text('status', { enum: ['waiting', 'running', 'done', 'failed', 'skipped'] }).notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.buildId, table.attempt, table.name] })],
);

/** What happened to a build, in order: its log and the source of its event stream (the row id is the SSE id). */
export const buildEvent = server.table(
  'build_event',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    buildId: uuid('build_id')
      .notNull()
      .references(() => build.id, { onDelete: 'cascade' }),
    attempt: integer('attempt').notNull(),
    /** `log`, `step`, `status`, `pull-request`. */
    type: text('type').notNull(),
    data: jsonb('data').notNull(),
    at: createdAt(),
  },
  (table) => [index('build_event_build').on(table.buildId, table.id)],
);

/** The last state of a pull request that Bitbucket reported. */
export const pullRequest = server.table(
  'pull_request',
  {
    repositoryId: uuid('repository_id')
      .notNull()
      .references(() => repository.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    state: text('state', { enum: ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'] }).notNull(),
    title: text('title').notNull(),
    url: text('url').notNull(),
    /** When Bitbucket last changed it, by Bitbucket's clock: a report of an earlier moment is stale. */
    changedAt: instant('changed_at'),
    checkedAt: instant('checked_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.repositoryId, table.number] })],
);

/**
 * Names of Bitbucket workspaces, for people to read: Bitbucket lists a user's workspaces without them. They belong to
 * no workspace of ours; who may see one is decided by Bitbucket's list, and never by this table.
 */
export const bitbucketWorkspaceName = server.table('bitbucket_workspace_name', {
  /** Bitbucket's uuid, with its braces. */
  bitbucketWorkspaceUuid: text('bitbucket_workspace_uuid').primaryKey(),
  /** As it was when the name was read: another one means that the workspace was renamed. */
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  readAt: instant('read_at').notNull().defaultNow(),
});
