import type { DomainError, ReportCounts } from '@amplication/contracts';

/** The two kinds of file that a generator can make, as git writes them. */
export type FileMode = '100644' | '100755';

/** What the generator says of a file beside its content. */
export interface FileMarks {
  /** The team's once it is delivered: no later build writes it. */
  once?: true;
  /** What the file is for, whatever its path: by it a file is followed when the model is renamed. */
  key?: string;
}

/** A generated file: its mode and the git blob id (SHA-1, 40 hex digits) of its bytes. */
export interface GeneratedFile extends FileMarks {
  mode: FileMode;
  blob: string;
}

/** Every blob that was ever generated for the workspace; implemented by the artifact store. */
export interface BlobSource {
  /** The bytes of a blob that we generated, or null when it is not one of ours. */
  read(blob: string): Promise<Buffer | null>;
  /** Keeps what git-sync itself generates, the record of each generation, so that it need not be fetched again. */
  keep(bytes: Buffer): Promise<unknown>;
}

/**
 * The newest pull request of the work branch. Drafts and queued ones are open.
 * `sourceCommit` may be shortened, as Bitbucket does (12 digits).
 */
export type PullRequestState =
  { state: 'none' | 'open' | 'declined' } | { state: 'merged'; sourceCommit: string };

/** Who decides a hunk of text that both sides changed. */
export type ConflictStrategy = 'keep-yours' | 'take-generated';

export interface CommitDetails {
  /** First line of the message. */
  title: string;
  /** What the user wrote about the build; may be empty. */
  body: string;
  author: { name: string; email: string };
  /** Of the build, not of the moment: the same build on the same parent gives the same commit id. */
  date: Date;
  buildId: string;
}

/** The tips of both branches as they were fetched; no `work`: there is no such branch. */
export interface FetchedTips {
  base: string;
  work: string | null;
}

/** What is known right before a push; enough to find out later whether it landed. */
export interface PushStep {
  /** Tip that the commit is made for; null when the branch is created. */
  branchTip: string | null;
  baseTip: string;
  commit: string;
  report: SyncReport;
}

/** What a job recorded in `beforePush` of an earlier try that was killed. */
export interface RecordedPush {
  baseTip: string | null;
  commit: string;
  /** Handed back in the result if that push turns out to have landed. */
  report?: SyncReport;
}

export interface SyncRequest {
  /**
   * `uuid` is the repository; it names it in the cache. `url` is where it was when last seen: http(s), without
   * credentials. A host addresses git by names, which can be given to another repository at any moment.
   */
  repository: { uuid: string; url: string };
  /**
   * Where the repository is now, by its uuid. Asked before each round but the first, and when nothing is found at the
   * last address. Rejects when the repository is gone.
   */
  locate(): Promise<string>;
  /**
   * Whether the repository, by its uuid, has what was fetched: asked for each plan, right before its push. False makes
   * another round. What was fetched by name may be another repository's.
   */
  confirmTips(tips: FetchedTips): Promise<boolean>;
  /**
   * Makes the first commit of a repository that has none, with these files on `baseBranch`, in the repository of this
   * uuid. A commit without a parent fits anywhere, so git cannot be trusted with it.
   */
  startRepository(files: ReadonlyMap<string, Buffer>): Promise<void>;
  /** The value of the Authorization header. Asked again with `renew` after a 401. */
  authorization(options?: { renew?: boolean }): Promise<string>;
  resourceId: string;
  resourceName: string;
  generatorVersion: string;
  /** Branch names without `refs/heads/`. */
  baseBranch: string;
  workBranch: string;
  /** Folder of the repository that receives the code, without slashes around it; '' is the root. */
  rootDirectory: string;
  /** Where the code of the last pushed build is, when that is another folder. */
  previousRootDirectory?: string | undefined;
  /** The next generation: path relative to the root directory -> file. */
  files: ReadonlyMap<string, GeneratedFile>;
  blobs: BlobSource;
  /**
   * What our own records show this blob as, if it was generated for this resource at this path (relative to the root
   * directory), else null. Asked for each file under the root, only when there is no usable manifest: answer from
   * memory.
   */
  generatedAs(path: string, blob: string): Promise<FileMarks | null>;
  /** Null: not looked up yet. It is, by `lookUpPullRequest`, if there is a work branch; without one, nothing is open. */
  pullRequest: PullRequestState | null;
  /**
   * Reads the state again. Called once after a push if the pull request was open (it may have been merged
   * meanwhile), and before each round after the first.
   */
  lookUpPullRequest(): Promise<PullRequestState>;
  strategy: ConflictStrategy;
  commit: CommitDetails;
  pushing?: RecordedPush | undefined;
  /** Records the step durably and checks the job's fence; throws to stop before anything is pushed. */
  beforePush(step: PushStep): Promise<void>;
  /** Checks the job's fence before the first commit of an empty repository is made. */
  assertHeld(): Promise<void>;
  /** Ends the running git processes; `run` then rejects with the signal's reason. */
  signal: AbortSignal;
  /** Limit of one git command in milliseconds; default 10 minutes. */
  timeoutMs?: number | undefined;
}

export interface SyncResult {
  /** `pushed` also when an earlier, killed try had pushed it. */
  outcome: 'pushed' | 'unchanged';
  /** Our commit; null when nothing changed. */
  commit: string | null;
  /** What the plan was made on: the work branch, the base branch, or the base after a merge of the work branch. */
  startedFrom: 'branch' | 'base' | 'merged';
  /** The base branch has commits that the work branch is known not to hold. */
  baseMovedAhead: boolean;
  report: SyncReport;
  /** How many times a plan was made; more than one when the branch moved meanwhile. */
  rounds: number;
  /** The work branch holds a change that no open pull request shows. */
  needsNewPullRequest: boolean;
}

export type EntryStatus =
  | 'added'
  | 'updated'
  | 'merged'
  | 'kept-yours'
  | 'conflict'
  /** A team's file that stays whole, and does not fit the form that its place has now. */
  | 'not-placed'
  | 'deleted'
  | 'deleted-by-you'
  | 'ignored'
  | 'moved';

export interface ReportEntry {
  /** Path in the repository. */
  path: string;
  status: EntryStatus;
  /** Why, in a few words. */
  note?: string | undefined;
  /** The generated text of the conflicting places, shortened. */
  hunk?: string | undefined;
}

/** What a build did, file by file. Unchanged files are counted only. */
export interface SyncReport {
  counts: { [K in keyof ReportCounts]: number };
  /** Sorted by path. */
  entries: ReportEntry[];
  /** Sentences about the build as a whole. */
  notes: string[];
}

/** Where the engine writes what an operator may want to know. Never receives a secret. */
export interface GitSyncLog {
  debug(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface GitSyncOptions {
  /** Shared by all builds of this machine; may be deleted at any time. */
  cacheDirectory: string;
  /** Holds a folder for each running build; on the same file system as the cache. */
  workDirectory: string;
  cacheLimitBytes: number;
  /** The git binary, 2.39 or newer; default `git`. */
  git?: string;
  log: GitSyncLog;
  /** Says what git's error output means at this host; null leaves it to the built-in reading. */
  explainFailure?(stderr: string): DomainError | null;
}
