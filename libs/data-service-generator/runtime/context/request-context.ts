import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered, for whatever is called on the way. */
export class RequestContext {
  readonly #abort = new AbortController();

  constructor(readonly id: string) {}

  /** Nobody waits for the answer any more: what has not been begun for it is not begun. */
  giveUp(): void {
    this.#abort.abort();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
