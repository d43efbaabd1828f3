import { DynamicModule, FactoryProvider, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventHandlers } from './event-handlers';
import { EventPublisher } from './event-publisher';
import { KafkaConnection } from './kafka-connection';
import { MessagingRuntime } from './messaging-runtime';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options';
import { Outbox } from './outbox';

export type MessagingModuleOptions = Pick<FactoryProvider<MessagingOptions>, 'inject' | 'useFactory'> &
  Pick<DynamicModule, 'imports'>;

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
 * when the application has booted and stop when it shuts down; close the database in `onApplicationShutdown` at the
 * earliest, since the consumer finishes its last message before that.
 */
@Module({})
export class MessagingModule {
  static forRootAsync({ imports, inject, useFactory }: MessagingModuleOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule, ...(imports ?? [])],
      providers: [
        { provide: MESSAGING_OPTIONS, inject: inject ?? [], useFactory },
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
