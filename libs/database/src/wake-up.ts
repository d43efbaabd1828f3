import { pause } from '@amplication/foundation';
import { listen, type Listening, type ListenOptions } from './listen';

/**
 * What a loop waits on between two reads of the database: a NOTIFY, a call of `wake()`, or a poll as a net.
 * A wake-up that comes while nobody waits is kept for the next wait.
 */
export class WakeUp {
  private readonly listening: Listening;
  private pending = false;
  private waiting: AbortController | null = null;

  constructor(
    options: Pick<ListenOptions, 'url' | 'channel' | 'onLost'> & { wants?: (payload: string) => boolean },
  ) {
    this.listening = listen({
      ...options,
      onConnected: () => this.wake(),
      onNotification: (payload) => {
        if (options.wants?.(payload) ?? true) this.wake();
      },
    });
  }

  wake(): void {
    this.pending = true;
    this.waiting?.abort();
  }

  /** Resolves at the next wake-up, and after `pollMs` at the latest. One waiter at a time. */
  async wait(pollMs: number): Promise<void> {
    if (!this.pending) {
      this.waiting = new AbortController();
      await pause(pollMs, this.waiting.signal);
      this.waiting = null;
    }
    this.pending = false;
  }

  close(): Promise<void> {
    this.wake();
    return this.listening.close();
  }
}
