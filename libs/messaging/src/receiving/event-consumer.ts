import { pause } from '@amplication/foundation';
import type { Consumer, Kafka } from 'kafkajs';
import type { Logger } from 'pino';
import type { RegisteredHandler } from './event-handlers';
import type { EventProcessor } from './event-processor';

export interface EventConsumerOptions {
  kafka: Kafka;
  groupId: string;
  topicPrefix: string;
  handlers: Map<string, RegisteredHandler>;
  processor: Pick<EventProcessor, 'process'>;
  logger: Logger;
}

const RESTART_MS = 5_000;

/** The one Kafka consumer of a service, for all its handlers. Offsets are committed after each handled message. */
export class EventConsumer {
  private readonly stopping = new AbortController();
  private readonly consumer: Consumer;
  private problem: string | null = 'has not joined its group yet';
  private restarting: Promise<void> = Promise.resolve();

  constructor(private readonly options: EventConsumerOptions) {
    this.consumer = options.kafka.consumer({
      groupId: options.groupId,
      allowAutoTopicCreation: false,
      // Messages take milliseconds, so a member that says nothing for ten seconds is dead; its partitions wait no longer.
      sessionTimeout: 10_000,
      heartbeatInterval: 2_000,
      rebalanceTimeout: 30_000,
      maxWaitTimeInMs: 500,
      retry: { retries: 8 },
    });
    const { events } = this.consumer;
    this.consumer.on(events.GROUP_JOIN, () => (this.problem = null));
    this.consumer.on(events.CRASH, ({ payload }) => this.onCrash(payload.error, payload.restart));
  }

  /** Joins the group and starts to consume; for a new group from the oldest message. */
  async start(): Promise<void> {
    const topics = [...this.options.handlers.keys()].map((name) => `${this.options.topicPrefix}${name}`);
    await this.consumer.connect();
    await this.consumer.subscribe({ topics, fromBeginning: true });
    await this.consumer.run({
      autoCommitThreshold: 1,
      partitionsConsumedConcurrently: 4,
      eachMessage: async ({ topic, partition, message, heartbeat }) => {
        const handler = this.options.handlers.get(topic.slice(this.options.topicPrefix.length));
        if (!handler) throw new Error(`No handler for ${topic}, which was not subscribed to.`);
        await this.options.processor.process(
          handler,
          { partition, message, heartbeat },
          this.stopping.signal,
        );
      },
    });
  }

  /** Finishes the messages on their way, commits, and leaves the group, so that another member takes over at once. */
  async stop(): Promise<void> {
    const stopped = this.consumer.stop();
    this.stopping.abort();
    this.problem = 'stopped';
    await stopped;
    await this.restarting;
    await this.consumer.disconnect();
  }

  /** Why nothing is consumed at the moment, or null. */
  whyUnhealthy(): string | null {
    return this.problem;
  }

  /** kafkajs restarts by itself after an error that it considers temporary; after any other we do. */
  private onCrash(error: Error, restartsItself: boolean): void {
    if (this.stopping.signal.aborted) return;
    this.problem = error.message;
    this.options.logger.warn({ err: error, restartsItself }, 'The Kafka consumer was interrupted');
    if (!restartsItself) this.restarting = this.restart();
  }

  private async restart(): Promise<void> {
    await pause(RESTART_MS, this.stopping.signal);
    if (this.stopping.signal.aborted) return;
    try {
      await this.start();
    } catch (error) {
      this.onCrash(error instanceof Error ? error : new Error(String(error)), false);
    }
  }
}
