import { index, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, updatedAt } from './columns';
import { jobTable } from './job-table';

export const gitPullRequest = pgSchema('git_pull_request');
export const gitPullRequestJob = jobTable(gitPullRequest);
/** Marks of commits with the state of their build: a courtesy that no build waits for. */
export const commitStatusJob = jobTable(gitPullRequest, 'commit_status_job');

/** Every build that was pushed: what we know to have generated, and the highest sequence of each resource. */
export const pushedBuild = gitPullRequest.table(
  'pushed_build',
  {
    buildId: uuid('build_id').primaryKey(),
    resourceId: uuid('resource_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    repositoryUuid: text('repository_uuid').notNull(),
    workBranch: text('work_branch').notNull(),
    sequence: integer('sequence').notNull(),
    artifactId: text('artifact_id').notNull(),
    rootDirectory: text('root_directory').notNull(),
    commitSha: text('commit_sha'),
    pushedAt: createdAt(),
  },
  (table) => [index('pushed_build_resource').on(table.resourceId, table.sequence)],
);

/** The pull request of each work branch, known by its number: Bitbucket's list lacks a new one for some seconds. */
export const branchPullRequest = gitPullRequest.table(
  'branch_pull_request',
  {
    resourceId: uuid('resource_id').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    repositoryUuid: text('repository_uuid').notNull(),
    workBranch: text('work_branch').notNull(),
    /** Null until one is known. */
    number: integer('number'),
    /** The link's base branch when we last saw to the destination; null until we did. */
    baseBranch: text('base_branch'),
    /** When a request to open one was sent whose answer is not known. */
    openingAt: instant('opening_at'),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.resourceId, table.repositoryUuid, table.workBranch] })],
);
