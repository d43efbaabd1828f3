export * as buildManagerSchema from './schema/build-manager';
export * as connectionsSchema from './schema/connections';
export * as gitPullRequestSchema from './schema/git-pull-request';
export * as messagingSchema from './schema/messaging';
export * as serverSchema from './schema/server';
export { JOB_STATES, type JobState, type JobTable, jobTable } from './schema/job-table';
export { createDatabase, type Database, type DatabaseHandle, type Transaction } from './database';
export { migrateDatabase, schemaVersion, waitForSchema } from './migrate';
