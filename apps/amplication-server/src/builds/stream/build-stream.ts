import { pause, Stopping } from '@amplication/foundation';
import { Injectable, type MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';
import type { LastingAccess } from '../../access/lasting-access';
import { BuildEventFeed } from './build-event-feed';
import { BuildEventsRepository } from './build-events.repository';

/** Below the half minute after which many proxies drop a silent connection. */
const HEARTBEAT_MS = 15_000;
const BATCH = 500;
/** How long a browser waits before it connects again. */
const RETRY_MS = 2_000;

/** The events of a build as they happen, from any point of its history on. */
@Injectable()
export class BuildStream {
  constructor(
    private readonly feed: BuildEventFeed,
    private readonly events: BuildEventsRepository,
    private readonly stopping: Stopping,
  ) {}

  /**
   * Everything after `lastId`, then what happens; `end` and completion once the build is over. Completes without `end`
   * once the access is lost.
   */
  open(access: LastingAccess, buildId: string, lastId: number): Observable<MessageEvent> {
    return new Observable((subscriber) => {
      const closed = new AbortController();
      const signal = AbortSignal.any([closed.signal, this.stopping.signal]);
      this.run(access, buildId, lastId, signal, (message) => subscriber.next(message)).then(
        () => subscriber.complete(),
        (error: unknown) => subscriber.error(error),
      );
      return () => closed.abort();
    });
  }

  private async run(
    access: LastingAccess,
    buildId: string,
    lastId: number,
    signal: AbortSignal,
    send: (message: MessageEvent) => void,
  ): Promise<void> {
    const waiter = new Waiter();
    const subscriptions = [
      this.feed.subscribe(buildId, () => waiter.wake()),
      access.onChange(() => waiter.wake()),
    ];
    try {
      send({ comment: 'open', retry: RETRY_MS });
      let cursor = lastId;
      while (!signal.aborted) {
        // Asked before the events are read: a build that is over by now has written all of them.
        const status = await this.events.finalStatus(buildId);
        const batch = await this.events.after(buildId, cursor, BATCH);
        // Right before anything is sent, and at every heartbeat.
        if (!(await access.holds())) return;
        for (const { id, type, attempt, data, at } of batch) {
          cursor = id;
          send({ id: String(id), type, data: { attempt, at, ...asObject(data) } });
        }
        if (batch.length === BATCH) continue;
        if (status !== null) return send({ id: String(cursor), type: 'end', data: { status } });
        if (!(await waiter.wait(HEARTBEAT_MS, signal))) send({ comment: 'still here' });
      }
    } finally {
      subscriptions.forEach((unsubscribe) => unsubscribe());
    }
  }
}

/** Remembers a wake-up that comes while nobody waits. */
class Waiter {
  private pending = false;
  private waiting: AbortController | null = null;

  wake(): void {
    this.pending = true;
    this.waiting?.abort();
  }

  /** True when it was woken, false after `ms` or when the signal aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<boolean> {
    if (!this.pending) {
      this.waiting = new AbortController();
      await pause(ms, AbortSignal.any([this.waiting.signal, signal]));
      this.waiting = null;
    }
    const woken = this.pending;
    this.pending = false;
    return woken;
  }
}

function asObject(data: unknown): object {
  return typeof data === 'object' && data !== null ? data : {};
}
