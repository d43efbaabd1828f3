import { DomainError, type ErrorCode } from '@amplication/contracts';

/**
 * A connection cannot be used now and nobody has lost it: wait and ask again. A build that meets it is postponed, not
 * failed. `CONSUMER_REFUSED`: Bitbucket refuses whatever this installation's consumer sends; the operator must look.
 * `CONNECTION_SUSPECT`: only this connection was refused.
 */
export class ConnectionWaitError extends DomainError {
  constructor(
    code: Extract<ErrorCode, 'CONSUMER_REFUSED' | 'CONNECTION_SUSPECT'>,
    readonly retryAfterMs: number,
    cause?: unknown,
  ) {
    super(code, undefined, { params: { retryAfterMs }, cause });
    this.name = 'ConnectionWaitError';
  }
}
