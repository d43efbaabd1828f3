import { DATABASE_HANDLE, type DatabaseHandle } from '@amplication/database';
import { HealthRegistry, LOGGER, SERVICE_NAME } from '@amplication/foundation';
import { type DynamicModule, type FactoryProvider, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Logger } from 'pino';
import { EventHandlers } from './receiving/event-handlers';
import { EventPublisher } from './sending/event-publisher';
import { kafkaCheck } from './kafka/kafka-check';
import { KafkaConnection } from './kafka/kafka-connection';
import { MessagingRuntime } from './messaging-runtime';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options';
import { Outbox } from './sending/outbox';

/** What the module reads of the service's configuration. */
export interface MessagingSettings {
  readonly DATABASE_URL: string;
  readonly KAFKA_BROKERS: string[];
  readonly KAFKA_TOPIC_PREFIX: string;
}

export type MessagingModuleOptions = Pick<MessagingOptions, 'topicsTimeoutMs'>;

const outbox: FactoryProvider<Outbox> = {
  provide: Outbox,
  inject: [MESSAGING_OPTIONS],
  useFactory: (options: MessagingOptions) => new Outbox(options.service),
};

const publisher: FactoryProvider<EventPublisher> = {
  provide: EventPublisher,
  inject: [MESSAGING_OPTIONS, KafkaConnection],
  useFactory: ({ service, logger }: MessagingOptions, kafka: KafkaConnection) =>
    new EventPublisher({ service, logger, producer: kafka.publishProducer, topicPrefix: kafka.topicPrefix }),
};

/**
 * Events of a service: `Outbox` and `EventPublisher` to send, `@OnEvent` to receive. The relay and the consumer start
 * when the application has booted and stop when it shuts down. Has the health checks `kafka` (a broker can be reached)
 * and `events` (relay and consumer are at work). Needs the `DatabaseModule`.
 */
@Module({})
export class MessagingModule {
  constructor(runtime: MessagingRuntime, kafka: KafkaConnection, health: HealthRegistry) {
    health.register('kafka', kafkaCheck(kafka.settings.brokers));
    health.registerProblem('events', () => runtime.problems().join('; ') || null);
  }

  /** `Settings` is the injectable class of the service's configuration. */
  static for(Settings: Type<MessagingSettings>, options: MessagingModuleOptions = {}): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        {
          provide: MESSAGING_OPTIONS,
          inject: [Settings, SERVICE_NAME, DATABASE_HANDLE, LOGGER],
          useFactory: (
            settings: MessagingSettings,
            service: string,
            database: DatabaseHandle,
            logger: Logger,
          ): MessagingOptions => ({
            service,
            brokers: settings.KAFKA_BROKERS,
            topicPrefix: settings.KAFKA_TOPIC_PREFIX,
            database,
            databaseUrl: settings.DATABASE_URL,
            logger,
            ...options,
          }),
        },
        KafkaConnection,
        EventHandlers,
        MessagingRuntime,
        outbox,
        publisher,
      ],
      exports: [Outbox, EventPublisher, MessagingRuntime],
    };
  }
}
