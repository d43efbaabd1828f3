import { DomainError } from '@amplication/contracts';

/** Says in `Retry-After`, too, when to come again. */
export class ServerBusy extends DomainError {
  readonly retryAfterMs = 5_000;

  constructor() {
    super('SERVER_BUSY');
  }
}
