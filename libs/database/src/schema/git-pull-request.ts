import { index, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns';
import { jobTable } from './job-table';

export const gitPullRequest = pgSchema('git_pull_request');
export const gitPullRequestJob = jobTable(gitPullRequest);

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
