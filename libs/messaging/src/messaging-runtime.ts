import { deadLetterTopic } from '@amplication/contracts';
import {
  BeforeApplicationShutdown,
  Inject,
  Injectable,
  OnApplicationBootstrap,
  OnApplicationShutdown,
} from '@nestjs/common';
import { DeadLetters } from './receiving/dead-letters';
import { EventConsumer } from './receiving/event-consumer';
import { EventHandlers } from './receiving/event-handlers';
import { EventProcessor } from './receiving/event-processor';
import { KafkaConnection } from './kafka/kafka-connection';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options';
import { OutboxRelay } from './sending/outbox-relay';
import { waitForTopics } from './kafka/topics';

/** Runs the relay and the consumer for as long as the application runs. */
@Injectable()
export class MessagingRuntime
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly starting = new AbortController();
  private relay: OutboxRelay | null = null;
  private consumer: EventConsumer | null = null;

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly kafka: KafkaConnection,
    private readonly eventHandlers: EventHandlers,
  ) {}

  /** Rejects, so that the application does not start, when the handlers are not those of the catalogue or the topics do not come. */
  async onApplicationBootstrap(): Promise<void> {
    const { options, kafka } = this;
    const handlers = this.eventHandlers.find(options.service);
    const topics = [...handlers.keys()].flatMap((name) => [name, deadLetterTopic(name)]);
    await waitForTopics(
      kafka.settings,
      topics.map((name) => `${kafka.topicPrefix}${name}`),
      { timeoutMs: options.topicsTimeoutMs ?? 60_000, signal: this.starting.signal },
    );
    if (this.starting.signal.aborted) return;
    await kafka.connect();
    this.relay = this.startRelay();
    if (handlers.size === 0) return;
    this.consumer = this.createConsumer(handlers);
    await this.consumer.start();
  }

  /** The consumer stops first, while the database and the relay still serve its last messages. */
  async beforeApplicationShutdown(): Promise<void> {
    this.starting.abort();
    await this.consumer?.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.relay?.stop();
    await this.kafka.disconnect();
  }

  /** What does not work at the moment, in words; empty when all is well. */
  problems(): string[] {
    const relay = this.relay ? this.relay.whyUnhealthy() : 'not started';
    const consumer = this.consumer?.whyUnhealthy() ?? null;
    return [
      ...(relay === null ? [] : [`outbox relay: ${relay}`]),
      ...(consumer === null ? [] : [`consumer: ${consumer}`]),
    ];
  }

  private startRelay(): OutboxRelay {
    const { service, databaseUrl, logger } = this.options;
    const { relayProducer: producer, topicPrefix } = this.kafka;
    const relay = new OutboxRelay({ service, databaseUrl, logger, producer, topicPrefix });
    relay.start();
    return relay;
  }

  private createConsumer(handlers: ReturnType<EventHandlers['find']>): EventConsumer {
    const { service, database, logger } = this.options;
    const { kafka, relayProducer, topicPrefix } = this.kafka;
    const deadLetters = new DeadLetters(relayProducer, topicPrefix, service);
    return new EventConsumer({
      kafka,
      groupId: `${topicPrefix}${service}`,
      topicPrefix,
      handlers,
      processor: new EventProcessor({ service, db: database.db, deadLetters, logger }),
      logger,
    });
  }
}
