import { Injectable } from '@nestjs/common';

/** Whether the service has been told to stop: it is not ready for new work from then on. */
@Injectable()
export class Stopping {
  #begun = false;

  get hasBegun(): boolean {
    return this.#begun;
  }

  begin(): void {
    this.#begun = true;
  }
}
