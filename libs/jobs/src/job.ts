import type { JobState, Transaction } from '@amplication/database';

export interface NewJob<P extends object> {
  buildId: string;
  /** Counts the tries of one build; build and attempt together are unique. */
  attempt: number;
  resourceId: string;
  /** Jobs of one lane run one at a time. */
  lane: string;
  /** Counts the builds of one resource: of a lane's due jobs the lowest runs first. */
  sequence: number;
  payload: P;
}

/** States in which a handler may leave its job. */
export type FinishedState = Extract<JobState, 'done' | 'superseded' | 'failed' | 'cancelled'>;

/** What a handler returns, so that none forgets to end its try: the result of `job.finish` or `job.postpone`. */
export interface JobResult {
  readonly state: FinishedState | 'postponed';
}

/** What a hook learns of a job that is abandoned. */
export interface AbandonedJob<P extends object> {
  readonly id: string;
  readonly buildId: string;
  readonly attempt: number;
  readonly resourceId: string;
  readonly lane: string;
  readonly sequence: number;
  /** Null if it could not be parsed: that is then why the job is abandoned. */
  readonly payload: P | null;
  readonly tries: number;
  readonly step: string | null;
  readonly stepData: Record<string, unknown>;
}

/** A job that this process holds a lease for. */
export interface RunningJob<P extends object> extends AbandonedJob<P> {
  readonly payload: P;
  /** Number of this try, from 1. */
  readonly tries: number;
  /** Rises with every claim of the job; every write of ours asks for it. */
  readonly fence: number;
  /** Aborted when the lease is lost, and when the process shuts down and can wait no longer. */
  readonly signal: AbortSignal;
  /** Throws LeaseLostError unless the job is still ours. Call it before each step that others can see. */
  assertHeld(): Promise<void>;
  /**
   * Writes down a step that is about to be done, or was: a later try finds it in `step` and, merged, in `stepData`.
   * Throws LeaseLostError, and writes nothing, unless the job is still ours.
   */
  record(step: string, data: object, tx?: Transaction): Promise<void>;
  /**
   * Ends the job; what `within` writes is committed with it or not at all. Throws LeaseLostError, and writes nothing,
   * unless the job is still ours.
   */
  finish(
    state: FinishedState,
    within?: (tx: Transaction) => Promise<void>,
    error?: object,
  ): Promise<JobResult>;
  /**
   * Postpones the job by so many milliseconds: it waits for something else, such as an answer or the end of a rate
   * limit. Its lane is free meanwhile, and the try does not count. Throws LeaseLostError unless the job is still ours.
   */
  postpone(ms: number, reason: string): Promise<JobResult>;
}

/**
 * Does one try of a job. It returns how it left the job; what it throws is a failure: a `DomainError` whose action is
 * not `retry` abandons the job at once, anything else is tried again until the tries are used up.
 */
export type JobHandler<P extends object> = (job: RunningJob<P>) => Promise<JobResult>;

/**
 * Writes what others must learn of a job that is abandoned, in the transaction that ends it: as `failed`, because
 * somebody else must act first, or as `dead`, because its tries are used up or its payload cannot be read.
 */
export type AbandonedHook<P extends object> = (
  tx: Transaction,
  job: AbandonedJob<P>,
  error: unknown,
) => Promise<void>;
