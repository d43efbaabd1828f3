/** The job is no longer this runner's: its lease has run out, or another runner has taken it. Stop, and touch nothing. */
export class LeaseLostError extends Error {
  constructor(options: { cause?: unknown } = {}) {
    super('The lease of the job is lost.', options);
    this.name = 'LeaseLostError';
  }
}

/**
 * Thrown by a handler that has to wait for something else: a rate limit, an answer. The job is laid aside until then,
 * its lane is free meanwhile, and the try does not count.
 */
export class JobPostponed extends Error {
  /** `untilMs` is a point in time, in milliseconds since 1970. */
  constructor(
    readonly untilMs: number,
    reason = 'The job waits.',
  ) {
    super(reason);
    this.name = 'JobPostponed';
  }

  /** Lays the job aside for so many milliseconds from now. */
  static for(ms: number, reason?: string): JobPostponed {
    return new JobPostponed(Date.now() + ms, reason);
  }
}
