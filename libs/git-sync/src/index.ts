export { GitSync } from './sync/git-sync';
export { renderReport, type RenderOptions, summarise } from './plan/report/render-report';
export type {
  BlobSource,
  CommitDetails,
  ConflictStrategy,
  FetchedTips,
  EntryStatus,
  FileMarks,
  FileMode,
  GeneratedFile,
  GitSyncLog,
  GitSyncOptions,
  PullRequestState,
  PushStep,
  RecordedPush,
  ReportEntry,
  SyncReport,
  SyncRequest,
  SyncResult,
} from './types';
