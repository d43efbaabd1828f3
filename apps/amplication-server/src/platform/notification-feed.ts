import { listen, type Listening } from '@amplication/database';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

/**
 * Wakes those who wait for news of one thing, by its id, the payload of a NOTIFY. One LISTEN connection serves
 * everybody on this server instance.
 */
export abstract class NotificationFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(this.constructor.name);
  private readonly waiting = new Map<string, Set<() => void>>();
  private listening: Listening | null = null;

  protected constructor(
    private readonly url: string,
    private readonly channel: string,
  ) {}

  onApplicationBootstrap(): void {
    this.listening = listen({
      url: this.url,
      channel: this.channel,
      onNotification: (id) => this.wake(id),
      // What was notified while the connection was away is lost, so everybody looks.
      onConnected: () => [...this.waiting.keys()].forEach((id) => this.wake(id)),
      onLost: (error) => this.logger.warn({ err: error }, `listening to ${this.channel} was interrupted`),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listening?.close();
  }

  /** Calls `wake` whenever there is news of `id`, until the returned function is called. */
  subscribe(id: string, wake: () => void): () => void {
    const wakes = this.waiting.get(id) ?? new Set();
    this.waiting.set(id, wakes.add(wake));
    return () => {
      wakes.delete(wake);
      if (wakes.size === 0 && this.waiting.get(id) === wakes) this.waiting.delete(id);
    };
  }

  private wake(id: string): void {
    this.waiting.get(id)?.forEach((wake) => wake());
  }
}
