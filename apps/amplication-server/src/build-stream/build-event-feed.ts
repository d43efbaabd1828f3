import { listen, type Listening } from '@amplication/database';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { BUILD_EVENT_CHANNEL } from '../build-state/build-event';
import { ServerEnv } from '../platform/server-env';

/** Wakes the open streams of a build. One LISTEN connection serves all streams of this server instance. */
@Injectable()
export class BuildEventFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BuildEventFeed.name);
  private readonly waiting = new Map<string, Set<() => void>>();
  private listening: Listening | null = null;

  constructor(private readonly env: ServerEnv) {}

  onApplicationBootstrap(): void {
    this.listening = listen({
      url: this.env.DATABASE_URL,
      channel: BUILD_EVENT_CHANNEL,
      onNotification: (buildId) => this.wake(buildId),
      // What was notified while the connection was away is lost, so everybody looks.
      onConnected: () => [...this.waiting.keys()].forEach((buildId) => this.wake(buildId)),
      onLost: (error) => this.logger.warn({ err: error }, 'listening for build events was interrupted'),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listening?.close();
  }

  /** Calls `wake` whenever the build has something new, until the returned function is called. */
  subscribe(buildId: string, wake: () => void): () => void {
    const wakes = this.waiting.get(buildId) ?? new Set();
    this.waiting.set(buildId, wakes.add(wake));
    return () => {
      wakes.delete(wake);
      if (wakes.size === 0 && this.waiting.get(buildId) === wakes) this.waiting.delete(buildId);
    };
  }

  private wake(buildId: string): void {
    this.waiting.get(buildId)?.forEach((wake) => wake());
  }
}
