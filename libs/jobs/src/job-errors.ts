/** The job is no longer this runner's: its lease has run out, or another runner has taken it. Stop, and touch nothing. */
export class LeaseLostError extends Error {
  constructor(options: { cause?: unknown } = {}) {
    super('The lease of the job is lost.', options);
    this.name = 'LeaseLostError';
  }
}
