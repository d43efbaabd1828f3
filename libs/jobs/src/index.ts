export type { ClaimedJob, ClaimOptions } from './claim';
export type {
  FinishedState,
  AbandonedJob,
  AbandonedHook,
  JobHandler,
  JobResult,
  NewJob,
  RunningJob,
} from './job';
export { type ErrorRecord, shownErrorRecord } from './error-record';
export { LeaseLostError } from './job-errors';
export { JobQueue, type JobQueueOptions } from './job-queue';
export { JobRunner, type JobRunnerOptions } from './job-runner';
export { JobRunners, type JobsSettings } from './job-runners';
export { JobsModule } from './jobs.module';
