export * as buildManagerSchema from './schema/build-manager';
export * as connectionsSchema from './schema/connections';
export * as gitPullRequestSchema from './schema/git-pull-request';
export * as messagingSchema from './schema/messaging';
export * as serverSchema from './schema/server';
export { JOB_STATES, type JobState, type JobTable, jobTable } from './schema/job-table';
export { DatabaseClient, openPool } from './client';
export { isUniqueViolation, QueryFailure, type QueryFacts } from './query-failure';
export { createDatabase, type Database, type DatabaseHandle, type Transaction } from './database';
export {
  DATABASE,
  DATABASE_HANDLE,
  DatabaseModule,
  type DatabaseModuleOptions,
  type DatabaseSettings,
} from './database.module';
export { migrateDatabase, schemaVersion, waitForSchema } from './migrate';
export { databaseOn } from './session';
export { listen, type Listening, type ListenOptions, notify } from './listen';
export { lock, lockUntilCommit, runIfFree, tryLock, unlock } from './advisory-lock';
export { isTransientDatabaseError } from './transient-error';
export { WakeUp } from './wake-up';
