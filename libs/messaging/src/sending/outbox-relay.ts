import { DatabaseClient, tryLock, WakeUp } from '@amplication/database';
import { pause } from '@amplication/foundation';
import type { Producer } from 'kafkajs';
import type pg from 'pg';
import type { Logger } from 'pino';
import { OUTBOX_CHANNEL } from './outbox';
import { readBatch, markSent, prune, sendBatch } from './outbox-batch';

export interface OutboxRelayOptions {
  service: string;
  databaseUrl: string;
  producer: Producer;
  topicPrefix: string;
  logger: Logger;
}

const POLL_MS = 2_000;
const PRUNE_EVERY_MS = 3_600_000;
const MAX_BACKOFF_MS = 10_000;

/**
 * Moves a service's outbox to Kafka, in id order. Of all processes of a service one relays: it holds an advisory lock
 * for as long as its connection lives, and what it reads and marks goes over that same connection, so a relay that lost
 * its lock can no longer mark. A row is marked after the broker has it: killed in between, it is sent again, and the
 * consumers' inbox drops the duplicate.
 */
export class OutboxRelay {
  private readonly stopping = new AbortController();
  private wakeUp: WakeUp | null = null;
  private done: Promise<void> = Promise.resolve();
  private problem: string | null = 'not started';
  private prunedAt = 0;

  constructor(private readonly options: OutboxRelayOptions) {}

  start(): void {
    this.wakeUp = new WakeUp({
      url: this.options.databaseUrl,
      channel: OUTBOX_CHANNEL,
      wants: (service) => service === this.options.service,
    });
    this.done = this.run(this.wakeUp);
  }

  /** Lets the batch on its way arrive, then ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.wakeUp?.close();
    await this.done;
  }

  /** Why events do not go out at the moment, or null. A standby relay has no problem. */
  whyUnhealthy(): string | null {
    return this.problem;
  }

  private async run(wakeUp: WakeUp): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted; failures++) {
      try {
        await this.relayOnOneConnection(wakeUp, () => (failures = 0));
      } catch (error) {
        this.problem = error instanceof Error ? error.message : String(error);
        this.options.logger.warn({ err: error }, 'The outbox relay was interrupted and starts again');
        await pause(Math.min(MAX_BACKOFF_MS, 200 * 2 ** Math.min(failures, 10)), this.stopping.signal);
      }
    }
    this.problem = 'stopped';
  }

  private async relayOnOneConnection(wakeUp: WakeUp, onSuccess: () => void): Promise<void> {
    const client = new DatabaseClient({
      connectionString: this.options.databaseUrl,
      connectionTimeoutMillis: 10_000,
      query_timeout: 30_000,
      keepAlive: true,
      application_name: `${this.options.service} outbox relay`,
    });
    const connection: { lost: Error | null } = { lost: null };
    client.on('error', (error) => {
      connection.lost = error;
      wakeUp.wake();
    });
    try {
      await client.connect();
      for (let leading = false; !this.stopping.signal.aborted; await wakeUp.wait(POLL_MS)) {
        if (connection.lost) throw connection.lost;
        leading ||= await tryLock(client, 'outboxRelay', this.options.service);
        if (leading) await this.relayWaiting(client);
        this.problem = null;
        onSuccess();
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async relayWaiting(client: pg.Client): Promise<void> {
    const { service, producer, topicPrefix } = this.options;
    while (!this.stopping.signal.aborted) {
      const batch = await readBatch(client, service);
      if (batch.length === 0) break;
      await sendBatch(producer, topicPrefix, batch);
      await markSent(client, batch);
    }
    if (Date.now() - this.prunedAt > PRUNE_EVERY_MS) {
      this.prunedAt = Date.now();
      await prune(client, service);
    }
  }
}
