export { EventPublisher } from './sending/event-publisher';
export { MessagingModule, type MessagingModuleOptions, type MessagingSettings } from './messaging.module';
export { MessagingRuntime } from './messaging-runtime';
export { type EventContext, type EventHandler, OnEvent } from './receiving/on-event';
export type { MessagingOptions } from './options';
export { Outbox } from './sending/outbox';
export { createTopics, type CreateTopicsOptions } from './kafka/topics';
