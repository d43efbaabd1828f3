/** Says when the service is about to stop: `signal` aborts first of all, so that open streams end and loops stop. */
export class Stopping {
  private readonly controller = new AbortController();

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  begin(): void {
    this.controller.abort();
  }
}
